import { PatientId } from '../../../../shared/domain/ids.ts'
import { SealedRequest } from '../../../../shared/domain/sealedLetters.ts'
import { readClinic } from '../../db/clinic.ts'
import { findLink } from '../../db/links.ts'
import { isFrom } from '../../pairs.ts'
import { tellInbox } from '../../services/inboxItems.ts'
import { EventNotApplicable, type InRoom } from '../inRoom.ts'

/** R3.6: "Ask the clinic for full access" lands in the Inbox; what the login did not write is shown as that (R11.5). */
export const requestMade: InRoom<'request.made', SealedRequest> = {
  kind: 'request.made',
  open: (body, opener) => opener(body.sealed, SealedRequest),
  apply: async (tx, context, event, opened) => {
    const link = await findLink(tx, event.body.linkId)
    if (!link) throw new EventNotApplicable('Unknown link')
    const { linkId, kind, requestId } = event.body
    const isFromHolder = isFrom(await readClinic(tx), link, { linkId, kind, id: requestId }, event.body)
    const message = opened === 'unreadable' ? '' : opened.message.trim()
    await tellInbox(tx, context, {
      facts: {
        kind: 'request',
        email: link.email,
        isReadable: opened !== 'unreadable',
        isFromHolder,
        message: message === '' ? null : message,
      },
      patientId: PatientId.parse(link.patient_id),
      receivedAt: event.at,
      eventSeq: event.seq,
    })
    return ['inbox']
  },
}
