import type { AppointmentId, LinkId, PatientId } from '../../../../shared/domain/ids.ts'
import type { DoubtfulBecause } from '../../../../shared/domain/inboxFacts.ts'
import type { Told } from '../../../../shared/domain/telling.ts'
import type { LetterClaim } from '../../../../shared/envelope/pair.ts'
import type { AgeRecipient } from '../../../../shared/envelope/seal.ts'
import { composeMail } from '../../../../shared/mail/compose.ts'
import { asProgram, type CoreContext, type Tx } from '../../context.ts'
import { readClinic } from '../../db/clinic.ts'
import { findVisitToTell } from '../../db/booking.ts'
import type { LinkWithEmail } from '../../db/links.ts'
import { findMail, insertMail } from '../../db/mails.ts'
import { readOnlineBookingRow } from '../../db/onlineBooking.ts'
import { findPatient } from '../../db/patients.ts'
import { pairWith } from '../../pairs.ts'
import { letterMac } from '../../../../shared/envelope/pair.ts'
import { isSameMac } from '../../../../shared/envelope/secrets.ts'
import { appendAudit } from '../../services/audit.ts'
import { tellInbox } from '../../services/inboxItems.ts'
import { greetedAs, mailClinic, MAIL_LANGUAGE } from '../../services/mail/leaveMail.ts'
import type { Arrived } from '../inRoom.ts'

export type VisitEvent = Arrived<'visit.booked' | 'visit.moved' | 'visit.cancelled'>

/** R11.5: whether whoever has this key wrote the letter of an event. */
export async function isWrittenBy(
  tx: Tx,
  recipient: AgeRecipient | null,
  { linkId, kind, appointmentId, sealed, mac }: VisitEvent['body'],
): Promise<boolean> {
  const clinic = await readClinic(tx)
  const pair = recipient === null ? null : pairWith(clinic, recipient)
  const claim: LetterClaim = { clinicId: clinic.id, linkId, kind, id: appointmentId }
  return pair !== null && isSameMac(letterMac(pair, claim, sealed), mac)
}

/** R3.5: the access was taken away; not where another link of the same key took the place of this one. */
export function isTakenAway({ ended_at, ended_because }: LinkWithEmail): boolean {
  return ended_at !== null && ended_because !== 'merged' && ended_because !== 'heldAnew'
}

const ACTS = { 'visit.booked': 'booked', 'visit.moved': 'moved', 'visit.cancelled': 'cancelled' } as const

/** R11.5: shown as what it is, and nothing comes of it. Whoever sends many is bounded like any other sender (R11.6). */
export async function tellOfDoubt(
  tx: Tx,
  context: CoreContext,
  event: VisitEvent,
  doubt: {
    readonly because: DoubtfulBecause
    readonly patientId: PatientId | null
    readonly email: string | null
  },
): Promise<void> {
  const { kind, appointmentId, practitionerId, startsAt } = event.body
  const { because, patientId, email } = doubt
  await tellInbox(tx, context, {
    facts: { kind: 'bookingDoubtful', act: ACTS[kind], because, appointmentId, practitionerId, startsAt, email },
    patientId,
    receivedAt: event.at,
    eventSeq: event.seq,
    aside: { login: null, bytes: 0 },
  })
  await appendAudit(tx, asProgram(context), { action: 'appointment.doubtful', email: email ?? '' }, patientId)
}

/** R6.6: what the endpoint's own e-mail told the patient; null where none went. */
export function toldBy({ at, body }: VisitEvent, visit: Told['visit']): Told | null {
  const { mailId } = body
  return mailId === null ? null : { visit, how: 'email', at, by: null, mailId, before: null }
}

/**
 * R9.3: an e-mail that the endpoint wrote from public facts, so that Outbox knows what becomes of it. Its words here are those in which the
 * desk would say it again.
 */
export async function noteEndpointMail(
  tx: Tx,
  { at, body }: VisitEvent,
  about: {
    readonly to: string
    readonly patientId: PatientId
    readonly appointmentId: AppointmentId
  },
): Promise<void> {
  const { mailId } = body
  const visit = await findVisitToTell(tx, about.appointmentId)
  if (mailId === null || !visit || visit.status === 'cancelled' || (await findMail(tx, mailId))) return
  const patient = await findPatient(tx, about.patientId)
  const facts = {
    kind: 'confirmation',
    givenName: patient && greetedAs(patient),
    practitionerCalledName: visit.practitionerCalledName,
    visit,
    cutOffMinutes: (await readOnlineBookingRow(tx)).cut_off_minutes,
    forms: null,
  } as const
  const { to } = about
  const content = composeMail(mailClinic(await readClinic(tx)), facts, {
    ...{ id: mailId, to, language: MAIL_LANGUAGE, now: at },
  })
  await insertMail(tx, {
    id: mailId,
    patient_id: about.patientId,
    kind: 'confirmation',
    recipient_email: to,
    subject: content.subject,
    content_json: JSON.stringify(content),
    state: 'leaving',
    invitation_id: null,
    appointment_id: about.appointmentId,
    created_at: at,
    leaves_at: at,
    sent_at: null,
    failure_json: null,
    carries_link: 0,
    given_to_endpoint: 1,
  })
}

/** Null for nothing said. */
export function said(reason: string): string | null {
  const trimmed = reason.trim()
  return trimmed === '' ? null : trimmed
}

export type OnLink = { readonly linkId: LinkId; readonly patientId: PatientId }
