import { z } from 'zod'
import { Instant } from '../../../shared/domain/time.ts'
import { UndoWay } from './undoWay.ts'

const KEY = 'anteroom.undo'
const Kept = z.array(z.object({ way: UndoWay, until: Instant }))
export type Kept = z.infer<typeof Kept>

/** For this window's next F5. */
export function keepWays(kept: Kept): void {
  sessionStorage.setItem(KEY, JSON.stringify(kept))
}

/** What could be taken back when this window was loaded anew; a window that was opened begins with its opener's, which are not its own. */
export function keptWays(): Kept {
  const [loaded] = performance.getEntriesByType('navigation')
  if (!(loaded instanceof PerformanceNavigationTiming) || loaded.type !== 'reload') return []
  return Kept.safeParse(JSON.parse(sessionStorage.getItem(KEY) ?? '[]')).data ?? []
}
