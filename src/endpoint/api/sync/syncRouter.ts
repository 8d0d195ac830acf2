import { implement } from '@orpc/server'
import type { OutboxAnswer, OutboxItem } from '../../../shared/contract/outbox.ts'
import { PROTOCOL_VERSION, syncContract } from '../../../shared/contract/sync.ts'
import { normaliseCode } from '../../../shared/domain/invitations.ts'
import { MINUTE } from '../../../shared/domain/time.ts'
import { hashToken } from '../../../shared/envelope/secrets.ts'
import { change, type EndpointContext } from '../../context.ts'
import { beginBlob } from '../../db/blobs.ts'
import { findAnchor, findDesk, pairClinic, raiseEpoch, type Desk } from '../../db/clinics.ts'
import { lockStored, QuotaReachedError } from '../../db/quotas.ts'
import { isDatabaseAway } from '../../db/isDatabaseAway.ts'
import { countBeyond, deleteEvents, readEvents } from '../../db/events.ts'
import { readKnownRows, readKnownTables } from '../../db/known.ts'
import { highestVersion } from '../../db/records.ts'
import { errorFacts } from '../../errorFacts.ts'
import { refusalOf } from '../failures.ts'
import { applyItem } from './applyItem.ts'
import { isWithinLimit } from '../limits.ts'

/** What the host reads from a desk's request. */
export type SyncRequest = {
  readonly deskToken: string | null
  readonly protocol: string | null
  /** Of whoever calls: for limits, never for the log. */
  readonly address: string
}

/** Protocol versions that are served. The one before has never left the workshop (decision 0014). */
export const SUPPORTED = [PROTOCOL_VERSION]

type Refusals = {
  readonly UNAUTHORIZED: () => Error
  readonly EPOCH_PASSED: (options: { data: { epoch: number } }) => Error
  readonly PROTOCOL_UNSUPPORTED: (options: { data: { supported: number[] } }) => Error
}

/** After these the mail worker looks when it is next needed. */
const LEAVES_MAIL: readonly OutboxItem['body']['kind'][] = ['mail.put', 'reminder.put']

