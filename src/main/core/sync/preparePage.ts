import type { EventKind, SetAsideReason } from '../../../shared/domain/setAside.ts'
import { makeOpener } from '../../../shared/envelope/opener.ts'
import type { CoreContext } from '../context.ts'
import { readClinic } from '../db/clinic.ts'
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
  const { identity } = await readClinic(context.db)
  const opener = await makeOpener(identity)
  return Promise.all(
    arrivals.map(async (arrival): Promise<Prepared> => {
      const { seq, event } = arrival
      if (event === null) {
        const { json, reason } = arrival
        context.log('error', 'sync.eventSetAside', { seq, reason })
        return { seq, kind: arrival.kind, json: () => json, apply: reason }
      }
      const { apply } = await prepareEvent(event, opener, context.log)
      return { seq, kind: event.body.kind, json: () => JSON.stringify(event), apply }
    }),
  )
}
