import type { SyncEvent } from '../../../shared/contract/sync.ts'
import { SealedRequest, SealedSubmission } from '../../../shared/domain/visibility.ts'
import { EnvelopeError } from '../../../shared/envelope/envelopeError.ts'
import { makeOpener, type Opener } from '../../../shared/envelope/opener.ts'
import type { CoreContext } from '../context.ts'
import type { OpenedEvent } from './types.ts'

/** Opens the envelopes of a page, before any transaction. One that does not open is `'unreadable'`, never an error. */
export async function openEvents(context: CoreContext, events: readonly SyncEvent[]): Promise<OpenedEvent[]> {
  if (!events.some(({ body }) => 'sealed' in body)) return events.map((event) => ({ ...event, opened: null }))
  const { identity } = await context.db.selectFrom('clinic').select('identity').executeTakeFirstOrThrow()
  const opener = await makeOpener(identity)
  return Promise.all(events.map((event) => openEvent(context, event, opener)))
}

async function openEvent(context: CoreContext, event: SyncEvent, opener: Opener): Promise<OpenedEvent> {
  try {
    return { ...event, opened: await openBody(event.body, opener) }
  } catch (cause) {
    if (!(cause instanceof EnvelopeError)) throw cause
    context.log('warn', 'sync.eventUnreadable', { seq: event.seq, eventId: event.id })
    return { ...event, opened: 'unreadable' }
  }
}

function openBody(body: SyncEvent['body'], opener: Opener): Promise<OpenedEvent['opened']> {
  switch (body.kind) {
    case 'form.submitted':
      return opener(body.sealed, SealedSubmission)
    case 'request.made':
      return opener(body.sealed, SealedRequest)
    default:
      return Promise.resolve(null)
  }
}
