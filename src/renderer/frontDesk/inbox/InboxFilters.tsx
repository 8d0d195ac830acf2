import type { InboxItem } from '../../../shared/contract/desk/inbox.ts'
import { FilterChips } from '../../components/FilterChips.tsx'
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
    <div className={styles['filters']}>
      <FilterChips
        label={t.label}
        filters={FILTERS}
        chosen={props.chosen}
        nameOf={(filter) => t[filter ?? 'all']}
        countOf={(filter) => waiting.filter((item) => filter === null || filterOf(item) === filter).length}
        onChoose={props.onChoose}
      />
    </div>
  )
}
