import type { Instant } from '../../shared/domain/time.ts'
import { fullDateTime } from '../format/moments.ts'
import { useSession, useTimeZone } from '../state/useSession.ts'
import { words } from '../words/words.ts'
import styles from './onPaper.module.css'

/** Above a printed list: whose it is, in which zone its times are, and when and by whom it was printed. */
export function PaperHead(props: { readonly printedAt: Instant; readonly by: string }) {
  const clinicName = useSession().data?.clinic?.name ?? ''
  const timeZone = useTimeZone()
  const t = words.calendar.paper
  return (
    <p className={styles['head']}>
      <b>{clinicName}</b> · {t.zone(timeZone)} · {t.printed(fullDateTime(props.printedAt, timeZone), props.by)}
    </p>
  )
}
