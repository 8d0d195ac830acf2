import type { Temporal as Implementation } from 'temporal-polyfill/implementation'

// A browser's own Temporal has the shape of the standard that the polyfill follows.
const native = (globalThis as { readonly Temporal?: typeof Implementation }).Temporal

/**
 * Stands in for the package `temporal-polyfill` in the desk's pages: every browser of today has Temporal itself, so 19 KB
 * of script come only where it is missing.
 */
export let Temporal: typeof Implementation | undefined = native

/** To be awaited before anything is shown. */
export async function bringTemporal(): Promise<void> {
  Temporal ??= (await import('temporal-polyfill/implementation')).Temporal
}
