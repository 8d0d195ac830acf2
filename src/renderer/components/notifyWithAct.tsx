import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { words } from '../words/words.ts'
import styles from './notify.module.css'

/** One line at the foot of the window with one act: what to do next, or the way back. */
export function notifyWithAct(message: string, label: string, act: () => void): void {
  const id = notifications.show({
    closeButtonProps: { 'aria-label': words.common.close },
    withBorder: true,
    autoClose: 8000,
    message: (
      <span className={styles['withAct']}>
        <span dir="auto" className={styles['text']}>
          {message}
        </span>
        <Button
          size="xs"
          onClick={() => {
            notifications.hide(id)
            act()
          }}
        >
          {label}
        </Button>
      </span>
    ),
  })
}

/** In place of asking beforehand. */
export function notifyUndoable(message: string, undo: () => void): void {
  notifyWithAct(message, words.common.undo, undo)
}
