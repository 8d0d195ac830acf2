import { join } from 'node:path'
import { app, dialog, ipcMain, protocol, safeStorage, session } from 'electron'
import type { KeyKeeper } from '../core/fileKey.ts'
import { keyFile } from '../core/keyFile.ts'
import { appResponder } from './appProtocol.ts'
import { APP_SCHEME } from './appUrl.ts'
import { startCoreProcess, type CoreProcess } from './coreProcess.ts'
import { decideAfterCrash } from './crashes.ts'
import { dataFolder } from './dataFolder.ts'
import { guardContents, guardSession } from './guards.ts'
import { systemKeys, unprotectedWords } from './keyStore.ts'
import { CONNECT_CHANNEL } from './messages.ts'
import { isTrustedFrame } from './trustedFrame.ts'
import { createWindows } from './windows.ts'

const out = join(import.meta.dirname, '..')

protocol.registerSchemesAsPrivileged([
  { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
])
app.enableSandbox()

if (app.requestSingleInstanceLock()) void app.whenReady().then(start).catch(stopWith)
else app.quit()

async function start(): Promise<void> {
  const windows = createWindows(join(out, 'preload/preload.cjs'), app.isPackaged)
  app.on('second-instance', windows.showFrontDesk)
  app.on('activate', windows.showFrontDesk)
  app.on('web-contents-created', (_event, contents) => guardContents(contents, windows.showWorkspace))
  guardSession(session.defaultSession)
  session.defaultSession.protocol.handle(APP_SCHEME, appResponder(join(out, 'renderer')))

  const files = dataFolder(app.getPath('userData'), process.argv, app.isPackaged)
  const keeper = files.plainKeyFile ? keyFile(files.plainKeyFile) : await systemKeeper(files.sealedKeyFile)
  let keys = await keeper.read()
  const crashedAt: number[] = []
  let isQuitting = false
  let core = startCore()

  function startCore(): CoreProcess {
    return startCoreProcess({
      module: join(out, 'main/core.js'),
      file: files.clinicFile,
      keys,
      onKeep: async (kept) => {
        await keeper.keep(kept)
        keys = kept
      },
      onFailed: (words) => stopWith(new Error(words)),
      onCrashed: () => {
        crashedAt.push(Date.now())
        if (isQuitting) return
        if (decideAfterCrash(crashedAt, Date.now()) === 'giveUp') {
          return stopWith(new Error('The clinic’s file keeps closing by itself. Nothing that was saved is lost.'))
        }
        core = startCore()
        windows.reloadAll()
      },
    })
  }

  ipcMain.on(CONNECT_CHANNEL, ({ senderFrame, ports: [port] }) => {
    if (!port) return
    if (isTrustedFrame(senderFrame)) core.connect(port)
    else port.close()
  })
  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', (event) => {
    if (isQuitting) return
    isQuitting = true
    event.preventDefault()
    void core.close().then(() => app.quit())
  })
  windows.showFrontDesk()
}

async function systemKeeper(sealedKeyFile: string): Promise<KeyKeeper> {
  const keeper = systemKeys(safeStorage, sealedKeyFile, process.platform)
  if (keeper.protection === 'none') await dialog.showMessageBox({ type: 'warning', message: unprotectedWords })
  return keeper
}

function stopWith(error: unknown): void {
  dialog.showErrorBox(
    'Anteroom cannot start',
    error instanceof Error ? error.message : 'Something unexpected happened.',
  )
  app.exit(1)
}
