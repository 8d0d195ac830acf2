import { useEffect, useState, useSyncExternalStore } from 'react'
import { useNow } from '../../state/useSession.ts'
import { secondsUntil } from '../secondsUntil.ts'
import { ToastLine } from '../ToastLine.tsx'
import { words } from '../../words/words.ts'
import { followUndoKey, isUndoKeyFree, type UndoActs } from './lastAct.ts'
import { UndoButton } from './UndoButton.tsx'
import styles from './undo.module.css'

/** What was done without a way back stands as long as any other line. */
const NO_WAY_BACK_MS = 5000

/** What was done, and for how long it can be undone. */
export function UndoToast(props: UndoActs & { readonly message: string }) {
  const now = useNow(250)
  const { until } = props
  const isKeyShown = useSyncExternalStore(followUndoKey, isUndoKeyFree)
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
    <ToastLine message={props.message}>
      {isOffered ? (
        <span className={styles['countdown']}>
          <UndoButton size="xs" isKeyShown={isKeyShown} onUndo={props.onUndo} />
          <span role="timer" aria-label={words.common.undoLeft(seconds)} className={styles['left']}>
            {words.common.seconds(seconds)}
          </span>
        </span>
      ) : null}
    </ToastLine>
  )
}
