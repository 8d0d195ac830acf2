import { useEffect, useRef, type KeyboardEvent } from 'react'

/**
 * R10.1: Enter that is pressed before the list has caught up with what was typed waits for it, so that nobody is taken who
 * was found for an earlier text.
 * @param isBehind the list is still that of an earlier text
 * @param act what Enter then does with the list as it has become
 */
export function useEnterAwaits(isBehind: boolean, act: () => void) {
  const isAwaited = useRef(false)
  useEffect(() => {
    if (!isAwaited.current || isBehind) return
    isAwaited.current = false
    act()
  })
  return {
    /** For `onKeyDownCapture`: keeps the key from everything else. */
    hold: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !isBehind || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return
      event.preventDefault()
      event.stopPropagation()
      isAwaited.current = true
    },
    /** Somebody types on, or leaves. */
    forget: () => {
      isAwaited.current = false
    },
  }
}
