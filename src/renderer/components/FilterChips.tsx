import { formats } from '../words/words.ts'
import styles from './filterChips.module.css'

/** Which of several kinds a list shows, each with how many of it there are; null: all of them. */
export function FilterChips<Filter extends string>(props: {
  readonly label: string
  readonly filters: readonly (Filter | null)[]
  readonly chosen: Filter | null
  readonly nameOf: (filter: Filter | null) => string
  readonly countOf: (filter: Filter | null) => number
  readonly onChoose: (filter: Filter | null) => void
}) {
  return (
    <div className={styles['chips']} role="group" aria-label={props.label}>
      {props.filters.map((filter) => (
        <button
          key={filter ?? 'all'}
          type="button"
          className={styles['chip']}
          aria-pressed={props.chosen === filter}
          onClick={() => props.onChoose(filter)}
        >
          {props.nameOf(filter)} <span className={styles['count']}>{formats.number(props.countOf(filter))}</span>
        </button>
      ))}
    </div>
  )
}
