import { useEffect, useRef } from 'react'
import { useClock } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import { keptWays } from './keptWays.ts'
import { useOfferUndo } from './useOfferUndo.tsx'

/** R10.4: what could be undone before F5 can be undone after it, for as long as it could. */
export function useKeptUndo(isInside: boolean): void {
  const { offer } = useOfferUndo()
  const clock = useClock()
  const isOffered = useRef(false)
  useEffect(() => {
    if (!isInside || isOffered.current) return
    isOffered.current = true
    for (const { way, until } of keptWays()) {
      if (until > clock()) offer({ message: words.common.undoKept[way.kind], leavesAt: until, way })
    }
  }, [clock, isInside, offer])
}
