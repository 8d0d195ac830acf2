import type { ReactNode } from 'react'
import type { ReadableAnswer } from '../../shared/domain/questionnaires/answerText.ts'
import { formats, words } from '../words/words.ts'
import { Button, CallLink, Notice, Row } from './controls.tsx'
import { visitMinutes, type ShownSubmission, type ShownVisit } from './homeModel.ts'
import { PageHeading } from './PageHeading.tsx'
import type { Standing } from './visitList.ts'

type Timed = { readonly timeZone: string; readonly now: string }

type VisitViewProps = Timed & {
  readonly visit: ShownVisit
  readonly addressLine: string
  readonly phone: string
  readonly standing?: Standing | null
  /** Absent in a preview, and where it was not booked online, or the cut-off has passed (R6.3). */
  readonly change?: { readonly until: string; readonly onMove: () => void; readonly onCancel: () => void } | null
}

export function VisitView(props: VisitViewProps): ReactNode {
  const { visit, addressLine, phone, standing, change, timeZone, now } = props
  const times = `${formats.clock(visit.startsAt, timeZone)} – ${formats.clock(visit.endsAt, timeZone)}`
  const isOpen = visit.status === 'booked' && visit.startsAt > now
  return (
    <article>
      <PageHeading kicker={words.visit.kicker}>{formats.weekdayDay(visit.startsAt, timeZone, now)}</PageHeading>
      <p className="pt-lead">{times}</p>
      {visit.status === 'cancelled' && <p className="pt-strong">{words.visit.cancelled}</p>}
      {standing && <Notice tone="info">{words.visit.standing[standing]}</Notice>}
      <dl className="pt-facts">
        {visit.practitionerName && <Fact term={words.visit.with} value={visit.practitionerName} />}
        <Fact
          term={words.visit.what}
          value={[visit.serviceName, words.home.visitMinutes(visitMinutes(visit))]
            .filter((part) => part !== '')
            .join(' · ')}
        />
        {addressLine && <Fact term={words.visit.where} value={addressLine} />}
      </dl>
      {isOpen && change && (
        <div className="pt-actions">
          <p className="pt-quiet">
            {words.visit.changeUntil(
              formats.shortWeekdayDay(change.until, timeZone, now),
              formats.clock(change.until, timeZone),
            )}
          </p>
          <Button kind="quiet" onClick={change.onMove}>
            {words.visit.move}
          </Button>
          <Button kind="quiet" onClick={change.onCancel}>
            {words.visit.cancel}
          </Button>
        </div>
      )}
      {isOpen && !change && (
        <div className="pt-actions">
          <p className="pt-quiet">{words.visit.cannotCome}</p>
          <CallLink phone={phone} />
        </div>
      )}
    </article>
  )
}

function Fact({ term, value }: { term: string; value: string }): ReactNode {
  return (
    <div>
      <dt>{term}</dt>
      <dd dir="auto">{value}</dd>
    </div>
  )
}

type SentViewProps = Timed & {
  readonly submissions: readonly ShownSubmission[]
  readonly onOpen?: ((submissionId: string) => void) | undefined
}

export function SentView({ submissions, onOpen, timeZone, now }: SentViewProps): ReactNode {
  return (
    <>
      <PageHeading>{words.sent.heading}</PageHeading>
      {submissions.length === 0 && <p className="pt-quiet">{words.sent.none}</p>}
      <SubmissionRows {...{ submissions, onOpen, timeZone, now }} />
    </>
  )
}

export function SubmissionRows({ submissions, onOpen, timeZone, now }: SentViewProps): ReactNode {
  return (
    <ul className="pt-rows">
      {submissions.map((submission) => (
        <Row
          key={submission.id}
          icon="form"
          title={submission.title}
          detail={words.sent.sentAt(formats.weekdayDayClock(submission.submittedAt, timeZone, now))}
          onOpen={onOpen && (() => onOpen(submission.id))}
        />
      ))}
    </ul>
  )
}

type SubmissionViewProps = Timed & {
  readonly submission: ShownSubmission
  readonly answers: readonly ReadableAnswer[]
}

/** What one sent, question by question. */
export function SubmissionView({ submission, answers, timeZone, now }: SubmissionViewProps): ReactNode {
  return (
    <article>
      <PageHeading>{submission.title}</PageHeading>
      <p className="pt-quiet">{words.sent.sentAt(formats.weekdayDayClock(submission.submittedAt, timeZone, now))}</p>
      <dl className="pt-answers">
        {answers.map((each) => (
          <div key={each.linkId}>
            <dt dir="auto">{each.question}</dt>
            <dd dir="auto">{each.answer ?? words.sent.noAnswer}</dd>
          </div>
        ))}
      </dl>
    </article>
  )
}
