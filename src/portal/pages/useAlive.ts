import { useEffect } from 'react'
import { usePortal } from '../portal.ts'

/** How often a page that is looked at asks, in milliseconds. */
const EVERY = 20_000

/** What is shown goes as soon as the session is over: ended from another device, on a phone that was lost. */
export function useAlive(): void {
  const { client, endSession } = usePortal()
  useEffect(() => {
    const ask = () => {
      if (document.visibilityState !== 'visible') return
      client.session.isAlive().then(
        ({ isAlive }) => {
          if (!isAlive) endSession()
        },
        () => undefined,
      )
    }
    const timer = setInterval(ask, EVERY)
    document.addEventListener('visibilitychange', ask)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', ask)
    }
  }, [client, endSession])
}
