const PORT_MESSAGE = 'anteroom:port'

/**
 * Asks Electron's preload for the port to the core. It arrives as a message from this same window: a port cannot be
 * returned across the preload's bridge.
 */
export function electronPort(connect: () => void): Promise<MessagePort> {
  return new Promise((resolve) => {
    const listen = ({ source, data, ports: [port] }: MessageEvent<unknown>) => {
      if (source !== window || data !== PORT_MESSAGE || !port) return
      window.removeEventListener('message', listen)
      resolve(port)
    }
    window.addEventListener('message', listen)
    connect()
  })
}
