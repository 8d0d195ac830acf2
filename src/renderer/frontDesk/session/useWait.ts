import { useEffect, useState } from 'react'
import { declaredAs } from '../../components/errorSentence.ts'

/** Seconds that are left before another attempt is welcome, once a second; and what begins them. */
export function useWait(): { readonly seconds: number; readonly begin: (error: unknown) => void } {
  const [endsAt, setEndsAt] = useState(0)
  const [now, setNow] = useState(0)
  const seconds = Math.max(0, Math.ceil((endsAt - now) / 1000))
  useEffect(() => {
    if (seconds === 0) return
    const timer = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(timer)
  }, [seconds])
  return {
    seconds,
    begin: (error) => {
      setNow(Date.now())
      setEndsAt(Date.now() + (declaredAs(error, 'RATE_LIMITED')?.data.retryAfterSeconds ?? 0) * 1000)
    },
  }
}
