import { useEffect, useRef, useState } from 'react'
import { useBusy } from './useBusy.ts'

/** A form's button. Pressed before `isReady` it is busy and waits, and then submits what the form holds by that time. */
export function usePress(isReady: boolean, submit: () => Promise<void>): { isBusy: boolean; press: () => void } {
  const { isBusy, run } = useBusy()
  const isWaiting = useRef(false)
  const [wasEarly, setEarly] = useState(false)
  useEffect(() => {
    if (!isReady || !isWaiting.current) return
    isWaiting.current = false
    run(submit)
  })
  function press(): void {
    if (isReady) return run(submit)
    isWaiting.current = true
    setEarly(true)
  }
  return { isBusy: isBusy || (wasEarly && !isReady), press }
}
