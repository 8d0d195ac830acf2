/** What a thread that opens is started with. */
export type ThreadData = {
  readonly identity: string
  /** Shared memory: what a thread says last may be lost when it ends, and this is not. See {@link BEGUN}. */
  readonly progress: Int32Array
  /** How many are opened at the same time. */
  readonly atOnce: number
}

/** Where a thread counts the envelopes that it has begun to open, and notes that it has its key. */
export const BEGUN = 0
export const READY = 1

/** From a thread: it has its key; or what became of the oldest envelope that it was given and has not answered. */
export type FromThread =
  | { readonly kind: 'ready' }
  | { readonly kind: 'opened'; readonly text: string }
  | { readonly kind: 'shut'; readonly because: string }
