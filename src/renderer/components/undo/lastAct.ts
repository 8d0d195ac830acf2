import { notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'
import type { Instant } from '../../../shared/domain/time.ts'
import { undoOfferedUntil } from '../../../shared/domain/undo.ts'
import { words } from '../../words/words.ts'
import { hideSaid, notifyDone, notifyFailure } from '../notify.ts'
import { isTyping } from './isTyping.ts'
import { keepWays } from './keptWays.ts'
import type { UndoWay } from './undoWay.ts'

export type UndoOffer = {
  /** What was done, in a sentence. */
  readonly message: string
  /** What it was done to: an e-mail, a visit. */
  readonly about: string
  /** When an e-mail that the act left goes; afterwards there is no way back. */
  readonly leavesAt: Instant | null
  /** Takes it back, or says why not. */
  readonly undo: () => Promise<unknown>
  /** The same where F5 does not end it. */
  readonly way: UndoWay | null
}

/** `until`: when the offer ends. `onOver`: the time for it has passed. */
export type UndoActs = { readonly until: Instant; readonly onUndo: () => void; readonly onOver: () => void }

type Act = UndoOffer & {
  readonly until: Instant
  readonly before: Element | null
  readonly clock: () => Instant
  readonly draw: (acts: UndoActs) => ReactNode
}

/** What can be taken back, the last act last; only that one has a line. */
let acts: readonly Act[] = []

function setActs(next: readonly Act[]): void {
  acts = next
  keepWays(next.flatMap(({ way, until }) => (way ? [{ way, until }] : [])))
}

let line: string | null = null
/** Whether a field was typed in since the last act: what it would take back by itself is newer. */
let isTypedSince = false
const listeners = new Set<() => void>()

/**
 * The one line that offers to take back what was done last (R10.4); an earlier act waits behind it.
 * @param clock the core's
 */
export function showUndo(offer: UndoOffer, clock: () => Instant, draw: (acts: UndoActs) => ReactNode): void {
  const act = {
    ...offer,
    clock,
    draw,
    until: undoOfferedUntil(clock(), offer.leavesAt),
    before: document.activeElement,
  }
  // Of one thing only the last act can be taken back: the earlier one did not make the version that is there now.
  setActs([...acts.filter((each) => each.about !== offer.about && isOffered(each)), act])
  hideSaid()
  show(act)
  isTypedSince = false
  tell()
}

/** Takes back what was done last, while it is offered; once. @returns whether there was anything */
export function undoLast(): boolean {
  const offered = acts.filter(isOffered)
  setActs(offered.slice(0, -1))
  const last = offered.at(-1)
  if (!last) return false
  hide()
  // Undo was clicked: the focus goes on where the act was.
  if (document.activeElement === document.body || document.activeElement?.closest('[role=alert]')) {
    if (last.before instanceof HTMLElement && last.before.isConnected) last.before.focus({ preventScroll: true })
  }
  void last
    .undo()
    .then(() => notifyDone(words.common.undone), notifyFailure)
    .then(showNewest)
  return true
}

/** It was taken back elsewhere on the page, or there is nobody to offer it to any more. */
export function forgetUndo(about?: string): void {
  const last = acts.at(-1)
  setActs(about === undefined ? [] : acts.filter((act) => act.about !== about))
  if (acts.at(-1) !== last) hide()
}

/** Whether Ctrl+Z is free for what was done last; in a field, only while nothing was typed since. */
export function isUndoKeyFree(): boolean {
  return !isTyping(document.activeElement) || (acts.length > 0 && !isTypedSince)
}

/** @param changed told whenever `isUndoKeyFree` may answer otherwise. @returns ends it */
export function followUndoKey(changed: () => void): () => void {
  listeners.add(changed)
  document.addEventListener('focusin', changed)
  document.addEventListener('focusout', changed)
  return () => {
    listeners.delete(changed)
    document.removeEventListener('focusin', changed)
    document.removeEventListener('focusout', changed)
  }
}

/** For the document's `input`. */
export function noteTyping(): void {
  isTypedSince = true
  tell()
}

function isOffered({ until, clock }: Act): boolean {
  return until > clock()
}

function tell(): void {
  for (const changed of listeners) changed()
}

/** What Ctrl+Z takes back next is in sight. */
function showNewest(): void {
  const newest = acts.at(-1)
  if (newest && line === null && isOffered(newest)) show(newest)
}

function show(act: Act): void {
  hide()
  const id = notifications.show({
    closeButtonProps: { 'aria-label': words.common.close },
    withBorder: true,
    autoClose: false,
    message: act.draw({ until: act.until, onUndo: undoLast, onOver: () => notifications.hide(id) }),
    onClose: () => {
      if (line !== id) return
      line = null
      // Closed by a person, or over: what came before it is older still.
      setActs([])
    },
  })
  line = id
}

function hide(): void {
  const shown = line
  line = null
  if (shown !== null) notifications.hide(shown)
}
