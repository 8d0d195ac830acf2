import { notifications } from '@mantine/notifications'
import { words } from '../words/words.ts'
import { errorSentence } from './errorSentence.ts'

const FAILURE_STAYS_MS = 20_000
/** What stands there of what was said: the newest alone. */
let said: string | null = null

/** One line at the foot of the window that goes away by itself. What failed before is over: the next try has succeeded. */
export function notifyDone(message: string): void {
  hideSaid()
  said = notifications.show({
    closeButtonProps: { 'aria-label': words.common.close },
    message,
    withBorder: true,
    autoClose: 5000,
  })
}

/** Stays long enough not to be missed, and no longer: until it is closed, something else is done, or time has passed. */
export function notifyFailure(error: unknown): void {
  hideSaid()
  said = notifications.show({
    closeButtonProps: { 'aria-label': words.common.close },
    message: errorSentence(error),
    color: 'bad',
    withBorder: true,
    autoClose: FAILURE_STAYS_MS,
    role: 'alert',
  })
}

/** What was said before is over once something else is done. */
export function hideSaid(): void {
  if (said !== null) notifications.hide(said)
  said = null
}
