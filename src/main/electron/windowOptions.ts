import type { BrowserWindowConstructorOptions } from 'electron'

export type WindowKind = 'frontDesk' | 'workspace'

const SIZES: Readonly<Record<WindowKind, { readonly width: number; readonly height: number }>> = {
  frontDesk: { width: 1440, height: 900 },
  workspace: { width: 1180, height: 860 },
}

/**
 * Both kinds of window are alike in what they may do: a sandboxed page without Node, apart from its preload, which can
 * neither show a `<webview>` nor be looked into once packaged.
 */
export function windowOptions(kind: WindowKind, preload: string, isPackaged: boolean): BrowserWindowConstructorOptions {
  return {
    ...SIZES[kind],
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: kind === 'frontDesk' ? 'Front Desk' : 'Patient Workspace',
    backgroundColor: '#fbfaf7',
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: !isPackaged,
    },
  }
}
