import { Button } from '@mantine/core'
import { IconArrowBackUp, IconCalendar, IconKey, IconShieldCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { InboxItem } from '../../../shared/contract/desk/inbox.ts'
import type { BookingToMatch } from '../../../shared/contract/desk/onlineBooking.ts'
import type { InboxFacts } from '../../../shared/domain/inboxFacts.ts'
import { minutesBetween } from '../../../shared/domain/time.ts'
import { dayOf } from '../../../shared/domain/zone.ts'
import { ErrorState, SkeletonRows } from '../../components/ListStates.tsx'
import { Pill } from '../../components/Pill.tsx'
import { visitTime } from '../../format/moments.ts'
import { fullName } from '../../format/people.ts'
import { useApi } from '../../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import styles from './booking.module.css'
import { Comparison } from './Comparison.tsx'
import { useMatching } from './useMatching.ts'

export type BookingFacts = Extract<InboxFacts, { kind: 'booking' }>

/** R6.5: what was booked online, by whom, and whose chart it is; R6.3: where the clinic says yes first, that too. */
export function BookingBody(props: {
  readonly item: InboxItem
  readonly facts: BookingFacts
  readonly onSettled: () => void
}) {
  const { item, facts } = props
  const booking = useQuery(useApi().onlineBooking.toMatch.queryOptions({ input: { id: item.id } }))
  if (booking.isPending) return <SkeletonRows count={6} />
  if (!booking.data) {
    return (
      <ErrorState
        title={words.inbox.booking.couldNotRead}
        error={booking.error}
        onRetry={() => void booking.refetch()}
      />
    )
  }
  return <Booking item={item} facts={facts} booking={booking.data} onSettled={props.onSettled} />
}

function Booking(props: {
  readonly item: InboxItem
  readonly facts: BookingFacts
  readonly booking: BookingToMatch
  readonly onSettled: () => void
}) {
  const { item, facts, booking } = props
  const { visit, person, chart } = booking
  const timeZone = useTimeZone()
  const now = useNow()
  const act = useMatching(item, booking, props.onSettled)
  const t = words.inbox.booking
  const isToMatch = person.standing === 'provisional' && item.doneAt === null
  return (
    <div className={styles['booking']}>
      <p className={styles['by']}>{t.login[booking.confirmation ?? 'unconfirmed']}</p>
      <dl className={styles['facts']}>
        <Fact label={t.facts.service}>
          {visit ? t.lasting(visit.serviceName, minutesBetween(visit.startsAt, visit.endsAt)) : t.gone}
        </Fact>
        <Fact label={t.facts.time}>{visit ? visitTime(visit.startsAt, timeZone, now) : ''}</Fact>
        <Fact label={t.facts.with}>{booking.practitionerName}</Fact>
        <Fact label={t.facts.reason}>{facts.reason === null ? t.nothingSaid : t.quoted(facts.reason)}</Fact>
        <Fact label={t.facts.state}>
          <Pill tone={visit?.status === 'cancelled' ? 'plain' : visit?.isAwaited ? 'warn' : 'info'}>
            {visit?.status === 'cancelled' ? t.off : visit?.isAwaited ? t.awaited : t.claimed}
          </Pill>
        </Fact>
        {visit ? (
          <Button
            component={Link}
            href={`/calendar/${dayOf(visit.startsAt, timeZone)}?visit=${visit.id}`}
            leftSection={<IconCalendar size={16} stroke={1.75} aria-hidden="true" />}
          >
            {t.inCalendar}
          </Button>
        ) : null}
      </dl>
      {visit?.isAwaited && visit.status !== 'cancelled' ? (
        <div className={styles['answer']}>
          <Button variant="filled" aria-disabled={act.isRunning} onClick={() => act.answer(true)}>
            {t.approve}
          </Button>
          <Button aria-disabled={act.isRunning} onClick={() => act.answer(false)}>
            {t.decline}
          </Button>
        </div>
      ) : null}
      {isToMatch ? <Comparison booking={booking} facts={facts} act={act} /> : null}
      {isToMatch ? (
        <ul className={styles['notes']}>
          <li>
            <IconShieldCheck size={16} stroke={1.75} aria-hidden="true" /> {t.overwritten}
          </li>
          <li>
            <IconKey size={16} stroke={1.75} aria-hidden="true" /> {t.sees}
          </li>
        </ul>
      ) : null}
      {chart && item.doneAt !== null ? (
        <div className={styles['answer']}>
          <p dir="auto">{t.isIn(fullName(chart), String(chart.chartNumber))}</p>
          <Button
            leftSection={<IconArrowBackUp size={16} stroke={1.75} aria-hidden="true" />}
            aria-disabled={act.isRunning}
            onClick={act.takeBack}
          >
            {t.takeBack}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

function Fact(props: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd dir="auto">{props.children}</dd>
    </div>
  )
}
