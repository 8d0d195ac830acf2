// Stands in for the `electron` module under plain Node, and records what the bundles do with it. Plain JavaScript: it is
// loaded by a module hook in a process of its own.
import { EventEmitter } from 'node:events'
import { Worker } from 'node:worker_threads'

/** Everything that was asked of Electron. */
export const recorded = {
  schemes: [],
  windows: [],
  exposed: {},
  errorBoxes: [],
  messageBoxes: [],
  isSandboxed: false,
  quits: 0,
  exits: [],
  forks: [],
  plainTextEncryption: null,
}

const settings = JSON.parse(process.env.STAND_IN ?? '{}')

class App extends EventEmitter {
  isPackaged = settings.isPackaged ?? true
  requestSingleInstanceLock() {
    return settings.isFirstInstance ?? true
  }
  whenReady() {
    return Promise.resolve()
  }
  getPath() {
    return settings.userData
  }
  enableSandbox() {
    recorded.isSandboxed = true
  }
  quit() {
    recorded.quits += 1
    let isStopped = false
    this.emit('before-quit', { preventDefault: () => (isStopped = true) })
    if (!isStopped) this.emit('will-quit')
  }
  exit(code) {
    recorded.exits.push(code)
  }
}
export const app = new App()

class WebContents extends EventEmitter {
  openHandler = null
  reloads = 0
  setWindowOpenHandler(handler) {
    this.openHandler = handler
  }
  reload() {
    this.reloads += 1
  }
}

export class BrowserWindow extends EventEmitter {
  webContents = new WebContents()
  isShown = false
  urls = []
  constructor(options) {
    super()
    this.options = options
    recorded.windows.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }
  loadURL(url) {
    this.urls.push(url)
    queueMicrotask(() => this.emit('ready-to-show'))
    return Promise.resolve()
  }
  show() {
    this.isShown = true
  }
  focus() {
    this.isFocused = true
  }
  isMinimized() {
    return false
  }
  restore() {}
}

class Session extends EventEmitter {
  protocol = { handle: (scheme, responder) => (this.responder = { scheme, responder }) }
  setPermissionRequestHandler(handler) {
    this.permissionRequest = handler
  }
  setPermissionCheckHandler(handler) {
    this.permissionCheck = handler
  }
  setDevicePermissionHandler(handler) {
    this.devicePermission = handler
  }
}
export const session = { defaultSession: new Session() }
export const protocol = { registerSchemesAsPrivileged: (schemes) => recorded.schemes.push(...schemes) }
export const ipcMain = new EventEmitter()
export const dialog = {
  showErrorBox: (title, message) => recorded.errorBoxes.push({ title, message }),
  showMessageBox: (options) => Promise.resolve(recorded.messageBoxes.push(options)),
}

export const safeStorage = {
  getSelectedStorageBackend: () => settings.backend ?? 'gnome_libsecret',
  isAsyncEncryptionAvailable: () => Promise.resolve(true),
  setUsePlainTextEncryption: (isPlain) => (recorded.plainTextEncryption = isPlain),
  encryptStringAsync: (text) => Promise.resolve(Buffer.from([...text].reverse().join(''))),
  decryptStringAsync: (sealed) =>
    Promise.resolve({ result: [...sealed.toString()].reverse().join(''), shouldReEncrypt: false }),
}

const UTILITY = `
  import { parentPort, workerData } from 'node:worker_threads'
  process.parentPort = {
    on: (_event, listen) => parentPort.on('message', listen),
    postMessage: (message) => parentPort.postMessage(message),
  }
  await import(workerData)
`

/** A utility process as a thread: its own module graph, ports handed over for real. */
class UtilityProcess extends EventEmitter {
  constructor(module) {
    super()
    recorded.forks.push(this)
    this.worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(UTILITY)}`), {
      workerData: new URL(`file://${module}`).href,
      stderr: true,
    })
    this.worker.on('message', (message) => this.emit('message', message))
    this.worker.on('error', () => undefined)
    this.worker.on('exit', (code) => this.emit('exit', code))
  }
  postMessage(data, ports = []) {
    this.worker.postMessage({ data, ports }, ports)
  }
  kill() {
    void this.worker.terminate()
    return true
  }
}
export const utilityProcess = { fork: (module) => new UtilityProcess(module) }

export const contextBridge = { exposeInMainWorld: (name, api) => (recorded.exposed[name] = api) }
export const ipcRenderer = {
  postMessage: (channel, message, ports) => ipcMain.emit(channel, { senderFrame: ipcRenderer.frame, message, ports }),
  frame: { url: 'app://desk/', parent: null },
}

export default {
  ...{
    app,
    BrowserWindow,
    session,
    protocol,
    ipcMain,
    dialog,
    safeStorage,
    utilityProcess,
    contextBridge,
    ipcRenderer,
  },
}
