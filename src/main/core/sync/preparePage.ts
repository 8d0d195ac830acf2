import type { SyncEvent } from '../../../shared/contract/events.ts'
import type { EventKind, SetAsideReason } from '../../../shared/domain/setAside.ts'
import type { Opener } from '../../../shared/envelope/opener.ts'
import type { CoreContext } from '../context.ts'
import { errorName } from '../errorName.ts'
import { OpeningFailed } from '../opening/openingThread.ts'
import type { PreparedEvent } from '../wire/inRoom.ts'
import { prepareEvent } from '../wire/inRooms.ts'
import type { Arrival } from './arrivals.ts'

/** What came, ready to be applied in its order; or to be set aside, where that is all that can be done. */
export type Prepared = {
  readonly seq: number
  readonly kind: EventKind | null
  /** As it came, its envelope closed. */
  readonly json: () => string
  /** Or why nothing can be done but to set it aside. */
  readonly apply: PreparedEvent['apply'] | SetAsideReason
}

/** Opens the envelopes of a page, before any transaction. */
export async function preparePage(context: CoreContext, arrivals: readonly Arrival[]): Promise<Prepared[]> {
  const opener = await context.openings.opener()
  return Promise.all(
    arrivals.map(async (arrival): Promise<Prepared> => {
      const { seq, event } = arrival
      if (event === null) {
        const { json, reason } = arrival
        context.log('error', 'sync.eventSetAside', { seq, reason })
        return { seq, kind: arrival.kind, json: () => json, apply: reason }
      }
      return {
        seq,
        kind: event.body.kind,
        json: () => JSON.stringify(event),
        apply: await applyOf(context, event, opener),
      }
    }),
  )
}

/** An event at which opening itself broke is set aside alone; the others were opened by then. */
async function applyOf(context: CoreContext, event: SyncEvent, opener: Opener): Promise<Prepared['apply']> {
  try {
    return (await prepareEvent(event, opener, context.log)).apply
  } catch (cause) {
    if (!(cause instanceof OpeningFailed)) throw cause
    context.log('error', 'sync.eventSetAside', { seq: event.seq, reason: 'notOpened', error: errorName(cause) })
    return 'notOpened'
  }
}
