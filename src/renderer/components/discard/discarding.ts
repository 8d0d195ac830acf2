import { createStore } from 'zustand'

/** A form in which something was typed that is saved nowhere. */
export type HalfTyped = {
  readonly close: () => void
  readonly lies: Place
}

/**
 * Over whatever page is open; in its page, with which it goes; or over one whose address holds what was typed, so that
 * loading it again brings that back.
 */
export type Place = 'over' | 'inPage' | 'inAddress'

type Discarding = {
  /** The newest last: it lies in front. */
  readonly halfTyped: readonly HalfTyped[]
  /** The one about which a person is asked. */
  readonly asked: HalfTyped | null
  /** What a person was about to do, once they have discarded. */
  readonly next: (() => void) | null
}

export const discarding = createStore<Discarding>()(() => ({ halfTyped: [], asked: null, next: null }))

/** Closes a form, or asks first where something was typed in it. */
export function closeOrAsk(form: HalfTyped): void {
  if (discarding.getState().halfTyped.includes(form)) discarding.setState({ asked: form })
  else form.close()
}

/**
 * For what is closed from outside, by a link or another address: asks about the form in front, if something was typed in it,
 * and goes on once a person has discarded that.
 */
export function askOrClose(close: () => void): void {
  const form = discarding.getState().halfTyped.at(-1)
  if (form) discarding.setState({ asked: form, next: close })
  else close()
}

/** R10.4: goes to another page, or asks first where something typed would go with the page that is left. */
export function leaveOrAsk(path: string, go: () => void): void {
  const form = discarding.getState().halfTyped.findLast(({ lies }) => lies === 'inPage')
  const isLeft = new URL(path, window.location.href).pathname !== window.location.pathname
  if (form && isLeft) discarding.setState({ asked: form, next: go })
  else go()
}

/** @returns ends it */
export function isHalfTyped(form: HalfTyped): () => void {
  discarding.setState(({ halfTyped }) => ({ halfTyped: [...halfTyped, form] }))
  return () =>
    discarding.setState(({ halfTyped, asked }) => ({
      halfTyped: halfTyped.filter((each) => each !== form),
      asked: asked === form ? null : asked,
    }))
}

export function keepTyping(): void {
  discarding.setState({ asked: null, next: null })
}

export function discard(): void {
  const { asked, halfTyped, next } = discarding.getState()
  discarding.setState({ asked: null, next: null, halfTyped: halfTyped.filter((each) => each !== asked) })
  asked?.close()
  next?.()
}

/**
 * R10.4: Back asks before it leaves what was typed. The browser has gone back by then: the address is put where it was before
 * the pages hear of it, and a person is asked. Begins to listen before they do.
 */
export function askBeforeGoingBack(): void {
  let here = window.location.href
  const remember = () => {
    here = window.location.href
  }
  window.addEventListener(
    'popstate',
    (event) => {
      const { halfTyped, asked } = discarding.getState()
      const form = asked ?? halfTyped.at(-1)
      if (!form) return remember()
      event.stopImmediatePropagation()
      window.history.pushState(null, '', here)
      discarding.setState({ asked: form })
    },
    { capture: true },
  )
  // wouter tells of its own steps by these.
  for (const step of ['pushState', 'replaceState']) window.addEventListener(step, remember)
}

/** For a browser, where F5 and the tab's cross take what was typed: it asks in its own words before. */
export function askBeforeUnloading(): void {
  window.addEventListener('beforeunload', (event) => {
    if (discarding.getState().halfTyped.some(({ lies }) => lies !== 'inAddress')) event.preventDefault()
  })
}
