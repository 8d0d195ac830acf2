import type { InboxItem } from '../../../shared/contract/desk/inbox.ts'
import { words } from '../../words/words.ts'
import { FILTERS, filterOf, type InboxFilter } from './inboxLook.ts'
import styles from './filters.module.css'

/** Which items the list shows, each kind with how many of it wait (R10.1). */
export function InboxFilters(props: {
  readonly items: readonly InboxItem[]
  readonly chosen: InboxFilter | null
  readonly onChoose: (filter: InboxFilter | null) => void
}) {
  const t = words.inbox.filters
  const waiting = props.items.filter(({ doneAt }) => doneAt === null)
  return (
    <div className={styles['filters']} role="group" aria-label={t.label}>
      {FILTERS.map((filter) => {
        const count = waiting.filter((item) => filter === null || filterOf(item) === filter).length
        return (
          <button
            key={filter ?? 'all'}
            type="button"
            className={styles['filter']}
            aria-pressed={props.chosen === filter}
            onClick={() => props.onChoose(filter)}
          >
            {t[filter ?? 'all']} <span className={styles['count']}>{count}</span>
          </button>
        )
      })}
    </div>
  )
}
