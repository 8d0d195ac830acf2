import { LinkId, PatientId } from '../../../../shared/domain/ids.ts'
import { SealedOpening } from '../../../../shared/domain/sealedLetters.ts'
import { asProgram } from '../../context.ts'
import { readClinic } from '../../db/clinic.ts'
import { findDocument, insertOpening } from '../../db/documents.ts'
import { findLink } from '../../db/links.ts'
import { isFrom } from '../../pairs.ts'
import { appendAudit } from '../../services/audit.ts'
import { passOver, type InRoom } from '../inRoom.ts'

/** R8.2: "opened at 14:03", by the endpoint's clock, once for each holder; of what nobody known says nothing is noted (R11.5). */
export const documentOpened: InRoom<'document.opened', SealedOpening> = {
  kind: 'document.opened',
  open: (body, opener) => opener(body.sealed, SealedOpening),
  apply: async (tx, context, event, opened) => {
    const { linkId, kind, openingId } = event.body
    const link = await findLink(tx, linkId)
    if (!link) return passOver(context, event, 'linkUnknown')
    if (opened === 'unreadable') return passOver(context, event, 'unreadable')
    if (!isFrom(await readClinic(tx), link, { linkId, kind, id: openingId }, event.body)) {
      return passOver(context, event, 'notFromHolder')
    }
    const document = await findDocument(tx, opened.documentId)
    if (!document || document.patient_id !== link.patient_id) return passOver(context, event, 'documentUnknown')
    if (!(await insertOpening(tx, opened.documentId, LinkId.parse(link.id), event.at))) return []
    const { title } = document
    const patientId = PatientId.parse(link.patient_id)
    await appendAudit(tx, asProgram(context), { action: 'document.opened', title, email: link.email }, patientId)
    return ['documents']
  },
}
