import { BrowserWindow } from 'electron'
import { APP_ORIGIN } from './appUrl.ts'
import { windowOptions } from './windowOptions.ts'

export type Windows = {
  readonly showFrontDesk: () => void
  /** @param tab where a new one begins; one that is open is never loaded anew, its page turns by itself */
  readonly showWorkspace: (patientId: string, tab: string | null) => void
  /** After the core was started anew: every page connects again. */
  readonly reloadAll: () => void
}

/** Two kinds of window: one Front Desk, and a Patient Workspace a patient. */
export function createWindows(preload: string, isPackaged: boolean): Windows {
  const open = new Map<string, BrowserWindow>()

  const show = (kind: 'frontDesk' | 'workspace', path: string, tab: string | null): void => {
    const there = open.get(path)
    if (there) {
      if (there.isMinimized()) there.restore()
      return there.focus()
    }
    const window = new BrowserWindow(windowOptions(kind, preload, isPackaged))
    open.set(path, window)
    window.once('ready-to-show', () => window.show())
    window.on('closed', () => open.delete(path))
    void window.loadURL(`${APP_ORIGIN}${path}${tab === null ? '' : `/${tab}`}`)
  }

  return {
    showFrontDesk: () => show('frontDesk', '/', null),
    showWorkspace: (patientId, tab) => show('workspace', `/workspace/${patientId}`, tab),
    reloadAll: () => open.forEach((window) => window.webContents.reload()),
  }
}
