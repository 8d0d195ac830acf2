import type { Acting } from '../context.ts'

/** Somebody who acts, and what every window and the endpoint hear of it. */
export function listeningTo(acting: Acting) {
  const heard: string[] = []
  let woken = 0
  return {
    acting: {
      ...acting,
      changes: { ...acting.changes, publish: (...topics: readonly string[]) => void heard.push(...topics) },
      wakeSync: () => void (woken += 1),
    } satisfies Acting,
    heard,
    woken: () => woken,
  }
}
