import { isAppUrl } from './appUrl.ts'

/** The parts of Electron's `WebFrameMain` that matter here. */
export type Frame = { readonly url: string; readonly parent: unknown }

/** The core is handed to the top frame of our own page only; a frame that has gone meanwhile is null. */
export function isTrustedFrame(frame: Frame | null): boolean {
  return frame !== null && frame.parent === null && isAppUrl(frame.url)
}
