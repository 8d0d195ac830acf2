import { useSession, useTimeZone } from '../../state/useSession.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import { fullDateTime } from '../../format/moments.ts'
import { words } from '../../words/words.ts'
import { QrCode } from '../QrCode.tsx'
import styles from './sheetPaper.module.css'

/** R10.9: the sheet as it is printed: one page, black on white in every theme. */
export function SheetPaper(props: { readonly words: readonly string[]; readonly madeAt: Instant }) {
  const session = useSession()
  const timeZone = useTimeZone()
  const t = words.recovery.paper
  return (
    <article className={styles['sheet']}>
      <header className={styles['head']}>
        <div>
          <p className={styles['clinic']}>{session.data?.clinic?.name}</p>
          <h3 className={styles['title']}>{words.recovery.title}</h3>
          <p>{t.made(fullDateTime(props.madeAt, timeZone))}</p>
          <p>{t.what}</p>
          <p className={styles['keep']}>{t.keep}</p>
        </div>
        <QrCode text={props.words.join(' ').toUpperCase()} label={t.qr} />
      </header>
      <ol className={styles['words']} aria-label={t.words}>
        {props.words.map((word, place) => (
          <li key={place}>
            <span className={styles['place']}>{place + 1}</span>
            <span translate="no">{word}</span>
          </li>
        ))}
      </ol>
      <h4 className={styles['how']}>{t.how}</h4>
      <ol className={styles['steps']}>
        {t.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p className={styles['foot']}>{t.void}</p>
    </article>
  )
}
