import { IconHistory } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { PatientId } from '../../shared/domain/ids.ts'
import { dayOf } from '../../shared/domain/zone.ts'
import { EmptyState, ErrorState, SkeletonRows } from '../components/ListStates.tsx'
import rows from '../components/rows.module.css'
import { shortDateTime } from '../format/moments.ts'
import { useApi } from '../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../state/useSession.ts'
import { useToday } from '../state/useToday.ts'
import { formats, words } from '../words/words.ts'
import { byDay } from './byDay.ts'
import styles from './history.module.css'

/** R8.6: who read or changed what, newest first, a heading a day. */
export function HistoryTab(props: { readonly patientId: PatientId }) {
  const query = useQuery(useApi().patients.history.queryOptions({ input: { patientId: props.patientId } }))
  const timeZone = useTimeZone()
  const today = useToday()
  const now = useNow()
  if (query.isPending) {
    return (
      <div className={rows['rows']}>
        <SkeletonRows count={8} />
      </div>
    )
  }
  if (!query.data) {
    return (
      <ErrorState
        title={words.workspace.history.couldNotLoad}
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    )
  }
  if (query.data.length === 0) {
    return (
      <EmptyState
        icon={<IconHistory size={28} stroke={1.5} aria-hidden="true" />}
        title={words.workspace.history.empty}
        hint={words.workspace.history.emptyText}
      />
    )
  }
  return (
    <>
      {byDay(query.data, ({ at }) => dayOf(at, timeZone)).map(({ on, items }) => (
        <section key={on}>
          <h2 className={`${rows['group']} ${styles['day']}`}>{formats.weekdayDay(on, 'UTC', today)}</h2>
          <ul className={rows['rows']}>
            {items.map((entry, index) => (
              <li key={index} className={rows['row']}>
                <time className={styles['time']} dateTime={entry.at}>
                  {formats.clock(entry.at, timeZone)}
                </time>
                <span className={rows['main']} dir="auto">
                  {words.workspace.history.action(entry.facts, (at) => shortDateTime(at, timeZone, now))}
                </span>
                <span className={styles['who']} dir="auto">
                  {entry.staffName ?? words.workspace.history.system}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}
