import { Button, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconClipboardText, IconSend } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Assignment, Submission } from '../../../shared/contract/desk/forms.ts'
import type { InvitationId, SubmissionId } from '../../../shared/domain/ids.ts'
import { useParam } from '../../address/useParam.ts'
import { ASSIGNMENT_TONES, SUBMISSION_TONES } from '../../components/forms/formTones.ts'
import { SendFormsModal } from '../../components/forms/SendFormsModal.tsx'
import { SubmissionBody } from '../../components/forms/SubmissionBody.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../components/ListStates.tsx'
import { notifyDone } from '../../components/notify.ts'
import { Panel } from '../../components/Panel.tsx'
import { Pill } from '../../components/Pill.tsx'
import rows from '../../components/rows.module.css'
import { useAct } from '../../components/useAct.ts'
import { shortDateTime } from '../../format/moments.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import type { WorkspacePatient } from '../useWorkspacePatient.ts'
import styles from './forms.module.css'

/** What was sent to this patient, and what came back, to read in full. */
export function FormsTab(props: { readonly patient: WorkspacePatient }) {
  const { patient } = props
  const query = useQuery(useApi().forms.ofPatient.queryOptions({ input: { patientId: patient.id } }))
  const [sending, setSending] = useParam('send')
  const [readId, setReadId] = useParam('read')
  const t = words.workspace.forms
  const sendButton = (
    <Button leftSection={<IconSend size={16} stroke={1.75} aria-hidden="true" />} onClick={() => setSending('any')}>
      {t.send}
    </Button>
  )
  const read = query.data?.submissions.find(({ id }) => id === readId)
  return (
    <>
      {query.isPending ? (
        <div className={rows['rows']}>
          <SkeletonRows count={4} />
        </div>
      ) : null}
      {query.isError ? (
        <ErrorState title={words.workspace.couldNotLoad} error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {query.data && read ? <ReadSubmission submission={read} onBack={() => setReadId(null)} /> : null}
      {query.data && !read ? (
        query.data.assignments.length === 0 && query.data.submissions.length === 0 ? (
          <EmptyState
            icon={<IconClipboardText size={28} stroke={1.5} aria-hidden="true" />}
            title={t.empty}
            hint={t.emptyText}
            action={sendButton}
          />
        ) : (
          <>
            <div className={styles['bar']}>
              <h2 className={rows['group']}>{t.submissions}</h2>
              {sendButton}
            </div>
            <Submissions submissions={query.data.submissions} onRead={setReadId} />
            {query.data.assignments.length > 0 ? <Assignments assignments={query.data.assignments} /> : null}
          </>
        )
      ) : null}
      {sending ? <SendFormsModal patient={patient} formIds={[]} onClose={() => setSending(null)} /> : null}
    </>
  )
}

function Submissions(props: {
  readonly submissions: readonly Submission[]
  readonly onRead: (id: SubmissionId) => void
}) {
  const now = useNow()
  const timeZone = useTimeZone()
  if (props.submissions.length === 0) return <p className={styles['none']}>{words.workspace.forms.noSubmissions}</p>
  return (
    <ul className={rows['rows']}>
      {props.submissions.map((submission) => (
        <li key={submission.id}>
          <UnstyledButton className={rows['row'] ?? ''} onClick={() => props.onRead(submission.id)}>
            <span className={`${rows['main']} ${rows['strong']}`} dir="auto">
              <VisuallyHidden>{words.workspace.forms.show}</VisuallyHidden> {submission.title}
            </span>
            <span className={rows['second']} dir="auto">
              {words.forms.answers.by(submission.submittedBy)}
            </span>
            <time className={rows['when']} dateTime={submission.submittedAt}>
              {shortDateTime(submission.submittedAt, timeZone, now)}
            </time>
            <span className={styles['state']}>
              <Pill tone={SUBMISSION_TONES[submission.state]}>{words.forms.answers.state[submission.state]}</Pill>
            </span>
            <IconChevronRight size={16} stroke={1.75} aria-hidden="true" />
          </UnstyledButton>
        </li>
      ))}
    </ul>
  )
}

function Assignments(props: { readonly assignments: readonly Assignment[] }) {
  const now = useNow()
  const timeZone = useTimeZone()
  const client = useClient()
  const api = useApi()
  const queryClient = useQueryClient()
  const extend = useAct((id: InvitationId) => client.forms.extend({ id }), {
    onDone: ({ expiresAt }) => {
      void queryClient.invalidateQueries({ queryKey: api.forms.key() })
      notifyDone(words.workspace.forms.extended(shortDateTime(expiresAt, timeZone, now)))
    },
  })
  return (
    <>
      <h2 className={rows['group']}>{words.workspace.forms.assigned}</h2>
      <ul className={rows['rows']}>
        {props.assignments.map((assignment) => (
          <li key={assignment.id} className={rows['row']}>
            <span className={`${rows['main']} ${rows['strong']}`} dir="auto">
              {assignment.title}
            </span>
            <span className={rows['second']} dir="auto">
              {assignment.sentTo ? words.workspace.forms.sentTo(assignment.sentTo) : words.forms.notSent}
            </span>
            <time className={rows['when']} dateTime={assignment.assignedAt}>
              {shortDateTime(assignment.assignedAt, timeZone, now)}
            </time>
            {assignment.invitation ? (
              <Button
                size="compact-xs"
                aria-label={words.workspace.forms.extendOf(assignment.title)}
                title={words.workspace.forms.until(shortDateTime(assignment.invitation.expiresAt, timeZone, now))}
                aria-disabled={extend.isRunning}
                onClick={() => assignment.invitation && extend.run(assignment.invitation.id)}
              >
                {words.workspace.forms.extend}
              </Button>
            ) : null}
            <span className={styles['state']}>
              <Pill tone={ASSIGNMENT_TONES[assignment.state]}>{words.forms.answers.assignment[assignment.state]}</Pill>
            </span>
            <span className={styles['chevronPlace']} />
          </li>
        ))}
      </ul>
    </>
  )
}

function ReadSubmission(props: { readonly submission: Submission; readonly onBack: () => void }) {
  const { submission } = props
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        size="xs"
        className={styles['back'] ?? ''}
        leftSection={<IconChevronLeft size={14} stroke={1.75} aria-hidden="true" />}
        onClick={props.onBack}
        autoFocus
      >
        {words.workspace.forms.back}
      </Button>
      <Panel
        title={<span dir="auto">{submission.title}</span>}
        mark={<Pill tone={SUBMISSION_TONES[submission.state]}>{words.forms.answers.state[submission.state]}</Pill>}
      >
        <SubmissionBody submission={submission} />
      </Panel>
    </>
  )
}
