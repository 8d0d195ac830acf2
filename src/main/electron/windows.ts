import { BrowserWindow } from 'electron'
import { APP_ORIGIN } from './appUrl.ts'
import { windowOptions } from './windowOptions.ts'

export type Windows = {
  readonly showFrontDesk: () => void
  /** @param tab null: where it was */
  readonly showWorkspace: (patientId: string, tab: string | null) => void
  /** After the core was started anew: every page connects again. */
  readonly reloadAll: () => void
}

/** Two kinds of window: one Front Desk, and a Patient Workspace a patient. */
export function createWindows(preload: string, isPackaged: boolean): Windows {
  const open = new Map<string, BrowserWindow>()

  const show = (kind: 'frontDesk' | 'workspace', path: string, tab: string | null): void => {
    const url = `${APP_ORIGIN}${path}${tab === null ? '' : `/${tab}`}`
    const there = open.get(path)
    if (there) {
      if (tab !== null) void there.loadURL(url)
      if (there.isMinimized()) there.restore()
      return there.focus()
    }
    const window = new BrowserWindow(windowOptions(kind, preload, isPackaged))
    open.set(path, window)
    window.once('ready-to-show', () => window.show())
    window.on('closed', () => open.delete(path))
    void window.loadURL(url)
  }

  return {
    showFrontDesk: () => show('frontDesk', '/', null),
    showWorkspace: (patientId, tab) => show('workspace', `/workspace/${patientId}`, tab),
    reloadAll: () => open.forEach((window) => window.webContents.reload()),
  }
}
