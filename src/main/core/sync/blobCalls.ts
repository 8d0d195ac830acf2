import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { OFFSET_HEADER, PROTOCOL_HEADER, PROTOCOL_VERSION } from '../../../shared/contract/sync.ts'
import type { PartId } from '../../../shared/domain/ids.ts'
import type { Connection } from './connection.ts'
import { callSignal } from './endpointClient.ts'
import { SyncFailure, toSyncFailure } from './syncFailure.ts'

/** A line that stands still this long is cut; the rest follows in another round. */
const SILENCE_MILLISECONDS = 30_000

type Blob = { readonly id: PartId; readonly bytes: number; readonly sha256: string }

/**
 * Brings what the endpoint does not have of it, which it says itself.
 * @param read the age file from there on
 * @throws SyncFailure, or an error where it was not taken whole
 */
export async function bringBlob(
  connection: Connection,
  blob: Blob,
  read: (from: number) => Readable,
  closing: AbortSignal,
): Promise<void> {
  const { stored } = await begin(connection, blob, closing)
  if (stored === null) throw new Error('The endpoint has another file under this number')
  if (stored === blob.bytes) return
  const { signal, heard } = whileHeard(closing)
  const body = Readable.toWeb(read(stored).on('data', heard).pause())
  // What the types of the runtime know of a body that is a stream is less than what it takes.
  const sending: RequestInit & { readonly duplex: 'half' } = {
    method: 'PUT',
    headers: {
      ...headersOf(connection),
      [OFFSET_HEADER]: String(stored),
      'content-length': String(blob.bytes - stored),
    },
    // Node's own streams are what fetch takes.
    body: body as unknown as NonNullable<RequestInit['body']>,
    duplex: 'half',
    signal,
  }
  const response = await connection.fetch(addressOf(connection, blob.id), sending)
  await response.body?.cancel()
  if (!response.ok) throw new Error(`The endpoint did not take the file: ${response.status}`)
}

/** Its bytes from there on; null where the endpoint has it no more. @throws SyncFailure, or an error where the line fails */
export async function fetchBlob(
  connection: Connection,
  id: PartId,
  from: number,
  closing: AbortSignal,
): Promise<AsyncIterable<Uint8Array> | null> {
  const { signal, heard } = whileHeard(closing)
  const range = from > 0 ? { range: `bytes=${from}-` } : {}
  const response = await connection.fetch(addressOf(connection, id), {
    headers: { ...headersOf(connection), ...range },
    signal,
  })
  // A hotel's sign-in page answers for everybody, and nothing of it is ours.
  const type = response.headers.get('content-type') ?? ''
  if (!type.startsWith(response.ok ? 'application/octet-stream' : 'application/json')) {
    await response.body?.cancel()
    throw new SyncFailure('captivePortal')
  }
  if (response.status === 404) return null
  // All of it came before, and only the end of the process kept it from being looked at.
  if (response.status === 416) return nothing()
  if (!response.ok || !response.body) throw new Error(`The endpoint does not give the file: ${response.status}`)
  // What the runtime's fetch answers with is Node's own.
  return listening(response.body as ReadableStream<Uint8Array>, heard)
}

async function begin({ client }: Connection, blob: Blob, closing: AbortSignal) {
  try {
    return await client.blobBegin(blob, callSignal(closing))
  } catch (cause) {
    throw toSyncFailure(cause)
  }
}

function addressOf({ endpointUrl }: Connection, id: PartId): string {
  return `${endpointUrl.replace(/\/+$/, '')}/api/sync/blob/${id}`
}

function headersOf({ token }: Connection): Record<string, string> {
  return { authorization: `Bearer ${token}`, [PROTOCOL_HEADER]: String(PROTOCOL_VERSION) }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

async function* listening(body: ReadableStream<Uint8Array>, heard: () => void): AsyncGenerator<Uint8Array> {
  for await (const piece of body) {
    heard()
    yield piece
  }
}

/** Ends with the desk, or after a silence: how long a file takes is the line's to say. */
function whileHeard(closing: AbortSignal): { readonly signal: AbortSignal; readonly heard: () => void } {
  const silent = new AbortController()
  const cut = (): void => silent.abort(new Error('The line stands still'))
  let timer = setTimeout(cut, SILENCE_MILLISECONDS)
  timer.unref()
  const heard = (): void => {
    clearTimeout(timer)
    timer = setTimeout(cut, SILENCE_MILLISECONDS)
    timer.unref()
  }
  return { signal: AbortSignal.any([closing, silent.signal]), heard }
}
