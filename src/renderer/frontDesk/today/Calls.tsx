import { Button } from '@mantine/core'
import { IconPhoneOff, IconPrinter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { callListOf } from '../../../shared/domain/callList.ts'
import { EmptyState, ErrorState, SkeletonRows } from '../../components/ListStates.tsx'
import { comeTo } from '../../components/focus/comeTo.ts'
import { KeysLine } from '../../keys/KeysLine.tsx'
import { useKeys } from '../../keys/useKeys.ts'
import { useApi } from '../../state/ClientProvider.tsx'
import { useToday } from '../../state/useToday.ts'
import { formats, words } from '../../words/words.ts'
import filters from '../inbox/filters.module.css'
import { CallRow } from './CallRow.tsx'
import styles from './calls.module.css'
import { CallView, callViewShows } from './callView.ts'
import { usePrintedCallList } from './usePrintedCallList.tsx'
import { walkRows } from './walkRows.ts'

/** R6.2, R10.1: whom the reception rings, today or for tomorrow, ticked one by one. Every window of the clinic has the same ticks. */
export function Calls(props: {
  readonly view: CallView
  readonly onView: (view: CallView) => void
  readonly onClose: () => void
}) {
  const { view, onView } = props
  const today = useToday()
  const api = useApi()
  const [ofToday, ofTomorrow] = [callViewShows('today', today).on, callViewShows('tomorrow', today).on]
  const day = useQuery(api.calendar.day.queryOptions({ input: { on: ofToday }, refetchInterval: 60_000 }))
  const tomorrow = useQuery(api.calendar.day.queryOptions({ input: { on: ofTomorrow }, refetchInterval: 60_000 }))
  const { on, of } = callViewShows(view, today)
  const query = on === ofToday ? day : tomorrow
  const listed = (each: CallView) => {
    const shown = callViewShows(each, today)
    const data = shown.on === ofToday ? day.data : tomorrow.data
    return data && callListOf(data.appointments, shown.of)
  }
  const visits = listed(view) ?? []
  const printing = usePrintedCallList()
  const head = useRef<HTMLHeadingElement>(null)
  const list = useRef<HTMLUListElement>(null)
  // Where one has come to, by whichever way.
  useEffect(() => head.current?.focus({ preventScroll: true }), [])
  useKeys({ move: () => comeTo(list.current, '[data-row]'), close: props.onClose })
  const t = words.today.calls
  return (
    <section aria-labelledby="calls">
      <div className={styles['head']}>
        <h2 id="calls" tabIndex={-1} ref={head}>
          {words.today.callListTitle(formats.weekdayDay(on, 'UTC', today))}
        </h2>
        {visits.length > 0 ? (
          <span>{t.progress(visits.filter(({ called }) => called !== null).length, visits.length)}</span>
        ) : null}
      </div>
      <div className={styles['views']} role="group" aria-label={t.which}>
        {CallView.options.map((each) => (
          <button
            key={each}
            type="button"
            className={filters['filter']}
            aria-pressed={each === view}
            onClick={() => onView(each)}
          >
            {t.views[each]} <span className={filters['count']}>{listed(each)?.length}</span>
          </button>
        ))}
        <Button
          size="xs"
          className={styles['print'] ?? ''}
          leftSection={<IconPrinter size={14} stroke={1.75} aria-hidden="true" />}
          disabled={visits.length === 0}
          onClick={() => printing.print({ on, of })}
        >
          {t.print}
        </Button>
      </div>
      {query.isError ? (
        <ErrorState title={words.today.couldNotLoad} error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <SkeletonRows count={9} />
      ) : visits.length === 0 ? (
        <EmptyState title={t.empty[view]} icon={<IconPhoneOff size={28} stroke={1.5} />} />
      ) : (
        <ul ref={list} className={styles['rows']} onKeyDown={(event) => walkRows(event)}>
          {visits.map((visit) => (
            <CallRow
              key={visit.id}
              visit={visit}
              practitioner={query.data.columns.find((each) => each.practitionerId === visit.practitionerId)?.name}
            />
          ))}
        </ul>
      )}
      <KeysLine className={styles['keys']} names={['move', 'tick', 'close']} />
      {printing.paper}
    </section>
  )
}
