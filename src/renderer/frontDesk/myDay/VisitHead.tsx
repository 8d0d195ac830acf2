import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import type { MyVisit } from '../../../shared/contract/desk/myDay.ts'
import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import { canBeMoved, canHaveStatus } from '../../../shared/domain/appointments.ts'
import { ageOn } from '../../../shared/domain/zone.ts'
import { Avatar } from '../../components/Avatar.tsx'
import { openWorkspace } from '../../components/openWorkspace.ts'
import { Chip } from '../../components/Pill.tsx'
import { tintOf } from '../../format/people.ts'
import { KeyOf } from '../../keys/KeyOf.tsx'
import { ariaShortcut } from '../../keys/keys.ts'
import { useTimeZone } from '../../state/useSession.ts'
import { useToday } from '../../state/useToday.ts'
import { formats, words } from '../../words/words.ts'
import { willComeMark } from '../onlineMarks.ts'
import { SeriesMark } from '../SeriesMark.tsx'
import { StatusMenu } from '../StatusMenu.tsx'
import { useSetStatus } from '../useSetStatus.ts'
import styles from './myDay.module.css'

/** Who it is, how the visit stands, and the next act; what everybody asks for first. */
export function VisitHead(props: {
  readonly visit: MyVisit
  /** Null while it is read. */
  readonly patient: PatientSummary | null
  readonly onBack: () => void
}) {
  const { visit, patient } = props
  const today = useToday()
  const willCome = willComeMark(visit)
  const t = words.workspace.facts
  const name = visit.patientName
  const facts = patient
    ? [
        [t.born, patient.birthOn ? t.bornAt(formats.date(patient.birthOn), ageOn(patient.birthOn, today)) : t.unknown],
        [t.telephone, patient.phone ?? t.unknown],
        [words.myDay.chart, words.patients.chartNumber(patient.chartNumber)],
        [words.myDay.sees.term, words.myDay.sees[patient.access ?? 'none']],
      ]
    : []
  return (
    <header className={styles['head']}>
      <div className={styles['headTop']}>
        <Button
          className={styles['back'] ?? ''}
          size="xs"
          leftSection={<IconArrowLeft size={14} stroke={1.75} aria-hidden="true" />}
          onClick={props.onBack}
        >
          {words.myDay.back}
        </Button>
        <span className={styles['headWho']}>
          <Avatar name={name} tint={tintOf(name)} size="large" />
          <h2 dir="auto" title={name}>
            {name}
          </h2>
          <StatusMenu appointment={visit} />
          {willCome === null ? null : <Chip tone="good">{willCome}</Chip>}
          <SeriesMark series={visit.series} />
        </span>
        <span className={styles['headActs']}>
          <NextAct visit={visit} />
          <Button
            variant="filled"
            rightSection={<KeyOf name="openChart" />}
            aria-keyshortcuts={ariaShortcut('openChart')}
            onClick={() => openWorkspace(visit.patientId)}
          >
            {words.myDay.openWorkspace}
          </Button>
        </span>
      </div>
      <dl className={styles['facts']}>
        {facts.map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd dir="auto">{text}</dd>
          </div>
        ))}
      </dl>
    </header>
  )
}

/** Into the room, and out of it. */
function NextAct(props: { readonly visit: MyVisit }) {
  const { visit } = props
  const setStatus = useSetStatus()
  const clock = { today: useToday(), timeZone: useTimeZone() }
  const to = visit.status === 'inSession' ? 'completed' : canBeMoved(visit.status) ? 'inSession' : null
  if (to === null || !canHaveStatus(visit, to, clock)) return null
  return (
    <Button
      rightSection={<KeyOf name={to} />}
      aria-keyshortcuts={ariaShortcut(to)}
      onClick={() => setStatus(visit, to)}
    >
      {words.today.mark[to]}
    </Button>
  )
}
