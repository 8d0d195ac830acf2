import type { ChangeTopic } from '../../../../shared/contract/desk/session.ts'
import { LinkId, PatientId } from '../../../../shared/domain/ids.ts'
import type { DoubtfulBecause } from '../../../../shared/domain/inboxFacts.ts'
import { emailKey } from '../../../../shared/domain/people.ts'
import { SealedBooking, type TypedPerson } from '../../../../shared/domain/sealedLetters.ts'
import { MINUTE, plusMilliseconds } from '../../../../shared/domain/time.ts'
import { asProgram, type CoreContext, type Tx } from '../../context.ts'
import { findService, findStaff, insertAppointment, type ServiceRow } from '../../db/booking.ts'
import { noteClaim } from '../../db/claims.ts'
import { findLink, insertLink, insertLogin, type LinkWithEmail } from '../../db/links.ts'
import { readOnlineBookingRow } from '../../db/onlineBooking.ts'
import { findPatient, insertPatient } from '../../db/patients.ts'
import { findChangeable, toldJson } from '../../db/visitChanges.ts'
import { appendAudit } from '../../services/audit.ts'
import { tellInbox } from '../../services/inboxItems.ts'
import { noteIfRunsInto } from '../../services/online/clashes.ts'
import { enqueue } from '../enqueue.ts'
import { EventNotApplicable, passOver, type Arrived, type InRoom } from '../inRoom.ts'
import { claimPut } from '../out/claimPut.ts'
import { linkMove } from '../out/linkMove.ts'
import { markRecordsDue } from '../out/recordsPut.ts'
import { loginOf } from './invitationRedeemed.ts'
import { isTakenAway, isWrittenBy, noteEndpointMail, said, tellOfDoubt, toldBy, type OnLink } from './onlineVisit.ts'

type Booked = Arrived<'visit.booked'>
const TOPICS: readonly ChangeTopic[] = ['appointments', 'inbox', 'patients', 'links', 'outbox']

/**
 * R6.3, R6.5: a visit that a patient booked. Whom the login does not hold yet is a provisional patient with a limited link, which sees
 * this booking and nothing else (R3.2). What the endpoint says is held against the patient's own letter (R11.5).
 */
export const visitBooked: InRoom<'visit.booked', SealedBooking> = {
  kind: 'visit.booked',
  open: (body, opener) => opener(body.sealed, SealedBooking),
  apply: async (tx, context, event, opened) => {
    const { body } = event
    if (await findChangeable(tx, body.appointmentId)) return passOver(context, event, 'appointmentKnown')
    const service = await findService(tx, body.serviceId)
    if (!service || !(await findStaff(tx, body.practitionerId))) throw new EventNotApplicable('Unknown service')
    const link = await findLink(tx, body.linkId)
    if (!link && !body.isNewLink) throw new EventNotApplicable('Unknown link')
    const isFromHolder = await isWrittenBy(tx, link ? link.proven_recipient : body.loginRecipient, body)
    const holds = heldAgainst(opened, event, { isFromHolder, link })
    const patientId = link && PatientId.parse(link.patient_id)
    if (holds.because !== null) {
      await tellOfDoubt(tx, context, event, { because: holds.because, patientId, email: body.loginEmail })
      return TOPICS
    }
    const on = patientId ? { linkId: body.linkId, patientId } : await newPerson(tx, context, event, holds)
    // Whoever holds the link, or wrote the letter: what the endpoint calls them is nobody's word.
    const email = link?.email ?? holds.letter.email
    await insertVisit(tx, context, event, { ...on, service })
    await noteEndpointMail(tx, event, { to: email, appointmentId: body.appointmentId, patientId: on.patientId })
    const isAwaited = await isToBeApproved(tx, body)
    const isNew = (await findPatient(tx, on.patientId))?.standing === 'provisional'
    if (isNew || isAwaited) {
      await tellInbox(tx, context, {
        facts: {
          ...{ kind: 'booking', appointmentId: body.appointmentId, linkId: on.linkId, email, isNew },
          ...{ reason: said(holds.letter.reason), hasBeenHere: holds.letter.hasBeenHere, isAwaited },
        },
        patientId: on.patientId,
        receivedAt: event.at,
        eventSeq: event.seq,
      })
    }
    await noteIfRunsInto(tx, context, body.appointmentId)
    await appendAudit(tx, asProgram(context), { action: 'appointment.bookedOnline', email }, on.patientId)
    await markRecordsDue(tx, context, on.patientId)
    return TOPICS
  },
}

