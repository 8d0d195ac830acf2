import type { ChangeTopic } from '../../../../shared/contract/desk/session.ts'
import type { CoreContext, Tx } from '../../context.ts'
import { findLink } from '../../db/links.ts'
import type { OpenedEvent } from '../../sync/types.ts'
import { EventNotApplicable, tellInbox, type BodyOf } from './event.ts'

/**
 * R3.6: "Ask the clinic for full access" lands in the Inbox.
 * @throws EventNotApplicable for a link that this desk does not know
 */
export async function applyRequest(
  tx: Tx,
  context: CoreContext,
  event: OpenedEvent,
  { linkId }: BodyOf<'request.made'>,
): Promise<ChangeTopic[]> {
  const link = await findLink(tx, linkId)
  if (!link) throw new EventNotApplicable('Unknown link')
  const { opened } = event
  const isReadable = opened !== null && opened !== 'unreadable' && 'about' in opened
  await tellInbox(tx, context, event, {
    kind: 'request',
    patient_id: link.patient_id,
    title: isReadable ? `${link.email} asks for full access` : `A request of ${link.email} cannot be read`,
    message: isReadable && opened.message.trim() !== '' ? opened.message : null,
  })
  return ['inbox']
}
