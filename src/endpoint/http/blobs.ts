import type { Context, Hono } from 'hono'
import { OFFSET_HEADER } from '../../shared/contract/sync.ts'
import { ClinicId, LinkId, PartId } from '../../shared/domain/ids.ts'
import { hashToken } from '../../shared/envelope/secrets.ts'
import { SUPPORTED, type SyncRequest } from '../api/sync/syncRouter.ts'
import type { EndpointContext } from '../context.ts'
import { NotAnAgeFileError } from '../db/ageFile.ts'
import { appendChunk, CHUNK_BYTES, findBlob, findNamedBlob, findSender, readChunks, sealOff } from '../db/blobs.ts'
import { findDesk } from '../db/clinics.ts'
import { findSession } from '../db/sessions.ts'
import { readSessionToken } from './cookies.ts'

/**
 * Bytes by reference (R8.2, R8.3), streamed both ways. What is brought was announced by a call (`blobs.begin`, `blobBegin`), which
 * says how much of it is here; the rest follows from there, as often as the line is cut.
 */

type Env = { Variables: { requestId: string } }
type Wired = Pick<EndpointContext, 'db' | 'clock'>
/** Whose it is: of a link, or of the desk. */
type Bringing = { readonly clinicId: ClinicId; readonly id: PartId; readonly linkId: LinkId | null }

/** @param requests what the host reads from a desk's request, and whether a call comes from our own pages */
export function serveBlobs(
  app: Hono<Env>,
  endpoint: Wired,
  requests: {
    readonly ofDesk: (c: Context<Env>) => SyncRequest
    readonly isOurs: (c: Context<Env>) => boolean
  },
): void {
  app.put('/api/sync/blob/:id', async (c) => {
    const clinicId = await deskOf(endpoint, requests.ofDesk(c))
    const id = PartId.safeParse(c.req.param('id'))
    if (clinicId === null) return refused(c, 401)
    return id.success ? bring(c, endpoint, { clinicId, id: id.data, linkId: null }) : refused(c, 404)
  })

  app.get('/api/sync/blob/:id', async (c) => {
    const clinicId = await deskOf(endpoint, requests.ofDesk(c))
    const id = PartId.safeParse(c.req.param('id'))
    if (clinicId === null) return refused(c, 401)
    const row = id.success ? await sentTo(endpoint, clinicId, id.data) : null
    return row && id.success ? give(c, endpoint, clinicId, id.data, row.bytes) : refused(c, 404)
  })

  app.put('/api/portal/blob/:clinicId/:id', async (c) => {
    if (!requests.isOurs(c)) return refused(c, 403)
    const clinicId = ClinicId.safeParse(c.req.param('clinicId'))
    const id = PartId.safeParse(c.req.param('id'))
    const login = clinicId.success ? await loginOf(c, endpoint, clinicId.data) : null
    if (!login || !clinicId.success) return refused(c, 401)
    const linkId = id.success ? await findSender(endpoint.db, clinicId.data, login.id, id.data) : null
    if (linkId === null || !id.success) return refused(c, 404)
    return bring(c, endpoint, { clinicId: clinicId.data, id: id.data, linkId })
  })

  app.get('/api/portal/blob/:clinicId/:linkId/:id', async (c) => {
    if (!requests.isOurs(c)) return refused(c, 403)
    const clinicId = ClinicId.safeParse(c.req.param('clinicId'))
    const linkId = LinkId.safeParse(c.req.param('linkId'))
    const id = PartId.safeParse(c.req.param('id'))
    const login = clinicId.success ? await loginOf(c, endpoint, clinicId.data) : null
    if (!login || !clinicId.success) return refused(c, 401)
    if (!linkId.success || !id.success) return refused(c, 404)
    const by = { loginId: login.id, linkId: linkId.data, id: id.data }
    const row = await findNamedBlob(endpoint.db, clinicId.data, by)
    return row ? give(c, endpoint, clinicId.data, id.data, row.bytes) : refused(c, 404)
  })
}

async function deskOf({ db }: Wired, { deskToken, protocol }: SyncRequest): Promise<ClinicId | null> {
  const isServed = SUPPORTED.some((version) => String(version) === protocol)
  const desk = deskToken === null || !isServed ? null : await findDesk(db, hashToken(deskToken))
  return desk?.clinicId ?? null
}

async function loginOf(c: Context<Env>, { db, clock }: Wired, clinicId: ClinicId) {
  const token = readSessionToken(c)
  return token === null ? null : findSession(db, clinicId, hashToken(token), clock.now())
}

