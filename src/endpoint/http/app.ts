import { getConnInfo } from '@hono/node-server/conninfo'
import type { ORPCError } from '@orpc/server'
import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { sql } from 'kysely'
import { browserDevice } from '../../shared/domain/browserDevice.ts'
import { ClinicId } from '../../shared/domain/ids.ts'
import { bookingNameOf, shortNameOf } from '../../shared/domain/shortName.ts'
import { PROTOCOL_HEADER } from '../../shared/contract/sync.ts'
import type { PortalRequest } from '../api/portal/portalRequest.ts'
import { makePortalRouter } from '../api/portal/portalRouter.ts'
import { makeSyncRouter, type SyncRequest } from '../api/sync/syncRouter.ts'
import type { EndpointContext } from '../context.ts'
import { errorFacts } from '../errorFacts.ts'
import { admitDesk, admitPatient, type Admission } from './admission.ts'
import { serveBlobs } from './blobs.ts'
import { clientAddress, type TrustedProxies } from './clientAddress.ts'
import { frameSitesOf, isBookingPage } from './framing.ts'
import { answerFeed } from './feed.ts'
import { answerManifest } from './manifest.ts'
import { referenceOf } from './reference.ts'
import { makeRpcHandler } from './rpc.ts'
import { isFromOurPages } from './sameOrigin.ts'
import { securityHeaders } from './securityHeaders.ts'
import { readDeviceToken, readSessionToken, writeDeviceToken, writeSessionToken } from './cookies.ts'
import { toResponse, type StaticFile } from './staticFiles.ts'

type Env = { Variables: { requestId: string } }
export type EndpointApp = Hono<Env>
type RequestContext = Context<Env>

/** @param files the built portal; null serves none */
export function makeApp(
  endpoint: EndpointContext,
  files: ReadonlyMap<string, StaticFile> | null,
  proxies: TrustedProxies,
): EndpointApp {
  const app: EndpointApp = new Hono()
  const sync = makeRpcHandler(makeSyncRouter(endpoint), endpoint.log)
  const portal = makeRpcHandler(makePortalRouter(endpoint), endpoint.log)
  const addressOf = (c: RequestContext): string =>
    clientAddress(socketAddress(c), c.req.header('x-forwarded-for') ?? null, proxies)
  const syncRequest = (c: RequestContext): SyncRequest => ({
    deskToken: /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? null,
    protocol: c.req.header(PROTOCOL_HEADER) ?? null,
    address: addressOf(c),
  })

  app.use(async (c, next) => {
    const started = performance.now()
    c.set('requestId', endpoint.ids())
    await next()
    const ms = Math.round(performance.now() - started)
    // The route and not the path, which names a clinic; no address, no body.
    endpoint.log.info(
      { reference: referenceOf(c.get('requestId')), route: routeOf(c.req.path), status: c.res.status, ms },
      'request',
    )
  })
  const unframed = securityHeaders([])
  app.use(async (c, next) => {
    const sites = c.req.method === 'GET' ? await frameSitesOf(endpoint.db, c.req.path) : []
    return (sites.length === 0 ? unframed : securityHeaders(sites))(c, next)
  })
  app.notFound((c) => c.text('Not found', 404))
  app.onError((error, c) => {
    // Whoever goes in the middle of a body has no answer, and nothing is wrong here.
    if (c.req.raw.signal.aborted) return c.text('', 400)
    const reference = referenceOf(c.get('requestId'))
    endpoint.log.error({ reference, ...errorFacts(error) }, 'request failed')
    return c.text(`Reference ${reference}`, 500)
  })

  app.get('/health', async (c) => {
    await sql`SELECT 1`.execute(endpoint.db)
    return c.json({ status: 'ok' }, 200, { 'cache-control': 'no-store' })
  })

  const desksOnly = admitting((c) => admitDesk(endpoint, syncRequest(c), c.req.path))
  app.post('/api/sync/*', desksOnly, async (c) => {
    const { response } = await sync.handle(c.req.raw, {
      prefix: '/api/sync',
      context: { ...syncRequest(c), requestId: c.get('requestId') },
    })
    return response ? unstored(response) : c.notFound()
  })

  const isOurs = (c: Context, contentType: string | null): boolean => {
    const headers = {
      contentType,
      origin: c.req.header('origin') ?? null,
      fetchSite: c.req.header('sec-fetch-site') ?? null,
    }
    return isFromOurPages(headers, [c.req.header('host') ?? '', new URL(endpoint.portalUrl()).host])
  }
  const ourPagesOnly: MiddlewareHandler = async (c, next) => {
    if (!isOurs(c, c.req.header('content-type') ?? null)) return c.text('Forbidden', 403, CLOSING)
    return next()
  }
  // What no form of another site can send needs no type of its own: a PUT, and a GET that nobody else can read.
  serveBlobs(app, endpoint, { ofDesk: syncRequest, isOurs: (c) => isOurs(c, null) })
  const patientsOnly = admitting((c) => admitPatient(endpoint, readSessionToken(c), c.req.path, bodyLength(c)))
  app.post('/api/portal/*', ourPagesOnly, patientsOnly, async (c) => {
    const request: PortalRequest = {
      address: addressOf(c),
      sessionToken: readSessionToken(c),
      setSessionToken: (token) => writeSessionToken(c, token),
      deviceToken: readDeviceToken(c),
      setDeviceToken: (token) => writeDeviceToken(c, token),
      device: browserDevice(c.req.header('user-agent') ?? ''),
    }
    const { response } = await portal.handle(c.req.raw, {
      prefix: '/api/portal',
      context: { ...request, requestId: c.get('requestId') },
    })
    // Made by `c`, so that it has the cookie.
    return response ? unstored(c.newResponse(response.body, response)) : c.notFound()
  })

  app.get('/feed/:clinicId/:file', (c) => answerFeed(c, endpoint, { ...c.req.param(), address: addressOf(c) }))

  app.get('/c/:clinicId/manifest.webmanifest', (c) => answerManifest(c, endpoint, c.req.param('clinicId')))

  app.get('*', (c) => {
    const clinicId = /^\/c\/([^/]+)(\/|$)/.exec(c.req.path)?.[1]
    const isShort = clinicId === undefined && (shortNameOf(c.req.path) ?? bookingNameOf(c.req.path)) !== null
    const isPage = isShort || (clinicId !== undefined && ClinicId.safeParse(clinicId).success)
    // The pages themselves exist under clinics' addresses only, and look the same under every one of them.
    const page = (isBookingPage(c.req.path) && files?.get('/book.html')) || files?.get('/index.html')
    const file = isPage ? page : c.req.path.endsWith('.html') ? undefined : files?.get(c.req.path)
    return file ? toResponse(file, c.req.header('accept-encoding') ?? null) : c.notFound()
  })
  return app
}

