import { PatientId } from '../../../../shared/domain/ids.ts'
import { SealedFile } from '../../../../shared/domain/sealedLetters.ts'
import { asProgram } from '../../context.ts'
import { readClinic } from '../../db/clinic.ts'
import { insertFile } from '../../db/files.ts'
import { findLink, loginOf } from '../../db/links.ts'
import { isFrom } from '../../pairs.ts'
import { appendAudit } from '../../services/audit.ts'
import { tellInbox } from '../../services/inboxItems.ts'
import { enqueue } from '../enqueue.ts'
import { EventNotApplicable, passOver, type InRoom } from '../inRoom.ts'
import { blobEnd } from '../out/blobEnd.ts'
import { markRecordsDue } from '../out/recordsPut.ts'

/**
 * R8.3: a file that a patient sent waits in the Inbox; its bytes are fetched beside everything else. What does not open, or was
 * not sent by the login that holds the link, is shown as that and never fetched (R11.5).
 */
export const fileSent: InRoom<'file.sent', SealedFile> = {
  kind: 'file.sent',
  open: (body, opener) => opener(body.sealed, SealedFile),
  apply: async (tx, context, event, opened) => {
    const { linkId, kind, blobId } = event.body
    const link = await findLink(tx, linkId)
    if (!link) throw new EventNotApplicable('Unknown link')
    const isWritten = isFrom(await readClinic(tx), link, { linkId, kind, id: blobId }, event.body)
    const patientId = PatientId.parse(link.patient_id)
    const told = { patientId, receivedAt: event.at, eventSeq: event.seq }
    const { email } = link
    const isMeant = opened !== 'unreadable' && opened.blobId === blobId
    if (!isMeant || !isWritten) {
      await enqueue(tx, context, blobEnd, { id: blobId })
      const because = isMeant ? 'notFromHolder' : 'unreadable'
      const aside = { login: isWritten ? loginOf(link) : null, bytes: 0 }
      await tellInbox(tx, context, { ...told, facts: { kind: 'uploadDoubtful', email, because }, aside })
      return ['inbox']
    }
    const { name, note, kind: fileKind, bytes, identity, sha256 } = opened
    const isNew = await insertFile(tx, {
      ...{ id: blobId, patient_id: patientId, link_id: link.id, name, note: note.trim(), kind: fileKind, bytes },
      ...{ identity, sha256, state: 'arriving', refused_because: null, is_at_endpoint: 1, received_at: event.at },
    })
    if (!isNew) return passOver(context, event, 'fileKnown')
    await tellInbox(tx, context, {
      ...told,
      facts: { kind: 'upload', fileId: blobId, email, name, fileKind, bytes, note: note.trim() || null },
      // The file itself stays at the endpoint while too much of this link waits here.
      aside: { login: loginOf(link), bytes: 0 },
    })
    await appendAudit(tx, asProgram(context), { action: 'file.received', name, email }, patientId)
    await markRecordsDue(tx, context, patientId)
    return ['inbox', 'documents', 'patients']
  },
}
