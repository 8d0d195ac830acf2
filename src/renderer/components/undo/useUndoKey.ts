import { useEffect } from 'react'
import { keyPressed } from '../../keys/keys.ts'
import { words } from '../../words/words.ts'
import { notifyDone } from '../notify.ts'
import { isUndoKeyFree, noteTyping, undoLast } from './lastAct.ts'

/**
 * R10.4: Ctrl+Z takes back what was done last, in a menu too; in a field that has an undo of its own, while nothing was
 * typed there since. With nothing to take back it says so.
 * @param isInside whether somebody is signed in who can have done something
 */
export function useUndoKey(isInside: boolean): void {
  useEffect(() => {
    if (!isInside) return
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || !keyPressed(['undo'], event) || !isUndoKeyFree()) return
      event.preventDefault()
      if (!undoLast()) notifyDone(words.common.nothingToUndo)
    }
    // Before a menu or a list that has the focus, which may keep the key to itself.
    document.addEventListener('keydown', pressed, true)
    document.addEventListener('input', noteTyping, true)
    return () => {
      document.removeEventListener('keydown', pressed, true)
      document.removeEventListener('input', noteTyping, true)
    }
  }, [isInside])
}
