import { isAppUrl } from './appUrl.ts'

/** A window stays on our pages: whatever else would load in it is denied. */
export function decideNavigation(url: string): 'allow' | 'deny' {
  return isAppUrl(url) ? 'allow' : 'deny'
}

/** Saved is only what a page of ours made itself, in its own memory: nothing that lies elsewhere. */
export function decideDownload(raw: string): 'allow' | 'deny' {
  if (!URL.canParse(raw)) return 'deny'
  const { protocol, pathname } = new URL(raw)
  return protocol === 'blob:' && isAppUrl(pathname) ? 'allow' : 'deny'
}

export type WindowOpenDecision =
  { readonly kind: 'workspace'; readonly patientId: string; readonly tab: string | null } | { readonly kind: 'deny' }

const WORKSPACE_PATH = /^\/workspace\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\/([a-z]+(?:-[a-z]+)*))?$/

/** Only one thing may open a window: a patient's workspace, at a tab or where it was, on our own page. */
export function decideWindowOpen(url: string): WindowOpenDecision {
  const path = isAppUrl(url) ? new URL(url).pathname : ''
  const [, patientId, tab = null] = WORKSPACE_PATH.exec(path) ?? []
  return patientId === undefined ? { kind: 'deny' } : { kind: 'workspace', patientId, tab }
}
