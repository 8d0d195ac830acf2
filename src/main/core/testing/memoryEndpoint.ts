import { EventPublisher, implement, ORPCError } from '@orpc/server'
import type { ContractRouterClient } from '@orpc/contract'
import { RPCHandler } from '@orpc/server/fetch'
import type { OutboxAnswer, OutboxBody, OutboxItem, RefusalReason } from '../../../shared/contract/outbox.ts'
import type { EventBody, SyncEvent } from '../../../shared/contract/events.ts'
import { syncContract } from '../../../shared/contract/sync.ts'
import { EventId } from '../../../shared/domain/ids.ts'
import { plusMilliseconds, type Clock } from '../../../shared/domain/time.ts'
import { makeIdentity } from '../../../shared/envelope/seal.ts'
import { createMemoryBlobs } from './memoryBlobs.ts'

export type BodyOfKind<Kind extends OutboxBody['kind']> = Extract<OutboxBody, { kind: Kind }>
type Call = 'pair' | 'hello' | 'push' | 'pull' | 'acknowledge' | 'wake'

const ORIGIN = 'https://endpoint.example'

/**
 * An endpoint in memory that speaks the wire's real format through a `fetch`: it takes what is pushed, tells a repeat by
 * its id, misses parts that it never got, and otherwise does what its script says.
 */
