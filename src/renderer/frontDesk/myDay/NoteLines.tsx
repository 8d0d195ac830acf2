import type { MyVisit } from '../../../shared/contract/desk/myDay.ts'
import { VISIT_NOTES } from '../../../shared/domain/visitNotes.ts'
import { words } from '../../words/words.ts'
import styles from './myDay.module.css'

/** R6.2: why the patient comes, and what the desk noted of the visit. */
export function NoteLines(props: { readonly visit: MyVisit }) {
  const written = VISIT_NOTES.filter((field) => props.visit[field] !== null)
  if (written.length === 0) return null
  return (
    <dl className={styles['lines']}>
      {written.map((field) => (
        <div key={field} className={styles['line']}>
          <dt>{words.calendar.notes[field]}</dt>
          <dd data-alarm={field === 'alert' || undefined} dir="auto">
            {props.visit[field]}
          </dd>
        </div>
      ))}
    </dl>
  )
}
