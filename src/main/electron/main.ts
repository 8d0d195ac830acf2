import { join } from 'node:path'
import { app, dialog, ipcMain, protocol, safeStorage, session } from 'electron'
import { keyFromFile } from '../core/keyFile.ts'
import { appResponder } from './appProtocol.ts'
import { APP_SCHEME } from './appUrl.ts'
import { startCoreProcess, type CoreProcess } from './coreProcess.ts'
import { decideAfterCrash } from './crashes.ts'
import { dataFolder } from './dataFolder.ts'
import { guardContents, guardSession } from './guards.ts'
import { keyStoreWords, openKey } from './keyStore.ts'
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
  const key = files.plainKeyFile ? keyFromFile(files.plainKeyFile) : await systemKey(files)
  const crashedAt: number[] = []
  let isQuitting = false
  let core = startCore()

  function startCore(): CoreProcess {
    return startCoreProcess({
      module: join(out, 'main/core.js'),
      file: files.clinicFile,
      key,
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

async function systemKey(files: { readonly sealedKeyFile: string; readonly clinicFile: string }): Promise<Buffer> {
  const { key, protection } = await openKey(safeStorage, files.sealedKeyFile, files.clinicFile, process.platform)
  if (protection === 'none') await dialog.showMessageBox({ type: 'warning', message: keyStoreWords.unprotected })
  return key
}

function stopWith(error: unknown): void {
  dialog.showErrorBox(
    'Anteroom cannot start',
    error instanceof Error ? error.message : 'Something unexpected happened.',
  )
  app.exit(1)
}
