import { useEffect, useState } from 'react'
import type { Instant } from '../../../shared/domain/time.ts'
import { undoOfferedUntil } from '../../../shared/domain/undo.ts'
import { useNow } from '../../state/useSession.ts'
import { secondsUntil } from '../secondsUntil.ts'
import { words } from '../../words/words.ts'
import { UndoButton } from './UndoButton.tsx'
import styles from './undo.module.css'

/** What was done without a way back stands as long as any other line. */
const NO_WAY_BACK_MS = 5000

/** What was done, and for how long it can be undone. */
export function UndoToast(props: {
  readonly message: string
  readonly leavesAt: Instant | null
  readonly onUndo: () => void
  readonly onOver: () => void
}) {
  const now = useNow(250)
  const [until] = useState(() => undoOfferedUntil(now, props.leavesAt))
  const [isOffered] = useState(() => until > now)
  const seconds = secondsUntil(until, now)
  const { onOver } = props
  useEffect(() => {
    if (isOffered) {
      if (seconds === 0) onOver()
      return
    }
    const timer = setTimeout(onOver, NO_WAY_BACK_MS)
    return () => clearTimeout(timer)
  }, [isOffered, seconds, onOver])
  return (
    <span className={styles['toast']}>
      <span dir="auto" className={styles['text']}>
        {props.message}
      </span>
      {isOffered ? (
        <span className={styles['countdown']}>
          <UndoButton size="xs" isKeyShown onUndo={props.onUndo} />
          <span role="timer" aria-label={words.common.undoLeft(seconds)} className={styles['left']}>
            {words.common.seconds(seconds)}
          </span>
        </span>
      ) : null}
    </span>
  )
}
