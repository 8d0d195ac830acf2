import { Button } from '@mantine/core'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { isOfferedBy } from '../../../shared/domain/bookingConcerns.ts'
import { ServiceId, StaffId } from '../../../shared/domain/ids.ts'
import type { CalendarDay, Instant } from '../../../shared/domain/time.ts'
import { FormModal } from '../../components/FormModal.tsx'
import { ErrorState } from '../../components/ListStates.tsx'
import { SearchSelect } from '../../components/SearchSelect.tsx'
import { useAct } from '../../components/useAct.ts'
import { visitTime } from '../../format/moments.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { formats, words } from '../../words/words.ts'
import { TimeFields } from '../booking/TimeFields.tsx'
import { useDraftTimes } from '../booking/useDraftTimes.ts'
import styles from './firstFree.module.css'

const SHOWN_TIMES = 6
const ANYONE = 'anyone'

export type FreeAsked = { readonly serviceId: ServiceId | null; readonly on: CalendarDay; readonly at: string }
export type FreeFound = { readonly serviceId: ServiceId; readonly practitionerId: StaffId; readonly startsAt: Instant }

/** R6.2: "the first free after 15:00, with anyone": the next times for a service; Enter takes the first of them. */
export function FirstFree(props: {
  readonly asked: FreeAsked
  readonly onChoose: (found: FreeFound) => void
  readonly onClose: () => void
}) {
  const api = useApi()
  const client = useClient()
  const timeZone = useTimeZone()
  const now = useNow()
  const { data: services = [] } = useQuery(api.calendar.services.queryOptions())
  const { data: staff = [] } = useQuery(api.staff.list.queryOptions())
  const [wantedService, setService] = useState(props.asked.serviceId)
  const [whom, setWhom] = useState<StaffId | null>(null)
  const [from, setFrom] = useState({ on: formats.shortDate(props.asked.on), at: props.asked.at })
  const service = services.find(({ id }) => id === wantedService) ?? services[0] ?? null
  const people = staff.filter(({ id, hasCalendar }) => hasCalendar && (!service || isOfferedBy(service, id)))
  const practitionerId = people.find(({ id }) => id === whom)?.id ?? null
  const times = useDraftTimes({ ...from, practitionerId }, service)
  const after = times.startsAt
  const wanted = service && after ? { serviceId: service.id, practitionerId, after, most: SHOWN_TIMES } : null
  const free = useQuery(api.calendar.firstFree.queryOptions({ input: wanted ?? skipToken }))
  const found = free.data ?? []
  const t = words.calendar.firstFree
  const choose = (each: (typeof found)[number] | undefined) => {
    if (each && service) props.onChoose({ serviceId: service.id, ...each })
  }
  const look = useAct(client.calendar.firstFree, { onDone: ([first]) => choose(first) })
  // Whoever types and presses Enter at once does not wait for the list.
  const takeFirst = () => (free.isPending && wanted ? look.run(wanted) : choose(found[0]))
  return (
    <FormModal title={t.title} onClose={props.onClose} onSubmit={takeFirst}>
      <div className={styles['fields']}>
        <SearchSelect
          label={words.calendar.booking.service}
          data={services.map(({ id, name }) => ({ value: id, label: name }))}
          value={service?.id ?? null}
          allowDeselect={false}
          data-autofocus
          openOnFocus={false}
          onChange={(id) => setService(ServiceId.safeParse(id).data ?? null)}
        />
        <SearchSelect
          label={words.calendar.booking.practitioner}
          data={[{ value: ANYONE, label: t.anyone }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
          value={practitionerId ?? ANYONE}
          allowDeselect={false}
          onChange={(id) => setWhom(StaffId.safeParse(id).data ?? null)}
        />
        <TimeFields
          draft={from}
          times={times}
          problems={{
            ...(times.on ? {} : { day: words.calendar.booking.badDay }),
            ...(after ? {} : { time: words.calendar.booking.badTime }),
          }}
          sentences={[]}
          onChange={(part) => setFrom({ ...from, ...part })}
          onLeave={takeFirst}
          onLeft={() => undefined}
        />
        <div role="group" aria-label={t.times} className={styles['times']}>
          {found.map((each, index) => (
            <Button
              key={`${each.practitionerId} ${each.startsAt}`}
              {...(index === 0 ? { variant: 'filled', type: 'submit' as const } : { onClick: () => choose(each) })}
            >
              {t.time(
                visitTime(each.startsAt, timeZone, now),
                staff.find(({ id }) => id === each.practitionerId)?.name ?? '',
              )}
            </Button>
          ))}
          {free.isError ? (
            <ErrorState title={t.couldNotLoad} error={free.error} onRetry={() => void free.refetch()} />
          ) : null}
          {free.isSuccess && found.length === 0 ? <p>{t.none}</p> : null}
        </div>
      </div>
    </FormModal>
  )
}
