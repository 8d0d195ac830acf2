import { contextBridge, ipcRenderer } from 'electron'
import { CONNECT_CHANNEL, PORT_MESSAGE } from './messages.ts'

/**
 * The page's only function. One end of a new channel goes to the core by way of the main process, the other to this
 * same page as a message: a port cannot be returned across the bridge.
 */
function connect(): void {
  const { port1, port2 } = new MessageChannel()
  ipcRenderer.postMessage(CONNECT_CHANNEL, null, [port2])
  window.postMessage(PORT_MESSAGE, '/', [port1])
}

contextBridge.exposeInMainWorld('anteroom', { connect })
