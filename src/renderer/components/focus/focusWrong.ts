import { useEffect, useRef, type RefObject } from 'react'

/** R10.4: what was refused is where one goes on: the first field that is marked as wrong. */
export function focusWrong(form: Element | null): void {
  form?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
}

/**
 * The same where the core has refused what was sent.
 * @param failure what the act threw, or null; a field that it is about is marked as wrong by then
 * @returns for the form
 */
export function useFocusOnFailure(failure: unknown): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (failure) focusWrong(form.current)
  }, [failure])
  return form
}
