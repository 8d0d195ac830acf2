import { Button, Group } from '@mantine/core'
import { IconCalendar, IconPhone } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import type { InboxItem } from '../../../shared/contract/desk/inbox.ts'
import { dayOf } from '../../../shared/domain/zone.ts'
import { ErrorState, SkeletonRows } from '../../components/ListStates.tsx'
import { ReasonModal } from '../../components/ReasonModal.tsx'
import rows from '../../components/rows.module.css'
import { useOfferUndo } from '../../components/undo/useOfferUndo.tsx'
import { visitTime } from '../../format/moments.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'

/** R6.4: two visits at one time, where both patients are called, and the two ways out. */
export function ClashBody(props: {
  readonly item: InboxItem
  /** Nothing is left to decide. */
  readonly onSettle: () => void
  readonly onSettled: () => void
}) {
  const { item } = props
  const client = useClient()
  const queryClient = useQueryClient()
  const clash = useQuery(useApi().onlineBooking.clash.queryOptions({ input: { id: item.id } }))
  const timeZone = useTimeZone()
  const now = useNow()
  const { offer } = useOfferUndo()
  const [isKeeping, setKeeping] = useState(false)
  const t = words.inbox.clash
  if (clash.isPending) return <SkeletonRows count={2} />
  if (!clash.data) {
    return (
      <ErrorState title={words.inbox.booking.couldNotRead} error={clash.error} onRetry={() => void clash.refetch()} />
    )
  }
  const { visits } = clash.data
  const [own] = visits
  const isOver = visits.length < 2 && own?.visit.claim !== 'clash'
  const isOpen = item.doneAt === null && !isOver
  return (
    <>
      {isOpen ? <p>{t.text}</p> : null}
      <ul className={rows['rows']}>
        {visits.map(({ visit, phone, isBookedOnline }) => (
          <li key={visit.id} className={rows['row']}>
            <span className={rows['when']}>{visitTime(visit.startsAt, timeZone, now)}</span>
            <span className={rows['main']} dir="auto">
              <b>{visit.patientName}</b> {isBookedOnline ? t.online : t.atDesk}
            </span>
            <span className={rows['second']}>
              {phone === null ? (
                t.noPhone
              ) : (
                <a href={`tel:${phone}`}>
                  <IconPhone size={14} stroke={1.75} aria-hidden="true" /> {phone}
                </a>
              )}
            </span>
            <span className={rows['end']}>
              {isOpen ? (
                <Button
                  component={Link}
                  href={`/calendar/${dayOf(visit.startsAt, timeZone)}?visit=${visit.id}`}
                  size="xs"
                  leftSection={<IconCalendar size={14} stroke={1.75} aria-hidden="true" />}
                >
                  {t.move(visit.patientName)}
                </Button>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
      {isOpen && visits.length < 2 ? <p>{t.alone}</p> : null}
      {isOpen && own ? (
        <Group gap="sm" mt="md">
          <Button onClick={() => setKeeping(true)}>{t.keepBoth}</Button>
        </Group>
      ) : null}
      {isOver && item.doneAt === null ? (
        <>
          <p>{t.over}</p>
          <Button onClick={props.onSettle}>{words.inbox.settle}</Button>
        </>
      ) : null}
      {isKeeping && own ? (
        <ReasonModal
          {...t.keeping}
          onConfirm={async (reason) => {
            const seen = { id: item.id, seenVersion: own.visit.version }
            const kept = await client.onlineBooking
              .keepBoth({ ...seen, reason })
              .finally(() => void queryClient.invalidateQueries())
            props.onSettled()
            offer({
              message: t.kept,
              leavesAt: null,
              way: { kind: 'keptBoth', id: item.id, seenVersion: kept.version },
            })
          }}
          onClose={() => setKeeping(false)}
        />
      ) : null}
    </>
  )
}
