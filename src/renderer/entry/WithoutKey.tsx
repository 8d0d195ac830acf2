import { Mark } from '../components/Mark.tsx'
import styles from '../frontDesk/session/session.module.css'
import { words } from '../words/words.ts'

/** The browser host's address without its token: nothing can be asked for, so the page says where to go. */
export function WithoutKey() {
  const t = words.session.withoutKey
  return (
    <main className={styles['screen']}>
      <div className={styles['card']}>
        <Mark size={30} />
        <h1 className={styles['title']}>{t.title}</h1>
        <p className={styles['text']}>{t.text}</p>
        <p className={styles['text']}>{t.again}</p>
      </div>
    </main>
  )
}
