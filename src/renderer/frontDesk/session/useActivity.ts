import { useEffect } from 'react'
import { useClient } from '../../state/ClientProvider.tsx'

const TELL_EVERY_MILLISECONDS = 15_000
const ACTS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

/** R10.3: tells the core that a person is here; it is the core that locks the station after ten minutes without. */
export function useActivity(isInside: boolean): void {
  const client = useClient()
  useEffect(() => {
    if (!isInside) return
    let toldAt = 0
    const act = () => {
      const now = Date.now()
      if (Math.abs(now - toldAt) < TELL_EVERY_MILLISECONDS) return
      toldAt = now
      client.session.active().catch(() => {
        // The core did not hear it: the next act tells it again.
        toldAt = 0
      })
    }
    for (const name of ACTS) window.addEventListener(name, act, { passive: true, capture: true })
    return () => {
      for (const name of ACTS) window.removeEventListener(name, act, { capture: true })
    }
  }, [isInside, client])
}
