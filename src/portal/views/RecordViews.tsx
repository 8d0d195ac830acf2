import type { ReactNode } from 'react'
import type { ReadableAnswer } from '../../shared/domain/questionnaires/answerText.ts'
import type { ChartPlan } from '../../shared/domain/visibility.ts'
import { formats, words } from '../words/words.ts'
import { CallLink, Row } from './controls.tsx'
import { visitMinutes, type ShownSubmission, type ShownVisit } from './homeModel.ts'
import { PageHeading } from './PageHeading.tsx'

type Timed = { readonly timeZone: string; readonly now: string }

/** A published plan as text: never as markup (section 12). */
export function PlanView({ plan, text, timeZone, now }: Timed & { plan: ChartPlan; text: string }): ReactNode {
  return (
    <article>
      <PageHeading kicker={words.plan.kicker}>{plan.title}</PageHeading>
      <p className="pt-quiet">
        {words.plan.meta(plan.practitionerName, formats.dayMonth(plan.publishedAt, timeZone, now), plan.version)}
      </p>
      <div className="pt-prose" dir="auto">
        {text}
      </div>
    </article>
  )
}

type VisitViewProps = Timed & {
  readonly visit: ShownVisit
  readonly addressLine: string
  readonly phone: string
}

export function VisitView({ visit, addressLine, phone, timeZone, now }: VisitViewProps): ReactNode {
  const times = `${formats.clock(visit.startsAt, timeZone)} – ${formats.clock(visit.endsAt, timeZone)}`
  const isOpen = visit.status === 'booked' && visit.startsAt > now
  return (
    <article>
      <PageHeading kicker={words.visit.kicker}>{formats.weekdayDay(visit.startsAt, timeZone, now)}</PageHeading>
      <p className="pt-lead">{times}</p>
      {visit.status === 'cancelled' && <p className="pt-strong">{words.visit.cancelled}</p>}
      <dl className="pt-facts">
        <Fact term={words.visit.with} value={visit.practitionerName} />
        <Fact
          term={words.visit.what}
          value={`${visit.serviceName} · ${words.home.visitMinutes(visitMinutes(visit))}`}
        />
        {addressLine && <Fact term={words.visit.where} value={addressLine} />}
      </dl>
      {isOpen && (
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

export function PastVisitsView({ visits, timeZone, now }: Timed & { visits: readonly ShownVisit[] }): ReactNode {
  return (
    <>
      <PageHeading>{words.visits.heading}</PageHeading>
      {visits.length === 0 && <p className="pt-quiet">{words.visits.none}</p>}
      <ul className="pt-rows">
        {visits.map((visit) => (
          <Row
            key={visit.id}
            icon="calendar"
            title={formats.weekdayDayClock(visit.startsAt, timeZone, now)}
            detail={`${visit.practitionerName} · ${visit.serviceName}`}
          />
        ))}
      </ul>
    </>
  )
}

type SentViewProps = Timed & {
  readonly submissions: readonly ShownSubmission[]
  readonly onOpen?: (submissionId: string) => void
}

export function SentView({ submissions, onOpen, timeZone, now }: SentViewProps): ReactNode {
  return (
    <>
      <PageHeading>{words.sent.heading}</PageHeading>
      {submissions.length === 0 && <p className="pt-quiet">{words.sent.none}</p>}
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
    </>
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
