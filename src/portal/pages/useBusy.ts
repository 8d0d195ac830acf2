import { useRef, useState } from 'react'

/** Runs one thing at a time: a second press while the first is under way does nothing. */
export function useBusy(): { isBusy: boolean; run: (work: () => Promise<void>) => void } {
  const running = useRef(false)
  const [isBusy, setBusy] = useState(false)
  function run(work: () => Promise<void>): void {
    if (running.current) return
    running.current = true
    setBusy(true)
    void work().finally(() => {
      running.current = false
      setBusy(false)
    })
  }
  return { isBusy, run }
}
