import { OfflineError } from '../api.ts'

/**
 * Sends bytes of an age file from `offset` on, and says how many went: `fetch` says nothing before it is over.
 * @throws OfflineError where the line was cut, or what came so far is not what the endpoint has
 */
export function putBytes(
  path: string,
  body: Uint8Array,
  offset: number,
  signal: AbortSignal,
  onSent: (bytes: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const cut = (): void => reject(new OfflineError('The line was cut'))
    request.open('PUT', path)
    request.setRequestHeader('upload-offset', String(offset))
    request.upload.onprogress = ({ loaded }) => onSent(loaded)
    request.onload = () => (request.status === 200 ? resolve() : cut())
    request.onerror = cut
    request.ontimeout = cut
    request.onabort = cut
    signal.addEventListener('abort', () => request.abort())
    request.send(new Blob([new Uint8Array(body)]))
  })
}
