import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { words } from '../words/index.ts'
import styles from './notify.module.css'

/** One line at the foot of the window with a way back, in place of asking beforehand. */
export function notifyUndoable(message: string, undo: () => void): void {
  const id = notifications.show({
    withBorder: true,
    autoClose: 8000,
    message: (
      <span className={styles['undoable']}>
        <span dir="auto" className={styles['text']}>
          {message}
        </span>
        <Button
          size="xs"
          onClick={() => {
            notifications.hide(id)
            undo()
          }}
        >
          {words.common.undo}
        </Button>
      </span>
    ),
  })
}
