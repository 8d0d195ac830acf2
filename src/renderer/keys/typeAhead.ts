/**
 * R10.4: whoever is quick types before the field stands in which they mean to type. Until something within the place has the
 * focus, letters give the page no orders; then they stand in that field. Escape, Tab and a click are another wish.
 * @param place selector of what is about to come
 */
export function typeAhead(place: string): void {
  const isThere = () => document.querySelector(`${place}:focus-within`) !== null
  if (isThere()) return
  let typed = ''
  const end = () => {
    window.removeEventListener('keydown', keep, true)
    window.removeEventListener('pointerdown', end, true)
    document.removeEventListener('focusin', deliver)
  }
  const keep = (event: KeyboardEvent) => {
    if (event.key === 'Escape' || event.key === 'Tab' || event.ctrlKey || event.metaKey) return end()
    event.preventDefault()
    event.stopImmediatePropagation()
    if (event.key === 'Backspace') typed = typed.slice(0, -1)
    if (event.key.length === 1) typed += event.key
  }
  const deliver = () => {
    // A question came first: its keys are its own.
    if (document.querySelector('[role=dialog]:focus-within')) return end()
    if (!isThere()) return
    end()
    // Once whoever gave it the focus has chosen its text; as a person types it, so that the field hears of it.
    if (typed !== '') queueMicrotask(() => document.execCommand('insertText', false, typed))
  }
  window.addEventListener('keydown', keep, true)
  window.addEventListener('pointerdown', end, true)
  document.addEventListener('focusin', deliver)
}
