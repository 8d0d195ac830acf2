import { notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'
import type { Instant } from '../../../shared/domain/time.ts'
import { words } from '../../words/words.ts'
import { hideSaid, notifyDone, notifyFailure } from '../notify.ts'

export type UndoOffer = {
  /** What was done, in a sentence. */
  readonly message: string
  /** What it was done to: an e-mail, a visit. */
  readonly about: string
  /** When an e-mail that the act left goes; afterwards there is no way back. */
  readonly leavesAt: Instant | null
  /** Takes it back, or says why not. */
  readonly undo: () => Promise<unknown>
}

/** `onOver`: the time for it has passed. */
export type UndoActs = { readonly onUndo: () => void; readonly onOver: () => void }

type Shown = UndoOffer & { readonly id: string; readonly before: Element | null }
let shown: Shown | null = null

/** The one line that offers to take back what was done last (R10.4); an earlier one goes. */
export function showUndo(offer: UndoOffer, draw: (acts: UndoActs) => ReactNode): void {
  hideSaid()
  hide()
  const id = notifications.show({
    closeButtonProps: { 'aria-label': words.common.close },
    withBorder: true,
    autoClose: false,
    message: draw({ onUndo: undoLast, onOver: () => notifications.hide(id) }),
    onClose: () => {
      if (shown?.id === id) shown = null
    },
  })
  shown = { ...offer, id, before: document.activeElement }
}

/** Takes back what was done last, while it is offered; once. @returns whether there was anything */
export function undoLast(): boolean {
  const last = shown
  if (!last) return false
  hide()
  // Undo was clicked: the focus goes on where the act was.
  if (document.activeElement === document.body || document.activeElement?.closest('[role=alert]')) {
    if (last.before instanceof HTMLElement && last.before.isConnected) last.before.focus({ preventScroll: true })
  }
  last.undo().then(() => notifyDone(words.common.undone), notifyFailure)
  return true
}

/** It was taken back elsewhere on the page, or there is nobody to offer it to any more. */
export function forgetUndo(about?: string): void {
  if (about === undefined || shown?.about === about) hide()
}

function hide(): void {
  const last = shown
  shown = null
  if (last) notifications.hide(last.id)
}