/** What a patient brought, once all of it is here; the desk itself asks for nothing else. */
async function sentTo({ db }: Wired, clinicId: ClinicId, id: PartId) {
  const row = await db
    .selectFrom('blob')
    .select('bytes')
    .where('clinic_id', '=', clinicId)
    .where('id', '=', id)
    .where('state', '!=', 'arriving')
    .executeTakeFirst()
  return row ?? null
}

async function bring(c: Context<Env>, endpoint: Wired, { clinicId, id, linkId }: Bringing): Promise<Response> {
  const { db } = endpoint
  const blob = await findBlob(db, clinicId, id, linkId)
  if (!blob) return refused(c, 404)
  if (blob.state !== 'arriving') return told(c, blob.stored)
  const from = Number(c.req.header(OFFSET_HEADER) ?? 0)
  const length = Number(c.req.header('content-length') ?? Number.NaN)
  if (from !== blob.stored) return refused(c, 409, blob.stored)
  if (length > blob.bytes - from) return refused(c, 413, blob.stored)
  const stored = await storeBody(c, endpoint, { clinicId, id, linkId }, from, blob.bytes)
  if (typeof stored !== 'number') return refused(c, stored.status)
  if (stored < blob.bytes) return told(c, stored)
  return (await sealOff(db, clinicId, id)) ? told(c, stored) : refused(c, 422)
}

/** In pieces, none of which is kept longer than it takes to store it. A body that is cut has brought what came whole. */
async function storeBody(
  c: Context<Env>,
  { db, clock }: Wired,
  { clinicId, id }: Bringing,
  from: number,
  bytes: number,
): Promise<number | { readonly status: 400 | 409 | 413 }> {
  let at = from
  // One for the whole request: what comes is copied into it, and nothing is left for later to be thrown away.
  const waiting = Buffer.allocUnsafeSlow(CHUNK_BYTES)
  let length = 0
  const store = async (): Promise<boolean> => {
    const piece = { from: at, body: waiting.subarray(0, length), at: clock.now() }
    if (!(await db.transaction().execute((tx) => appendChunk(tx, clinicId, id, piece)))) return false
    at += length
    length = 0
    return true
  }
  try {
    for await (const part of bodyOf(c.req.raw)) {
      for (let rest: Uint8Array = part; rest.length > 0;) {
        const taken = rest.subarray(0, CHUNK_BYTES - length)
        rest = rest.subarray(taken.length)
        waiting.set(taken, length)
        length += taken.length
        if (at + length > bytes) return { status: 413 }
        if (length === CHUNK_BYTES && !(await store())) return { status: 409 }
      }
    }
    if (length > 0 && !(await store())) return { status: 409 }
    return at
  } catch (error) {
    if (error instanceof NotAnAgeFileError) return { status: 400 }
    throw error
  }
}

async function* bodyOf({ body }: Request): AsyncGenerator<Uint8Array> {
  // What a request brings is bytes.
  const pieces: ReadableStream<Uint8Array> | null = body
  if (pieces) yield* pieces
}

function give(c: Context<Env>, { db }: Wired, clinicId: ClinicId, id: PartId, bytes: number): Response {
  const from = Number(/^bytes=(\d{1,12})-$/.exec(c.req.header('range') ?? '')?.[1] ?? 0)
  if (from > bytes) return refused(c, 416)
  const pieces = readChunks(db, clinicId, id, from)
  const body = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const next = await pieces.next()
        if (next.done) controller.close()
        else controller.enqueue(next.value)
      },
    },
    // Nothing is read before it is asked for.
    { highWaterMark: 0 },
  )
  const range = from > 0 ? { 'content-range': `bytes ${from}-${bytes - 1}/${bytes}` } : {}
  return c.body(body, from > 0 ? 206 : 200, {
    ...UNKEPT,
    ...range,
    'content-type': 'application/octet-stream',
    'content-length': String(bytes - from),
    'content-disposition': 'attachment',
  })
}

/** Nobody on the way keeps it. */
const UNKEPT = { 'cache-control': 'no-store' }

function told(c: Context<Env>, stored: number): Response {
  return c.json({ stored }, 200, UNKEPT)
}

/** The rest of a body that is not read is never read: this connection carries no other request. */
function refused(c: Context<Env>, status: 400 | 401 | 403 | 404 | 409 | 413 | 416 | 422, stored?: number): Response {
  return c.json(stored === undefined ? {} : { stored }, status, { ...UNKEPT, connection: 'close' })
}
