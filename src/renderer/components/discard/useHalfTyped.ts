import { useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import { closeOrAsk, discarding, isHalfTyped, type HalfTyped, type Place } from './discarding.ts'

/**
 * A form that is closed after something was typed in it asks once: "Keep editing" or "Discard".
 * @param isTyped whether anything would be lost
 * @returns what closes it, asking where it has to
 */
export function useHalfTyped(isTyped: boolean, onClose: () => void, lies: Place = 'over'): () => void {
  const latest = useRef(onClose)
  useLayoutEffect(() => {
    latest.current = onClose
  })
  const form = useMemo<HalfTyped>(() => ({ close: () => latest.current(), lies }), [lies])
  useEffect(() => (isTyped ? isHalfTyped(form) : undefined), [isTyped, form])
  return () => closeOrAsk(form)
}

/** Whether a person is being asked: Escape is then for the question, and not for the form behind it. */
export function useIsAsking(): boolean {
  return useStore(discarding, ({ asked }) => asked !== null)
}
