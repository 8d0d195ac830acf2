const FOCUSABLE =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex]:not([tabindex="-1"])'

/** What one works in: the focus does not wander out of it to something of the same number. */
const REGION = 'main, nav, [role=dialog], [role=menu]'

/** Where the focus was: the element, what it stood in, and its number among what could have the focus there. */
export type FocusPlace = {
  readonly element: HTMLElement
  readonly around: readonly { readonly element: Element; readonly at: number }[]
}

export function placeOf(element: HTMLElement): FocusPlace {
  const around = []
  for (let each = element.parentElement; each && !each.matches(REGION); each = each.parentElement) {
    around.push({ element: each, at: focusable(each).indexOf(element) })
  }
  return { element, around }
}

/**
 * Where the focus goes on from the last of these places, which is gone: what has its number in the nearest thing around it that
 * is left; else the newest place that is left; else the page itself.
 */
export function neighbourOf(places: readonly FocusPlace[]): HTMLElement | null {
  const [last, ...earlier] = places.toReversed()
  for (const { element, at } of last?.around ?? []) {
    const left = element.isConnected && element !== document.body ? focusable(element) : []
    const neighbour = left[Math.min(Math.max(at, 0), left.length - 1)]
    if (neighbour) return neighbour
  }
  const before = earlier.find(({ element }) => isThere(element) && !element.matches(':disabled'))
  return before?.element ?? document.querySelector('main')
}

function focusable(area: Element): HTMLElement[] {
  return [...area.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(isThere)
}

function isThere(element: HTMLElement): boolean {
  return element.isConnected && element.checkVisibility()
}
