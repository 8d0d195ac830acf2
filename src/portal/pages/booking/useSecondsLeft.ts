import { useEffect, useState } from 'react'

/** Seconds until an instant of this device's clock, never less than 0; counted while somebody looks. */
export function useSecondsLeft(endsHereAt: number): number {
  const [now, setNow] = useState(() => Date.now())
  const isOver = endsHereAt <= now
  useEffect(() => {
    if (isOver) return
    const tick = () => setNow(Date.now())
    const timer = setInterval(tick, 1_000)
    document.addEventListener('visibilitychange', tick)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', tick)
    }
  }, [isOver, endsHereAt])
  return Math.max(0, Math.ceil((endsHereAt - now) / 1_000))
}
