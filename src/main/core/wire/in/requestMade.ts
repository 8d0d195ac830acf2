import { PatientId } from '../../../../shared/domain/ids.ts'
import { SealedRequest } from '../../../../shared/domain/sealedLetters.ts'
import { findLink } from '../../db/links.ts'
import { tellInbox } from '../../services/inboxItems.ts'
import { EventNotApplicable, type InRoom } from '../inRoom.ts'

/** R3.6: "Ask the clinic for full access" lands in the Inbox. */
export const requestMade: InRoom<'request.made', SealedRequest> = {
  kind: 'request.made',
  open: (body, opener) => opener(body.sealed, SealedRequest),
  apply: async (tx, context, event, opened) => {
    const link = await findLink(tx, event.body.linkId)
    if (!link) throw new EventNotApplicable('Unknown link')
    const message = opened === 'unreadable' ? '' : opened.message.trim()
    await tellInbox(tx, context, {
      facts: {
        kind: 'request',
        email: link.email,
        isReadable: opened !== 'unreadable',
        message: message === '' ? null : message,
      },
      patientId: PatientId.parse(link.patient_id),
      receivedAt: event.at,
      eventSeq: event.seq,
    })
    return ['inbox']
  },
}
