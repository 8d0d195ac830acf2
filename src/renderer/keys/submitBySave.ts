import type { KeyboardEvent } from 'react'
import { keyPressed } from './keys.ts'

/**
 * R10.4: Ctrl+Enter does in any field of a form what its button does; for the `onKeyDown` of the form, or of the dialog
 * around it, whose Close may hold the focus.
 */
export function submitBySave(event: KeyboardEvent<HTMLElement>): void {
  if (event.repeat || !keyPressed(['save'], event)) return
  event.preventDefault()
  const around = event.currentTarget
  const form = around instanceof HTMLFormElement ? around : around.querySelector('form')
  form?.requestSubmit()
}
