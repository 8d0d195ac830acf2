import { Button } from '@mantine/core'
import { IconMail } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { InboxItem } from '../../../shared/contract/desk/inbox.ts'
import type { Leaving } from '../../../shared/contract/desk/outbox.ts'
import { assertNever } from '../../../shared/domain/assertNever.ts'
import type { SubmissionId } from '../../../shared/domain/ids.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import { SubmissionBody } from '../../components/forms/SubmissionBody.tsx'
import { ErrorState, SkeletonRows } from '../../components/ListStates.tsx'
import { openWorkspace } from '../../components/openWorkspace.ts'
import { shortDateTime, visitTime } from '../../format/moments.ts'
import { useApi } from '../../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { formats, words } from '../../words/words.ts'
import { BookingBody } from './BookingBody.tsx'
import { BouncedFix } from './BouncedFix.tsx'
import { ClashBody } from './ClashBody.tsx'
import { DoubtfulBody, VisitChangeBody } from './OnlineChangeBody.tsx'
import styles from './inbox.module.css'
import { ProfileBody } from './ProfileBody.tsx'
import { MessageBody } from './MessageBody.tsx'
import { RedeemedBody } from './RedeemedBody.tsx'
import { RenewedBody } from './RenewedBody.tsx'
import { UploadBody } from './UploadBody.tsx'

/** What the item says, and the one way on that its kind has. */
export function InboxBody(props: {
  readonly item: InboxItem
  readonly onSettle: (leaving: Leaving | null) => void
  /** An act of its own has settled it. */
  readonly onSettled: () => void
}) {
  const { item } = props
  const { facts, patientId } = item
  const t = words.inbox
  const access = (label: string, isMain: boolean, icon: ReactNode = null) =>
    patientId ? (
      <Button
        variant={isMain ? 'filled' : 'default'}
        leftSection={icon}
        onClick={() => openWorkspace(patientId, 'access-code')}
      >
        {label}
      </Button>
    ) : null
  switch (facts.kind) {
    case 'submission':
      return <ReadSubmission submissionId={facts.submissionId} />
    case 'request':
      return (
        <>
          {facts.message && facts.isFromHolder ? (
            <blockquote className={styles['message']} dir="auto">
              {facts.message}
            </blockquote>
          ) : null}
          {facts.isReadable ? null : <p className={styles['trouble']}>{t.request.unreadable}</p>}
          {facts.isFromHolder ? (
            <p>{t.request.text}</p>
          ) : (
            <p className={styles['trouble']}>{t.request.notFromHolder}</p>
          )}
          {facts.isFromHolder
            ? access(t.request.send, item.doneAt === null, <IconMail size={16} stroke={1.75} aria-hidden="true" />)
            : access(t.unproven.show, false)}
        </>
      )
    case 'profile':
      return <ProfileBody item={item} facts={facts} onSettled={props.onSettled} />
    case 'message':
      return <MessageBody item={item} facts={facts} onSettled={props.onSettled} />
    case 'left':
      return (
        <>
          <p className={facts.isFromHolder ? undefined : styles['trouble']}>
            {facts.isFromHolder ? t.left.text : t.left.notFromHolder}
          </p>
          {access(t.unproven.show, false)}
        </>
      )
    case 'newEmail':
      return (
        <>
          <p className={facts.isFromHolder ? undefined : styles['trouble']}>
            {facts.isFromHolder
              ? t.newEmail.text(facts.email, facts.newEmail)
              : t.newEmail.notFromHolder(facts.newEmail)}
          </p>
          {access(t.unproven.show, false)}
        </>
      )
    case 'mailBounced':
      return (
        <>
          <p className={styles['trouble']}>{words.outbox.failure(facts.failure)}</p>
          <BouncedFix item={item} mailId={facts.mailId} onFixed={props.onSettle} />
        </>
      )
    case 'redeemed':
      return (
        <RedeemedBody facts={facts} liveLinkId={item.liveLinkId}>
          {access(t.redeemed.show, false)}
        </RedeemedBody>
      )
    case 'renewed':
      return (
        <RenewedBody item={item} facts={facts} onSettled={props.onSettled}>
          {access(t.renewed.show, false)}
        </RenewedBody>
      )
    case 'unproven':
      return (
        <>
          <p className={styles['trouble']}>{t.unproven.text}</p>
          {access(t.unproven.show, true)}
        </>
      )
    case 'booking':
      return <BookingBody item={item} facts={facts} onSettled={props.onSettled} />
    case 'bookingDoubtful':
      return <DoubtfulBody facts={facts} />
    case 'visitChange':
      return <VisitChangeBody facts={facts} />
    case 'clash':
      return <ClashBody item={item} onSettle={() => props.onSettle(null)} onSettled={props.onSettled} />
    case 'offerTaken':
      return <OfferTaken facts={facts} />
    case 'waitingAsked':
      return <WaitingAsked facts={facts} />
    case 'upload':
      return <UploadBody item={item} facts={facts} onSettled={props.onSettled} />
    case 'uploadDoubtful':
      return <p className={styles['trouble']}>{t.uploadDoubtful[facts.because]}</p>
    case 'codesGuessed':
      return <GuessedCodes count={facts.count} since={facts.since} />
    default:
      return assertNever(facts)
  }
}

/** R6.2: what came of somebody's yes. */
function OfferTaken({ facts }: { readonly facts: Extract<InboxItem['facts'], { kind: 'offerTaken' }> }) {
  const timeZone = useTimeZone()
  const now = useNow()
  const t = words.inbox.offerTaken
  if (facts.insteadOf === null) return <p>{t.booked}</p>
  const { startsAt, because } = facts.insteadOf
  const was = visitTime(startsAt, timeZone, now)
  return because === null ? <p>{t.moved(was)}</p> : <p className={styles['warning']}>{t.besides(was, because)}</p>
}

/** R6.2: for what somebody asked to be on the waiting list, and what came of it. */
function WaitingAsked({ facts }: { readonly facts: Extract<InboxItem['facts'], { kind: 'waitingAsked' }> }) {
  const t = words.inbox.waitingAsked
  return (
    <>
      <p>{t.asks(facts.serviceName)}</p>
      {facts.message === null ? null : (
        <blockquote className={styles['message']} dir="auto">
          {facts.message}
        </blockquote>
      )}
      <p className={facts.outcome === 'added' ? undefined : styles['warning']}>{t.outcome[facts.outcome]}</p>
      <Button component={Link} href="/calendar?waiting=open">
        {t.show}
      </Button>
    </>
  )
}

function GuessedCodes(props: { readonly count: number; readonly since: Instant }) {
  const since = shortDateTime(props.since, useTimeZone(), useNow())
  return (
    <>
      <p className={styles['trouble']}>{words.inbox.codesGuessed.said(formats.number(props.count), since)}</p>
      <p>{words.inbox.codesGuessed.text}</p>
    </>
  )
}

function ReadSubmission(props: { readonly submissionId: SubmissionId }) {
  const query = useQuery(useApi().forms.submission.queryOptions({ input: { submissionId: props.submissionId } }))
  if (query.isPending) return <SkeletonRows count={6} />
  if (!query.data) {
    return <ErrorState title={words.inbox.couldNotRead} error={query.error} onRetry={() => void query.refetch()} />
  }
  return <SubmissionBody submission={query.data} />
}
