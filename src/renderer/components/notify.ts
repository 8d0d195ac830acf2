import { notifications } from '@mantine/notifications'
import { words } from '../words/words.ts'
import { errorSentence } from './errorSentence.ts'

/** One line at the foot of the window that goes away by itself. */
export function notifyDone(message: string): void {
  notifications.show({
    closeButtonProps: { 'aria-label': words.common.close },
    message,
    withBorder: true,
    autoClose: 5000,
  })
}

/** Stays until it is closed: a failure is not to be missed. */
export function notifyFailure(error: unknown): void {
  notifications.show({
    closeButtonProps: { 'aria-label': words.common.close },
    message: errorSentence(error),
    color: 'bad',
    withBorder: true,
    autoClose: false,
    role: 'alert',
  })
}