export async function createMemoryEndpoint({ clock, ids }: { readonly clock: Clock; readonly ids: () => string }) {
  const mail = await makeIdentity()
  /** Everything that was taken, in order. */
  const taken: OutboxItem[] = []
  const pushes: OutboxItem[][] = []
  const calls: Call[] = []
  /** The authorization of each call. */
  const tokens: (string | null)[] = []
  const acknowledged: number[] = []
  const events: SyncEvent[] = []
  const known = new Set<string>()
  const parts = new Set<string>()
  const blobs = createMemoryBlobs()
  const script = {
    epoch: 1,
    highestVersion: 0,
    anchor: null as string | null, // not narrowed to null
    portalUrl: 'https://portal.example',
    mailRecipient: mail.recipient,
    /** Why an item is not taken; 'undecided' leaves it without an answer, null takes it. */
    refuse: (_item: OutboxItem): RefusalReason | 'undecided' | null => null,
    /** The status of a whole push, or null. */
    refuseRequest: (_items: readonly OutboxItem[]): 400 | 413 | 422 | null => null,
    /** Runs when a request has come and before it is answered. */
    meanwhile: (_call: Call): Promise<void> | void => undefined,
    /** So many answers are lost on the way back, after what they answer was done. */
    lose: { pair: 0, push: 0, acknowledge: 0 },
    /** What the endpoint says to whoever asks, instead of an answer. */
    refuseDesk: null as 'UNAUTHORIZED' | 'PROTOCOL_UNSUPPORTED' | 'PAIRING_CODE_INVALID' | 'RATE_LIMITED' | null, // not narrowed to null
    /** Desk minus endpoint. */
    clockBehindSeconds: 0,
    /** As if nobody were there. */
    isAway: false,
    pageEvents: 1_000,
    /** Answers a pull as one from after this seq: a reply that comes late, or a second time. */
    pullsAfter: null as number | null, // not narrowed to null
    /** Stands among the events of every page that reaches so far, whatever it is. */
    among: [] as readonly unknown[], // any number of anything
  }

  const pairings: Parameters<ContractRouterClient<typeof syncContract>['pair']>[0][] = []
  const rings = new EventPublisher<{ ring: 'pull' | 'over' }>()
  const os = implement(syncContract)
  type Errors = { EPOCH_PASSED: (options: { data: { epoch: number } }) => Error }
  const checkEpoch = (epoch: number, errors: Errors) => {
    if (epoch < script.epoch) throw errors.EPOCH_PASSED({ data: { epoch: script.epoch } })
    script.epoch = epoch
  }

  const take = (item: OutboxItem): OutboxAnswer[] => {
    const { id, body } = item
    if (known.has(id)) return [{ id, answer: 'duplicate' }]
    const isPartMissing =
      body.kind === 'index.put' && body.parts.some((part) => !parts.has(part) && !blobs.isWhole(part))
    const reason = script.refuse(item) ?? (isPartMissing ? 'unknownPart' : null)
    if (reason === 'undecided') return []
    if (reason !== null) return [{ id, answer: 'refused', reason }]
    known.add(id)
    taken.push(item)
    if (body.kind === 'clinic.wipe') parts.clear()
    if (body.kind === 'part.put') parts.add(body.id)
    if (body.kind === 'anchor.put') script.anchor = body.sealed
    if (body.kind === 'index.put') script.highestVersion = Math.max(script.highestVersion, body.version)
    return [{ id, answer: 'applied' }]
  }

  const refusals = {
    UNAUTHORIZED: new ORPCError('UNAUTHORIZED', { defined: true }),
    PROTOCOL_UNSUPPORTED: new ORPCError('PROTOCOL_UNSUPPORTED', { defined: true, data: { supported: [9] } }),
    PAIRING_CODE_INVALID: new ORPCError('PAIRING_CODE_INVALID', { defined: true }),
    RATE_LIMITED: new ORPCError('RATE_LIMITED', { defined: true }),
  }
  const handler = new RPCHandler(
    os
      .use(({ next }) => {
        if (script.refuseDesk) throw refusals[script.refuseDesk]
        return next()
      })
      .router({
        pair: os.pair.handler(({ input }) => {
          pairings.push(input)
          return { mailRecipient: mail.recipient, portalUrl: script.portalUrl }
        }),
        hello: os.hello.handler(({ input, errors }) => {
          checkEpoch(input.epoch, errors)
          const { epoch, highestVersion, anchor, portalUrl, mailRecipient } = script
          const now = plusMilliseconds(clock.now(), -1000 * script.clockBehindSeconds)
          return { now, mailRecipient, portalUrl, epoch, highestVersion, anchor }
        }),
        push: os.push.handler(({ input, errors }) => {
          checkEpoch(input.epoch, errors)
          pushes.push(input.items)
          const status = script.refuseRequest(input.items)
          if (status !== null) throw new ORPCError('REFUSED', { status })
          return { answers: input.items.flatMap(take) }
        }),
        pull: os.pull.handler(({ input, errors }) => {
          checkEpoch(input.epoch, errors)
          const after = script.pullsAfter ?? input.after
          const left = [...events, ...script.among].filter((each) => !isBefore(each, after))
          return { events: left.slice(0, script.pageEvents), hasMore: left.length > script.pageEvents }
        }),
        acknowledge: os.acknowledge.handler(({ input, errors }) => {
          checkEpoch(input.epoch, errors)
          acknowledged.push(input.upTo)
          return {}
        }),
        blobBegin: os.blobBegin.handler(({ input }) => ({ stored: blobs.begin(input) })),
        // It keeps no rows.
        knownTables: os.knownTables.handler(() => ({ tables: [] })),
        knownRows: os.knownRows.handler(() => ({ rows: [], hasMore: false })),
        wake: os.wake.handler(async function* ({ signal }) {
          const heard = rings.subscribe('ring', signal ? { signal } : {})
          yield {}
          for await (const ring of heard) {
            if (ring === 'over') return
            yield {}
          }
        }),
      }),
  )

  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const call = request.url.split('/').at(-1) as Call // one of the contract's procedures
    calls.push(call)
    tokens.push(request.headers.get('authorization'))
    if (script.isAway) throw new TypeError('fetch failed')
    await script.meanwhile(call)
    const blob = /\/api\/sync\/blob\/([^/]+)$/.exec(request.url)?.[1]
    if (blob !== undefined) return blobs.serve(request, blob)
    const { response } = await handler.handle(request, { prefix: '/api/sync' })
    if ((call === 'pair' || call === 'push' || call === 'acknowledge') && script.lose[call] > 0) {
      script.lose[call] -= 1
      throw new TypeError('fetch failed')
    }
    return response ?? new Response(null, { status: 404 })
  }

  return {
    origin: ORIGIN,
    fetch,
    blobs,
    script,
    taken,
    pushes,
    calls,
    acknowledged,
    /** The mail worker's key. */
    mailIdentity: mail.identity,
    mailRecipient: mail.recipient,
    pairings,
    tokens,
    /** "Pull now." */
    ring: () => rings.publish('ring', 'pull'),
    /** Ends every stream that wakes a desk. */
    hangUp: () => rings.publish('ring', 'over'),
    /** How many streams stand. */
    streams: () => rings.size,
    /** What a patient did; the desk hears of it when it pulls. */
    tell(body: EventBody, seq = (events.at(-1)?.seq ?? 0) + 1): SyncEvent {
      const event = { seq, id: EventId.parse(ids()), at: clock.now(), body }
      events.push(event)
      return event
    },
    eventsTold: (): readonly SyncEvent[] => events,
    kindsTaken: () => taken.map(({ body }) => body.kind),
    takenOf<Kind extends OutboxBody['kind']>(kind: Kind): BodyOfKind<Kind>[] {
      return taken.map(({ body }) => body).filter((body): body is BodyOfKind<Kind> => body.kind === kind)
    },
    /** As after a backup was put back: what it had is gone. */
    forget(): void {
      known.clear()
      parts.clear()
      blobs.kept.clear()
      taken.length = 0
      script.highestVersion = 0
    },
  }
}

function isBefore(event: unknown, after: number): boolean {
  return typeof event === 'object' && event !== null && 'seq' in event && Number(event.seq) <= after
}

export type MemoryEndpoint = Awaited<ReturnType<typeof createMemoryEndpoint>>
