export type Timing = { readonly p50: number; readonly p95: number; readonly p99: number; readonly mean: number }

/** Runs `act` for every input in turn, once unmeasured. Milliseconds. */
export async function timeEach<T>(inputs: readonly T[], act: (input: T) => unknown): Promise<Timing> {
  for (const input of inputs.slice(0, 50)) await act(input)
  const taken: number[] = []
  for (const input of inputs) {
    const startedAt = performance.now()
    await act(input)
    taken.push(performance.now() - startedAt)
  }
  taken.sort((a, b) => a - b)
  const at = (share: number) => taken[Math.min(taken.length - 1, Math.floor(taken.length * share))] ?? 0
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), mean: taken.reduce((sum, each) => sum + each, 0) / taken.length }
}

/** @param milliseconds @returns `0.42 ms`, `12.3 µs` */
export function inWords(milliseconds: number): string {
  if (milliseconds < 0.1) return `${(milliseconds * 1000).toFixed(1)} µs`
  return `${milliseconds.toFixed(milliseconds < 10 ? 2 : 0)} ms`
}

export function times(ratio: number): string {
  return `${ratio.toFixed(ratio < 10 ? 2 : 0)} ×`
}
