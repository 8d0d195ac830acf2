import type { Session, WebContents } from 'electron'
import { decideDownload, decideNavigation, decideWindowOpen } from './navigation.ts'
import { isPermissionGranted } from './permissions.ts'

/** Everything a page could try that is not ours is denied; the decisions themselves are in pure files beside this one. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(isPermissionGranted(permission)))
  session.setPermissionCheckHandler((_contents, permission) => isPermissionGranted(permission))
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event, item) => {
    if (decideDownload(item.getURL()) === 'deny') event.preventDefault()
  })
}

/** @param openWorkspace makes or shows the window of one patient, at a tab or where it was */
export function guardContents(
  contents: WebContents,
  openWorkspace: (patientId: string, tab: string | null) => void,
): void {
  const stay = (event: { readonly url: string; preventDefault: () => void }): void => {
    if (decideNavigation(event.url) === 'deny') event.preventDefault()
  }
  contents.on('will-navigate', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    const decision = decideWindowOpen(url)
    if (decision.kind === 'workspace') openWorkspace(decision.patientId, decision.tab)
    return { action: 'deny' }
  })
}
