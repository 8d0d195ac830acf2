import { useEffect } from 'react'
import { useDeskStore } from '../../state/ClientProvider.tsx'

export const IDLE_MILLISECONDS = 10 * 60_000
const LOOK_EVERY_MILLISECONDS = 5_000
const ACTS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

/** R10.3: locks after ten minutes without an act in any of this desk's windows. */
export function useIdleLock(isInside: boolean): void {
  const lock = useDeskStore((desk) => desk.lock)
  useEffect(() => {
    if (!isInside) return
    let lastActAt = Date.now()
    let lastToldAt = 0
    let isLocking = false
    const windows = new BroadcastChannel('anteroom.activity')
    const heard = () => {
      lastActAt = Date.now()
    }
    const act = () => {
      heard()
      if (lastActAt - lastToldAt < 1_000) return
      lastToldAt = lastActAt
      windows.postMessage('active')
    }
    const look = () => {
      if (isLocking || Date.now() - lastActAt < IDLE_MILLISECONDS) return
      isLocking = true
      lock().catch(() => {
        // The core did not hear it: the next look tries again.
        isLocking = false
      })
    }
    windows.addEventListener('message', heard)
    for (const name of ACTS) window.addEventListener(name, act, { passive: true, capture: true })
    const timer = setInterval(look, LOOK_EVERY_MILLISECONDS)
    return () => {
      clearInterval(timer)
      for (const name of ACTS) window.removeEventListener(name, act, { capture: true })
      windows.close()
    }
  }, [isInside, lock])
}
