import { isAppUrl } from './appUrl.ts'

/** A window stays on our pages: whatever else would load in it is denied. */
export function decideNavigation(url: string): 'allow' | 'deny' {
  return isAppUrl(url) ? 'allow' : 'deny'
}

export type WindowOpenDecision = { readonly kind: 'workspace'; readonly patientId: string } | { readonly kind: 'deny' }

const WORKSPACE_PATH = /^\/workspace\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** Only one thing may open a window: a patient's workspace, on our own page. */
export function decideWindowOpen(url: string): WindowOpenDecision {
  const path = isAppUrl(url) ? new URL(url).pathname : ''
  const patientId = WORKSPACE_PATH.exec(path)?.[1]
  return patientId === undefined ? { kind: 'deny' } : { kind: 'workspace', patientId }
}
