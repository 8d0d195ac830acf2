import { PatientId, type LinkId } from '../../../../shared/domain/ids.ts'
import { emailKey } from '../../../../shared/domain/people.ts'
import type { InboxFacts } from '../../../../shared/domain/inboxFacts.ts'
import { SealedRequest } from '../../../../shared/domain/sealedLetters.ts'
import { readClinic } from '../../db/clinic.ts'
import { asProgram } from '../../context.ts'
import { findLink, loginOf, updateLink, updateLogin } from '../../db/links.ts'
import { isFrom } from '../../pairs.ts'
import { appendAudit } from '../../services/audit.ts'
import { tellInbox } from '../../services/inboxItems.ts'
import { addAsked, weighAsking } from '../../services/waitingList/askedOnline.ts'
import { enqueue } from '../enqueue.ts'
import { linkEnd } from '../out/linkEnd.ts'
import { settleWaiting } from '../waitingPlace.ts'
import { markRecordsDue } from '../out/recordsPut.ts'
import { EventNotApplicable, passOver, type InRoom } from '../inRoom.ts'
import { isTakenAway } from './onlineVisit.ts'

function proposalFacts(
  { changes, saw }: Extract<SealedRequest, { about: 'profile' }>,
  about: { readonly byLinkId: LinkId; readonly email: string; readonly isFromHolder: boolean },
): InboxFacts {
  return { kind: 'profile', ...about, changes, saw, outcome: {} }
}

/**
 * R3.6: "Ask the clinic for full access" lands in the Inbox, once however often it is brought. What the login did not write,
 * or wrote for another of its patients, is shown as that (R11.5). R8.4: so do proposals to change a person's details. R3.5: the link of whoever deleted their login ends. R4.8: a login goes by the address
 * that its holder took. R6.2: whoever asks to be on the waiting list is there from now on.
 */
export const requestMade: InRoom<'request.made', SealedRequest> = {
  kind: 'request.made',
  open: (body, opener) => opener(body.sealed, SealedRequest),
  apply: async (tx, context, event, opened) => {
    const link = await findLink(tx, event.body.linkId)
    if (!link) throw new EventNotApplicable('Unknown link')
    const { linkId, kind, requestId } = event.body
    const isWritten = isFrom(await readClinic(tx), link, { linkId, kind, id: requestId }, event.body)
    const about = opened === 'unreadable' || opened.about === 'waiting' ? undefined : opened.patientId
    const isFromHolder = isWritten && (about === undefined || about === link.patient_id)
    const message = (opened === 'unreadable' ? '' : opened.message.trim()) || null
    const patientId = PatientId.parse(link.patient_id)
    const { email } = link
    const asked = isFromHolder && opened !== 'unreadable' && opened.about === 'waiting' ? opened : null
    const weighed = asked && (await weighAsking(tx, asked, patientId, isTakenAway(link)))
    const proposed = opened !== 'unreadable' && opened.about === 'profile' ? opened : null
    const leaving = opened !== 'unreadable' && opened.about === 'leave' ? opened : null
    const renamed = opened !== 'unreadable' && opened.about === 'newEmail' ? opened : null
    const isNew = await tellInbox(tx, context, {
      facts: weighed
        ? { kind: 'waitingAsked', email, message, ...weighed }
        : proposed
          ? proposalFacts(proposed, { byLinkId: linkId, email, isFromHolder })
          : leaving
            ? { kind: 'left', email, isFromHolder }
            : renamed
              ? { kind: 'newEmail', email: renamed.was, newEmail: renamed.email, isFromHolder }
              : { kind: 'request', email, isReadable: opened !== 'unreadable', isFromHolder, message },
      patientId,
      receivedAt: event.at,
      eventSeq: event.seq,
      requestId: isFromHolder ? requestId : null,
      aside: { login: isWritten ? loginOf(link) : null, bytes: 0 },
    })
    if (!isNew) return passOver(context, event, 'requestKnown')
    if (leaving && isFromHolder && link.ended_at === null) {
      await updateLink(tx, linkId, { ended_at: context.clock.now(), ended_because: 'holder' })
      await enqueue(tx, context, linkEnd, { id: linkId })
      await settleWaiting(tx, context, patientId, { unknown: [], known: [] })
      await appendAudit(tx, asProgram(context), { action: 'link.left', email }, patientId)
      await markRecordsDue(tx, context, patientId)
      return ['inbox', 'links', 'patients']
    }
    if (renamed && isFromHolder) {
      const { was, email: newEmail } = renamed
      await updateLogin(tx, link.login_id, { email: newEmail, email_key: emailKey(newEmail) })
      await appendAudit(tx, asProgram(context), { action: 'login.newEmail', email: was, newEmail }, patientId)
      await markRecordsDue(tx, context, patientId)
      return ['inbox', 'links', 'patients']
    }
    // Whoever proposed it sees that it has come.
    if (proposed && isFromHolder) await markRecordsDue(tx, context, patientId)
    if (!asked || weighed?.outcome !== 'added') return ['inbox']
    await addAsked(tx, context, asked, { patientId, email })
    return ['inbox', 'waitingList', 'patients']
  },
}