type Held =
  | { readonly because: DoubtfulBecause }
  | { readonly because: null; readonly letter: SealedBooking; readonly person: TypedPerson | null }

/** Why nothing comes of it, or what the patient wrote, where all holds. */
function heldAgainst(
  opened: SealedBooking | 'unreadable',
  { body }: Booked,
  { isFromHolder, link }: { readonly isFromHolder: boolean; readonly link: LinkWithEmail | null },
): Held {
  if (opened === 'unreadable') return { because: 'unreadable' }
  if (!isFromHolder) return { because: 'notFromHolder' }
  if (link && isTakenAway(link)) return { because: 'accessEnded' }
  const isSameVisit =
    opened.appointmentId === body.appointmentId &&
    opened.serviceId === body.serviceId &&
    opened.practitionerId === body.practitionerId &&
    opened.startsAt === body.startsAt
  const { person } = opened
  // Whose login it is is known of a link that stands.
  const isSamePerson = link ? person === null : person !== null && emailKey(opened.email) === emailKey(body.loginEmail)
  return isSameVisit && isSamePerson ? { because: null, letter: opened, person } : { because: 'mismatch' }
}

/** R6.3: the clinic says yes first where its own rule says so, whatever the endpoint made of that. */
async function isToBeApproved(tx: Tx, { isAwaited }: Booked['body']): Promise<boolean> {
  return isAwaited || (await readOnlineBookingRow(tx)).is_approved_first === 1
}

/** DESIGN, "a person before a chart". An id that is another patient's here is replaced, and the endpoint is told so. */
async function newPerson(
  tx: Tx,
  context: CoreContext,
  event: Booked,
  { letter, person }: Extract<Held, { because: null }>,
): Promise<OnLink> {
  const { body, at } = event
  const isFree = (await findPatient(tx, body.patientId)) === null
  const patientId = isFree ? body.patientId : PatientId.parse(context.ids())
  if (!person) throw new Error('A new link is of somebody who is named')
  await insertPatient(tx, patientId, { ...person, email: letter.email }, null, at, { standing: 'provisional' })
  const loginId = await loginOf(tx, context, body)
  const email = { email: letter.email, email_key: emailKey(letter.email) }
  await insertLogin(tx, { id: loginId, ...email, recipient: body.loginRecipient, first_seen_at: at })
  await insertLink(tx, {
    id: body.linkId,
    login_id: loginId,
    patient_id: patientId,
    level: 'limited',
    proven_recipient: body.loginRecipient,
    since_at: at,
    ended_at: null,
    ended_because: null,
    end_reason: null,
  })
  if (!isFree) await enqueue(tx, context, linkMove, { id: LinkId.parse(body.linkId) })
  return { linkId: body.linkId, patientId }
}

/** As long as the service is here: the claim is put right where the endpoint took another length. */
async function insertVisit(
  tx: Tx,
  context: CoreContext,
  event: Booked,
  { linkId, patientId, service }: OnLink & { readonly service: ServiceRow },
): Promise<void> {
  const { body } = event
  const { appointmentId: id, practitionerId, startsAt } = body
  const endsAt = plusMilliseconds(startsAt, service.minutes * MINUTE)
  const now = context.clock.now()
  await insertAppointment(tx, {
    id,
    patient_id: patientId,
    practitioner_id: practitionerId,
    service_id: service.id,
    service_name: service.name,
    starts_at: startsAt,
    ends_at: endsAt,
    status: 'booked',
    status_at: event.at,
    booked_by_link_id: linkId,
    overbook_reason: null,
    // What counts its changes is signed with each (R11.5).
    sequence: 0,
    changed_at: now,
    changed_by: null,
    created_by: null,
    created_at: event.at,
    told_json: toldJson(toldBy(event, { startsAt, practitionerId })),
    is_awaited: (await isToBeApproved(tx, body)) ? 1 : 0,
  })
  await noteClaim(tx, id, null)
  if (endsAt !== body.endsAt) await enqueue(tx, context, claimPut, { id })
}
