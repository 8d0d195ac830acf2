import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { words } from '../words/words.ts'
import { hideSaid } from './notify.ts'
import { ToastLine } from './ToastLine.tsx'

/** One line at the foot of the window with one act: what to do next, or the way back. */
export function notifyWithAct(message: string, label: string, act: () => void): void {
  show(message, label, act, 8000)
}

/** Stays until one of both is chosen: closing it leaves things as they stand. */
export function notifyChoice(message: string, label: string, act: () => void): void {
  show(message, label, act, false)
}

function show(message: string, label: string, act: () => void, autoClose: number | false): void {
  hideSaid()
  const id = notifications.show({
    closeButtonProps: { 'aria-label': words.common.close },
    withBorder: true,
    autoClose,
    ...(autoClose === false ? { role: 'alert' } : {}),
    message: (
      <ToastLine message={message}>
        <Button
          size="xs"
          onClick={() => {
            notifications.hide(id)
            act()
          }}
        >
          {label}
        </Button>
      </ToastLine>
    ),
  })
}
