import type { KeyboardEvent } from 'react'
import { keyPressed } from './keys.ts'

/** R10.4: Ctrl+Enter does in any field of a form what its button does; for the form's `onKeyDown`. */
export function submitBySave(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.repeat || !keyPressed(['save'], event)) return
  event.preventDefault()
  event.currentTarget.requestSubmit()
}
