import { useConnectionIsUp } from '../state/ClientProvider.tsx'
import { words } from '../words/words.ts'
import styles from './banner.module.css'

/** Above everything while the wire to the core is down; the page underneath stays as it is (R10.5). */
export function ConnectionBanner() {
  const isUp = useConnectionIsUp()
  return (
    <div role="status" aria-live="assertive">
      {isUp ? null : <p className={styles['banner']}>{words.common.connectionLost}</p>}
    </div>
  )
}