/** The desk's side of the endpoint: `syncContract`. */
export function makeSyncRouter(endpoint: EndpointContext) {
  const os = implement(syncContract).$context<SyncRequest>()

  function checkProtocol(request: SyncRequest, errors: Pick<Refusals, 'PROTOCOL_UNSUPPORTED'>): void {
    if (SUPPORTED.some((version) => String(version) === request.protocol)) return
    throw errors.PROTOCOL_UNSUPPORTED({ data: { supported: SUPPORTED } })
  }

  async function knownDesk(request: SyncRequest, errors: Refusals): Promise<Desk> {
    checkProtocol(request, errors)
    const desk = request.deskToken === null ? null : await findDesk(endpoint.db, hashToken(request.deskToken))
    if (!desk) throw errors.UNAUTHORIZED()
    return desk
  }

  /** A lower epoch is of a desk whose backup was restored elsewhere since; a higher one is adopted. */
  async function currentDesk(request: SyncRequest, errors: Refusals, epoch: number): Promise<Desk> {
    const desk = await knownDesk(request, errors)
    if (epoch < desk.epoch) throw errors.EPOCH_PASSED({ data: { epoch: desk.epoch } })
    if (epoch > desk.epoch) await raiseEpoch(endpoint.db, desk.clinicId, epoch)
    return { ...desk, epoch }
  }

  /** @param seen the newest event that the desk has committed */
  async function deskThatHasSeen(request: SyncRequest, errors: Refusals, epoch: number, seen: number): Promise<Desk> {
    const desk = await currentDesk(request, errors, epoch)
    if (seen > desk.lastSeq) await countBeyond(endpoint.db, desk.clinicId, seen)
    return desk
  }

  async function push(desk: Desk, item: OutboxItem): Promise<OutboxAnswer> {
    try {
      const isNew = await change(endpoint, desk.clinicId, (tx, _append, now) =>
        applyItem(tx, endpoint, desk, item, now),
      )
      return { id: item.id, answer: isNew ? 'applied' : 'duplicate' }
    } catch (error) {
      const reason = refusalOf(error)
      if (reason) return { id: item.id, answer: 'refused', reason }
      if (isDatabaseAway(error)) throw error
      endpoint.log.error({ item: item.id, kind: item.body.kind, ...errorFacts(error) }, 'outbox item failed')
      return { id: item.id, answer: 'refused', reason: 'internal' }
    }
  }

  return os.router({
    pair: os.pair.handler(async ({ input, context, errors }) => {
      checkProtocol(context, errors)
      const isAllowed = await isWithinLimit(endpoint, ['pair', context.address], { most: 20, within: 10 * MINUTE })
      if (!isAllowed.ok) throw errors.RATE_LIMITED()
      const { code, ...pairing } = input
      const isPaired = await endpoint.db
        .transaction()
        .execute((tx) =>
          pairClinic(tx, { ...pairing, codeHash: hashToken(normaliseCode(code) ?? code), now: endpoint.clock.now() }),
        )
      if (!isPaired) throw errors.PAIRING_CODE_INVALID()
      return { mailRecipient: endpoint.mailRecipient, portalUrl: endpoint.portalUrl() }
    }),

    hello: os.hello.handler(async ({ input, context, errors }) => {
      const { clinicId, epoch } = await currentDesk(context, errors, input.epoch)
      return {
        now: endpoint.clock.now(),
        mailRecipient: endpoint.mailRecipient,
        portalUrl: endpoint.portalUrl(),
        epoch,
        highestVersion: await highestVersion(endpoint.db, clinicId, epoch),
        anchor: await findAnchor(endpoint.db, clinicId),
      }
    }),

    push: os.push.handler(async ({ input, context, errors }) => {
      const desk = await currentDesk(context, errors, input.epoch)
      const answers: OutboxAnswer[] = []
      for (const item of input.items) answers.push(await push(desk, item))
      if (input.items.some(({ body }) => LEAVES_MAIL.includes(body.kind))) endpoint.pokeMail()
      return { answers }
    }),

    pull: os.pull.handler(async ({ input, context, errors }) => {
      const { clinicId } = await deskThatHasSeen(context, errors, input.epoch, input.after)
      return readEvents(endpoint.db, clinicId, input.after, input)
    }),

    acknowledge: os.acknowledge.handler(async ({ input, context, errors }) => {
      const { clinicId } = await deskThatHasSeen(context, errors, input.epoch, input.upTo)
      await deleteEvents(endpoint.db, clinicId, input.upTo)
      return {}
    }),

    blobBegin: os.blobBegin.handler(async ({ input, context, errors }) => {
      const { clinicId } = await knownDesk(context, errors)
      const begin = change(endpoint, clinicId, async (tx, _append, now) => {
        await lockStored(tx, clinicId)
        return { stored: await beginBlob(tx, clinicId, { ...input, linkId: null }, now) }
      })
      return begin.catch((error: unknown) => {
        throw error instanceof QuotaReachedError ? errors.QUOTA_REACHED() : error
      })
    }),

    knownTables: os.knownTables.handler(async ({ context, errors }) => {
      const { clinicId } = await knownDesk(context, errors)
      return { tables: await readKnownTables(endpoint.db, clinicId) }
    }),

    knownRows: os.knownRows.handler(async ({ input, context, errors }) => {
      const { clinicId } = await knownDesk(context, errors)
      return readKnownRows(endpoint.db, clinicId, input)
    }),

    wake: os.wake.handler(async ({ context, errors, signal }) => {
      const { clinicId } = await knownDesk(context, errors)
      return endpoint.wake.stream(clinicId, signal)
    }),
  })
}
