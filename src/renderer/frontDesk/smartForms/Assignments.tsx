import { Button, SegmentedControl, UnstyledButton } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import type { Assignment } from '../../../shared/contract/desk/forms.ts'
import { useParam } from '../../address/useParam.ts'
import { ASSIGNMENT_TONES } from '../../components/forms/formTones.ts'
import { EmptyState } from '../../components/ListStates.tsx'
import { openWorkspace } from '../../components/openWorkspace.ts'
import { Pill } from '../../components/Pill.tsx'
import rows from '../../components/rows.module.css'
import { shortDateTime } from '../../format/moments.ts'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import styles from './smartForms.module.css'

const STATES = ['pending', 'inProgress', 'submitted', 'expired'] as const
type Filter = Assignment['state'] | 'all'

function filterFrom(value: string | null): Filter {
  return STATES.find((state) => state === value) ?? 'all'
}

/** Every form that was sent, by how it stands; a row opens the patient's chart. */
export function Assignments(props: { readonly assignments: readonly Assignment[] }) {
  const { assignments } = props
  const [state, setState] = useParam('state')
  const filter = filterFrom(state)
  const setFilter = (next: Filter) => setState(next === 'all' ? null : next)
  const t = words.forms
  const shown = assignments.filter(({ state }) => filter === 'all' || state === filter)
  const counted = (state: Assignment['state']) => assignments.filter((each) => each.state === state).length
  return (
    <section>
      <div className={styles['bar']}>
        <h2 className={rows['group']}>{t.assignments}</h2>
        {assignments.length > 0 ? (
          <SegmentedControl
            size="xs"
            aria-label={t.filter}
            value={filter}
            onChange={(value) => setFilter(filterFrom(value))}
            data={[
              { value: 'all', label: t.filterBy(t.all, assignments.length) },
              ...STATES.map((state) => ({
                value: state,
                label: t.filterBy(words.forms.answers.assignment[state], counted(state)),
              })),
            ]}
          />
        ) : null}
      </div>
      {assignments.length === 0 ? (
        <EmptyState
          icon={<IconSend size={28} stroke={1.5} aria-hidden="true" />}
          title={t.noAssignments}
          hint={t.noAssignmentsText}
        />
      ) : null}
      {assignments.length > 0 && shown.length === 0 && filter !== 'all' ? (
        <EmptyState
          title={t.noneInState(words.forms.answers.assignment[filter])}
          action={<Button onClick={() => setFilter('all')}>{t.showAll}</Button>}
        />
      ) : null}
      {shown.length > 0 ? (
        <ul className={rows['rows']}>
          {shown.map((assignment) => (
            <AssignmentRow key={assignment.id} assignment={assignment} />
          ))}
        </ul>
      ) : null}
    </section>
  )
}

function AssignmentRow(props: { readonly assignment: Assignment }) {
  const { assignment } = props
  const now = useNow()
  const timeZone = useTimeZone()
  const t = words.forms
  const at = assignment.submittedAt ?? assignment.assignedAt
  const when = shortDateTime(at, timeZone, now)
  return (
    <li>
      <UnstyledButton
        className={rows['row'] ?? ''}
        aria-description={t.openChart(assignment.patientName)}
        onClick={() => openWorkspace(assignment.patientId, 'smart-forms')}
      >
        <span className={`${rows['main']} ${rows['strong']}`} dir="auto">
          {assignment.patientName}
        </span>
        <span className={rows['second']} dir="auto">
          {assignment.title}
        </span>
        <span className={rows['second']} dir="auto">
          {assignment.sentTo ?? t.notSent}
        </span>
        <time className={styles['when']} dateTime={at}>
          {assignment.submittedAt ? t.submittedAt(when) : t.assignedAt(when)}
        </time>
        <span className={styles['state']}>
          <Pill tone={ASSIGNMENT_TONES[assignment.state]}>{words.forms.answers.assignment[assignment.state]}</Pill>
        </span>
      </UnstyledButton>
    </li>
  )
}
