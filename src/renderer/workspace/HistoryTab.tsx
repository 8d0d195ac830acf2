import { IconHistory } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { PatientId } from '../../shared/domain/ids.ts'
import { EmptyState, ErrorState, SkeletonRows } from '../components/ListStates.tsx'
import rows from '../components/rows.module.css'
import { clockAt, dayAt, longDay } from '../format/time.ts'
import { useApi } from '../state/ClientProvider.tsx'
import { useTimeZone } from '../state/useSession.ts'
import { actionWords, historyWords } from '../words/history.ts'
import { byDay } from './byDay.ts'
import styles from './history.module.css'

/** R8.6: who read or changed what, newest first, a heading a day. */
export function HistoryTab(props: { readonly patientId: PatientId }) {
  const query = useQuery(useApi().patients.history.queryOptions({ input: { patientId: props.patientId } }))
  const timeZone = useTimeZone()
  if (query.isPending) {
    return (
      <div className={rows['rows']}>
        <SkeletonRows count={8} />
      </div>
    )
  }
  if (!query.data) {
    return <ErrorState title={historyWords.couldNotLoad} error={query.error} onRetry={() => void query.refetch()} />
  }
  if (query.data.length === 0) {
    return (
      <EmptyState
        icon={<IconHistory size={28} stroke={1.5} aria-hidden="true" />}
        title={historyWords.empty}
        hint={historyWords.emptyText}
      />
    )
  }
  return (
    <>
      {byDay(query.data, ({ at }) => dayAt(at, timeZone)).map(({ on, items }) => (
        <section key={on}>
          <h2 className={`${rows['group']} ${styles['day']}`}>{`${longDay(on)} ${on.slice(0, 4)}`}</h2>
          <ul className={rows['rows']}>
            {items.map((entry, index) => (
              <li key={index} className={rows['row']}>
                <time className={styles['time']} dateTime={entry.at}>
                  {clockAt(entry.at, timeZone)}
                </time>
                <span className={rows['main']} dir="auto">
                  {actionWords(entry.action, entry.detail)}
                </span>
                <span className={styles['who']} dir="auto">
                  {entry.staffName ?? historyWords.system}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}
