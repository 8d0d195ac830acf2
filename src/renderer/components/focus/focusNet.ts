import { neighbourOf, placeOf, type FocusPlace } from './neighbour.ts'

/** So many places back one may come out again. */
const REMEMBERED = 12

/**
 * R10.4: nowhere does the focus fall to the page's body. Where the element that has it goes, or can no longer be pressed, the
 * focus goes to what stands in its place now; where its whole dialog or page is gone, to where it was before. Whoever knows
 * better puts it there first, or afterwards.
 * @returns ends it
 */
export function holdFocus(): () => void {
  const places: FocusPlace[] = []
  const remember = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement)) return
    places.push(placeOf(target))
    if (places.length > REMEMBERED) places.shift()
  }
  const isLost = () => document.activeElement === null || document.activeElement === document.body
  const mend = () => {
    const last = places.at(-1)
    // What is still there was left by a click beside it: that is nobody's loss.
    if (!last || !isLost() || (last.element.isConnected && !last.element.matches(':disabled'))) return
    neighbourOf(places)?.focus({ preventScroll: true })
  }
  const observer = new MutationObserver(() => {
    mend()
    // A button that was disabled loses the focus only when the page is drawn.
    requestAnimationFrame(mend)
  })
  document.addEventListener('focusin', remember)
  observer.observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['disabled', 'hidden'],
  })
  return () => {
    document.removeEventListener('focusin', remember)
    observer.disconnect()
  }
}