/** The rest of a body that is not read is never read: this connection carries no other request. */
const CLOSING = { connection: 'close' }

/** Reads no more of a body than `admit` allows, whether or not its length is said, and nothing when it refuses. */
function admitting(admit: (c: RequestContext) => Promise<Admission>): MiddlewareHandler<Env> {
  return async (c, next) => {
    const admission = await admit(c)
    if (!admission.isRead) return declared(admission.because, admission.isDrained ? {} : CLOSING)
    const limit: MiddlewareHandler<Env> = bodyLimit({
      maxSize: admission.most,
      onError: () => c.text('Too large', 413, CLOSING),
    })
    return limit(c, next)
  }
}

/** As oRPC itself writes an error that the contract declares. */
function declared(error: ORPCError<string, unknown>, headers: Record<string, string>): Response {
  return unstored(Response.json({ json: error.toJSON() }, { status: error.status, headers }))
}

/** Null when it is not said. */
function bodyLength(c: RequestContext): number | null {
  if (c.req.header('transfer-encoding') !== undefined) return null
  return Number(c.req.header('content-length') ?? 0)
}

function unstored(response: Response): Response {
  response.headers.set('cache-control', 'no-store')
  return response
}

/** Null where the app is called without a socket. */
function socketAddress(c: RequestContext): string | null {
  return c.env === undefined || !('incoming' in Object(c.env)) ? null : (getConnInfo(c).remote.address ?? null)
}

function routeOf(path: string): string {
  const blob = /^\/api\/(sync|portal)\/blob\//.exec(path)?.[1]
  if (blob !== undefined) return `/api/${blob}/blob/:id`
  if (path.startsWith('/api/')) return /^\/api\/(sync|portal)(\/[a-zA-Z]{1,20}){1,2}$/.test(path) ? path : '/api/*'
  if (path.startsWith('/c/')) return '/c/:clinicId/*'
  if (path.startsWith('/feed/')) return '/feed/:clinicId/*'
  if (path === '/health') return path
  if (bookingNameOf(path) !== null) return '/:name/book'
  return shortNameOf(path) === null ? 'static' : '/:name'
}
