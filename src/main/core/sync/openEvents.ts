import type { SyncEvent } from '../../../shared/contract/sync.ts'
import { SealedRequest, SealedSubmission } from '../../../shared/domain/visibility.ts'
import { EnvelopeError, openJson, type AgeIdentity } from '../../../shared/envelope/seal.ts'
import type { CoreContext } from '../context.ts'
import type { OpenedEvent } from './types.ts'

/** Opens the envelopes of a page, before any transaction. One that does not open is `'unreadable'`, never an error. */
export async function openEvents(context: CoreContext, events: readonly SyncEvent[]): Promise<OpenedEvent[]> {
  if (!events.some(({ body }) => 'sealed' in body)) return events.map((event) => ({ ...event, opened: null }))
  const { identity } = await context.db.selectFrom('clinic').select('identity').executeTakeFirstOrThrow()
  return Promise.all(events.map((event) => openEvent(context, event, identity)))
}

async function openEvent(context: CoreContext, event: SyncEvent, identity: AgeIdentity): Promise<OpenedEvent> {
  try {
    return { ...event, opened: await openBody(event.body, identity) }
  } catch (cause) {
    if (!(cause instanceof EnvelopeError)) throw cause
    context.log('warn', 'sync.eventUnreadable', { seq: event.seq, eventId: event.id })
    return { ...event, opened: 'unreadable' }
  }
}

function openBody(body: SyncEvent['body'], identity: AgeIdentity): Promise<OpenedEvent['opened']> {
  switch (body.kind) {
    case 'form.submitted':
      return openJson(body.sealed, [identity], SealedSubmission)
    case 'request.made':
      return openJson(body.sealed, [identity], SealedRequest)
    default:
      return Promise.resolve(null)
  }
}
