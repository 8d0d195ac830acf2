import { useEffect, useState } from 'react'
import { keyPressed } from '../../keys/keys.ts'

/** So long the pointer or the focus rests on a block before its card stands beside it; and it stays while the pointer goes over to it. */
const REST_MILLISECONDS = 350
const WAY_MILLISECONDS = 200

export const CARD = 'data-visit-card'

/**
 * Which visit's card is shown: the one that the pointer rests on, else the one that has the focus by keyboard. Escape sends it
 * away until another is meant; a press is an act, and sends it away too (WCAG 1.4.13).
 */
export function useHoverCard(): string | null {
  const [shown, setShown] = useState<string | null>(null)
  useEffect(() => watchBlocks(setShown), [])
  return shown
}

function watchBlocks(show: (visit: string | null) => void): () => void {
  let [hovered, focused, sentAway, current]: (string | null)[] = [null, null, null, null]
  let timer = 0
  const set = (visit: string | null) => {
    current = visit
    if (visit === null && hovered === null && focused === null) sentAway = null
    show(visit)
  }
  const settle = () => {
    const meant = hovered ?? focused ?? null
    if (meant !== null && meant !== sentAway) sentAway = null
    const next = meant === sentAway ? null : meant
    window.clearTimeout(timer)
    timer = window.setTimeout(() => set(next), next === null ? WAY_MILLISECONDS : REST_MILLISECONDS)
  }
  const sendAway = () => {
    sentAway = hovered ?? focused ?? null
    window.clearTimeout(timer)
    set(null)
  }
  const over = (event: PointerEvent) => {
    if (event.pointerType === 'touch') return
    if (event.target instanceof Element && event.target.closest(`[${CARD}]`)) return window.clearTimeout(timer)
    hovered = visitAt(event.target)
    settle()
  }
  const focusIn = ({ target }: FocusEvent) => {
    focused = target instanceof Element && target.matches(':focus-visible') ? visitAt(target) : null
    settle()
  }
  const focusOut = () => {
    focused = null
    settle()
  }
  const pressed = (event: KeyboardEvent) => {
    if (current === null || !keyPressed(['close'], event)) return
    event.preventDefault()
    event.stopPropagation()
    sendAway()
  }
  // Its block is elsewhere from then on.
  const scrolled = () => {
    if (current !== null) set(null)
  }
  const listening = new AbortController()
  const { signal } = listening
  document.addEventListener('pointerover', over, { signal })
  document.addEventListener('focusin', focusIn, { signal })
  document.addEventListener('focusout', focusOut, { signal })
  document.addEventListener('pointerdown', sendAway, { signal })
  document.addEventListener('keydown', pressed, { signal, capture: true })
  document.addEventListener('scroll', scrolled, { signal, capture: true })
  return () => {
    window.clearTimeout(timer)
    listening.abort()
  }
}

/** The visit whose block this is, or is in; null of a free time. */
function visitAt(target: EventTarget | null): string | null {
  const block = target instanceof Element ? target.closest<HTMLElement>('.day-grid [data-visit]') : null
  const visit = block?.dataset['visit'] ?? ''
  return visit === '' || visit.startsWith('free') ? null : visit
}
