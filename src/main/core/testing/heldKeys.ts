import type { KeyKeeper } from '../fileKey.ts'

/** A host's store of keys, in memory. */
export function heldKeys(...keys: readonly Buffer[]): KeyKeeper & { readonly held: () => readonly Buffer[] } {
  let held = keys
  return {
    held: () => held,
    read: async () => held,
    keep: async (next) => void (held = next),
  }
}
