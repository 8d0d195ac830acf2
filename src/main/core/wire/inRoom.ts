import type { ChangeTopic } from '../../../shared/contract/desk/session.ts'
import type { EventBody, SyncEvent } from '../../../shared/contract/events.ts'
import { EnvelopeError } from '../../../shared/envelope/envelopeError.ts'
import type { Opener } from '../../../shared/envelope/opener.ts'
import type { CoreContext, Tx } from '../context.ts'

export type BodyOf<Kind extends EventBody['kind']> = Extract<EventBody, { kind: Kind }>
export type Arrived<Kind extends EventBody['kind']> = Omit<SyncEvent, 'body'> & { readonly body: BodyOf<Kind> }

/** An event with a patient's own words whose link or form this desk does not know: to be kept, and tried again. */
export class EventNotApplicable extends Error {
  override readonly name = 'EventNotApplicable'
}

/**
 * All there is to one event: what its envelope opens to, and what it does at the desk. A new event is one such file, and
 * a line in `inRooms.ts`.
 *
 * An event about something that this desk does not know is logged and passed over, except where a patient's own words
 * would be lost with it: those reject with {@link EventNotApplicable}, so that the event is kept and tried again.
 */
export type InRoom<Kind extends EventBody['kind'], Opened> = {
  readonly kind: Kind
  /** Before any transaction; absent where there is no envelope. */
  readonly open?: (body: BodyOf<Kind>, opener: Opener) => Promise<Opened>
  /**
   * In the transaction that moves the cursor. `opened` is `'unreadable'` where the envelope does not open with the
   * clinic's identity or holds something else: such an event is applied as what it is and never blocks those after it.
   * @returns what changed
   */
  readonly apply: (
    tx: Tx,
    context: CoreContext,
    event: Arrived<Kind>,
    opened: Opened | 'unreadable',
  ) => Promise<readonly ChangeTopic[]>
}

/** An event that is ready to be applied, its envelope opened. */
export type PreparedEvent = {
  readonly event: SyncEvent
  readonly apply: (tx: Tx, context: CoreContext) => Promise<readonly ChangeTopic[]>
}

/** Opens an event's envelope with its room. One that does not open is no error. */
export async function prepareIn<Kind extends EventBody['kind'], Opened>(
  room: InRoom<Kind, Opened>,
  event: Arrived<Kind>,
  opener: Opener,
  log: CoreContext['log'],
): Promise<PreparedEvent['apply']> {
  const opened = await openIn(room, event, opener, log)
  return (tx, context) => room.apply(tx, context, event, opened)
}

async function openIn<Kind extends EventBody['kind'], Opened>(
  room: InRoom<Kind, Opened>,
  event: Arrived<Kind>,
  opener: Opener,
  log: CoreContext['log'],
): Promise<Opened | 'unreadable'> {
  // Without an envelope there is nothing to open, and a room without `open` never looks at it.
  if (!room.open) return 'unreadable'
  try {
    return await room.open(event.body, opener)
  } catch (cause) {
    if (!(cause instanceof EnvelopeError)) throw cause
    log('warn', 'wire.eventUnreadable', { seq: event.seq, eventId: event.id })
    return 'unreadable'
  }
}

/** An event about something this desk does not know, or that says nothing new: noted by its ids, and passed over. */
export function passOver(
  context: Pick<CoreContext, 'log'>,
  event: Pick<SyncEvent, 'seq'> & { readonly body: Pick<EventBody, 'kind'> },
  because: string,
): ChangeTopic[] {
  context.log('warn', 'wire.eventPassedOver', { seq: event.seq, kind: event.body.kind, because })
  return []
}
