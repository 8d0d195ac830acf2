import { MessageId, PatientId, ThreadId, type LinkId } from '../../../../shared/domain/ids.ts'
import { SealedMessage } from '../../../../shared/domain/messages.ts'
import { closedSince } from '../../../../shared/domain/outOfHours.ts'
import type { Instant } from '../../../../shared/domain/time.ts'
import { asProgram, type CoreContext, type Tx } from '../../context.ts'
import { outOfHoursOf, readClinic, type ClinicRow } from '../../db/clinic.ts'
import { findLink, loginOf, type LinkWithEmail } from '../../db/links.ts'
import { findMerge } from '../../db/merging.ts'
import { findThread, hasAnsweredByItself, insertMessage, insertThread } from '../../db/messages.ts'
import { isFrom } from '../../pairs.ts'
import { appendAudit } from '../../services/audit.ts'
import { tellInbox } from '../../services/inboxItems.ts'
import { EventNotApplicable, passOver, type InRoom } from '../inRoom.ts'
import { markMessagesDue } from '../out/messagesPut.ts'
import { isTakenAway } from './onlineVisit.ts'

/**
 * R8.5: a patient's message is filed in its thread, and waits in the Inbox for an answer. What does not open, was not written by the
 * login that holds the link, or is about somebody else (R11.5), is filed in none and shown as that.
 */
export const messageSent: InRoom<'message.sent', SealedMessage> = {
  kind: 'message.sent',
  open: (body, opener) => opener(body.sealed, SealedMessage),
  apply: async (tx, context, event, opened) => {
    const { linkId, kind, messageId, sealed, mac } = event.body
    const link = await findLink(tx, linkId)
    if (!link) throw new EventNotApplicable('Unknown link')
    const clinic = await readClinic(tx)
    const patientId = PatientId.parse(link.patient_id)
    const isWritten = isFrom(clinic, link, { linkId, kind, id: messageId }, { sealed, mac })
    const isHeld = link.ended_at === null || !isTakenAway(link)
    const isAsSaid =
      opened !== 'unreadable' &&
      opened.messageId === messageId &&
      (opened.patientId === patientId || (await findMerge(tx, opened.patientId))?.chartId === patientId)
    const isFiled = isWritten && isHeld && isAsSaid
    const threadId = isFiled ? await file(tx, { letter: opened, link, linkId, patientId, at: event.at }) : null
    if (isFiled && threadId === null) return passOver(context, event, 'messageKnown')
    const isNew = await tellInbox(tx, context, {
      facts: {
        kind: 'message',
        email: link.email,
        messageId,
        threadId,
        subject: isFiled ? opened.subject : null,
        isReadable: opened !== 'unreadable',
        isFromHolder: isFiled || (isWritten && opened === 'unreadable'),
      },
      patientId,
      receivedAt: event.at,
      eventSeq: event.seq,
      aside: { login: isWritten ? loginOf(link) : null, bytes: isFiled ? Buffer.byteLength(opened.text) : 0 },
    })
    if (!isNew) return passOver(context, event, 'messageKnown')
    if (threadId === null) return ['inbox']
    await appendAudit(tx, asProgram(context), { action: 'message.received', email: link.email }, patientId)
    await answerByItself(tx, context, { clinic, threadId, linkId, at: event.at })
    await markMessagesDue(tx, context, patientId)
    return ['inbox', 'messages', 'patients']
  },
}

type Filing = {
  readonly letter: SealedMessage
  readonly link: LinkWithEmail
  readonly linkId: LinkId
  readonly patientId: PatientId
  readonly at: Instant
}

/** In the thread that it names where that is this patient's, else in one of its own. @returns null where it is filed already */
async function file(tx: Tx, { letter, linkId, patientId, at }: Filing): Promise<ThreadId | null> {
  const { messageId: id, subject, text } = letter
  const named = await findThread(tx, letter.threadId)
  const isOurs = named?.patient_id === patientId
  const threadId = named && !isOurs ? ThreadId.parse(id) : letter.threadId
  if (!isOurs && (named === null || (await findThread(tx, threadId)) === null)) {
    await insertThread(tx, { id: threadId, patient_id: patientId, subject, begun_by_link_id: linkId, begun_at: at })
  }
  const row = { id, thread_id: threadId, written_by: 'patient', link_id: linkId, staff_id: null, text, at } as const
  return (await insertMessage(tx, row)) ? threadId : null
}

/** Once while the clinic is closed, in each thread. */
async function answerByItself(
  tx: Tx,
  context: CoreContext,
  {
    clinic,
    threadId,
    linkId,
    at,
  }: { readonly clinic: ClinicRow; readonly threadId: ThreadId; readonly linkId: LinkId; readonly at: Instant },
): Promise<void> {
  const answer = outOfHoursOf(clinic)
  const since = answer && closedSince(answer, at, clinic.time_zone)
  if (answer === null || since === null || (await hasAnsweredByItself(tx, threadId, linkId, since))) return
  await insertMessage(tx, {
    id: MessageId.parse(context.ids()),
    ...{ thread_id: threadId, written_by: 'outOfHours', link_id: linkId, staff_id: null, text: answer.text, at },
  })
}
