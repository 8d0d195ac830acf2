import { useEffect } from 'react'
import { keyPressed } from '../../keys/keys.ts'
import { isTyping } from './isTyping.ts'
import { undoLast } from './lastAct.ts'

/** R10.4: Ctrl+Z takes back what was done last, wherever no field is being typed in that has an undo of its own. */
export function useUndoKey(): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || !keyPressed(['undo'], event)) return
      if (!isTyping(document.activeElement) && undoLast()) event.preventDefault()
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [])
}
