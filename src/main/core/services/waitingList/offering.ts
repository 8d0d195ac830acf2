import type { Leaving } from '../../../../shared/contract/desk/outbox.ts'
import type { Offer } from '../../../../shared/contract/desk/waitingList.ts'
import { MailId, type AppointmentId, type StaffId, type WaitingEntryId } from '../../../../shared/domain/ids.ts'
import { Instant, MINUTE, minutesBetween, plusMilliseconds } from '../../../../shared/domain/time.ts'
import { isStandingOffer, offerStanding, offerUntil, whyNotMoved } from '../../../../shared/domain/waitingList.ts'
import { offerFragment } from '../../../../shared/envelope/offers.ts'
import { makeIdentity, type AgeIdentity } from '../../../../shared/envelope/seal.ts'
import type { Acting, Db, Tx } from '../../context.ts'
import { findStaff } from '../../db/booking.ts'
import { findMail } from '../../db/mails.ts'
import { readOnlineBookingRow } from '../../db/onlineBooking.ts'
import { findPatient } from '../../db/patients.ts'
import {
  findEntry,
  findOffer,
  findOfferOfMail,
  hasStandingOffer,
  insertOffer,
  listOffers,
  updateOffer,
  type WaitingOffer,
} from '../../db/waitingList.ts'
import { enqueue } from '../../wire/enqueue.ts'
import { offerEnd } from '../../wire/out/offerEnd.ts'
import { offerPut } from '../../wire/out/offerPut.ts'
import { appendAudit } from '../audit.ts'
import { checkTime } from '../bookingTime.ts'
import { greetedAs, leaveMail, portalOf } from '../mail/leaveMail.ts'
import { takeBack } from '../mail/takeBack.ts'
import { failure } from '../serviceError.ts'
import { findVisitToMove } from './visitToMove.ts'
import { requireWaiting, toOffer } from './waitingList.ts'

type Wanted = {
  readonly id: AppointmentId
  readonly entryId: WaitingEntryId
  readonly practitionerId: StaffId
  readonly startsAt: Instant
}

/**
 * R6.2: offers a time by e-mail, once the endpoint keeps it: without its answer nothing is offered. The same id again changes
 * nothing.
 * @throws ServiceError NOT_FOUND, EMAIL_MISSING, NOT_PAIRED, OFFERED_ALREADY, BEGINS_TOO_SOON, OUT_OF_THE_ORDINARY, TIME_TAKEN,
 * TIME_NOT_KEPT
 */
export async function offerTime(
  acting: Acting,
  wanted: Wanted,
): Promise<{ readonly offer: Offer; readonly leaving: Leaving | null }> {
  const { identity } = await makeIdentity()
  await acting.db.transaction().execute(async (tx) => {
    if (!(await findOffer(tx, wanted.id))) await leaveOffer(tx, acting, wanted, identity)
  })
  if ((await findOffer(acting.db, wanted.id))?.state === 'asking') await acting.askForTime(wanted.id)
  const state = await acting.db.transaction().execute((tx) => settle(tx, acting, wanted.id))
  acting.changes.publish('waitingList', 'outbox', 'appointments')
  acting.wakeSync()
  const offer = await readOffer(acting.db, acting, wanted.id)
  if (state === 'gone') {
    throw failure('TIME_TAKEN', { startsAt: offer.startsAt, endsAt: offer.endsAt, patientName: null, next: [] })
  }
  if (state === 'asking' || state === 'withdrawn') throw failure('TIME_NOT_KEPT')
  return { offer, leaving: await leavingOf(acting.db, wanted.id) }
}

async function leaveOffer(
  tx: Tx,
  acting: Acting,
  { id, entryId, practitionerId, startsAt }: Wanted,
  secret: AgeIdentity,
): Promise<void> {
  const entry = await requireWaiting(tx, entryId)
  const { origin, clinicId } = await portalOf(tx)
  const patient = await findPatient(tx, entry.patientId)
  if (!patient || patient.email === null) throw failure('EMAIL_MISSING')
  const now = acting.clock.now()
  if (await hasStandingOffer(tx, entryId, now)) throw failure('OFFERED_ALREADY')
  const { notice_minutes: noticeMinutes, offer_minutes: offerMinutes } = await readOnlineBookingRow(tx)
  const until = offerUntil({ startsAt, noticeMinutes, offerMinutes }, now)
  if (until === null) throw failure('BEGINS_TOO_SOON')
  const time = { practitionerId, serviceId: entry.serviceId, startsAt }
  const { insteadOfId } = entry
  const moved = insteadOfId && (await findVisitToMove(tx, insteadOfId, patient.id))
  const isMoved = moved && whyNotMoved(moved, entry, now) === null
  // It is as long as the visit that is to be moved there.
  const asked = isMoved ? plusMilliseconds(startsAt, minutesBetween(moved.startsAt, moved.endsAt) * MINUTE) : null
  const { endsAt } = await checkTime(tx, acting, { ...time, endsAt: asked, despite: [], overbookReason: null })
  await insertOffer(tx, {
    ...{ id, entry_id: entryId, practitioner_id: practitionerId, service_id: entry.serviceId },
    ...{ starts_at: startsAt, ends_at: endsAt, until_at: until, state: 'asking', secret, mail_id: null },
    ...{ offered_at: now, offered_by: acting.actor.staff.id, answered_at: null },
    instead_of: isMoved ? insteadOfId : null,
  })
  const insteadOfAt = isMoved ? moved.startsAt : null
  const facts = {
    kind: 'offer',
    ...{ givenName: greetedAs(patient), visit: { id, startsAt, endsAt, sequence: 0 }, until },
    practitionerCalledName: (await findStaff(tx, practitionerId))?.called_name ?? '',
    url: `${origin}/c/${clinicId}/offer#${offerFragment(secret, insteadOfAt)}`,
    insteadOfAt,
  } as const
  const afterId = await enqueue(tx, acting, offerPut, { id })
  const { mailId } = await leaveMail(tx, acting, facts, { to: patient.email, patientId: patient.id, afterId })
  await updateOffer(tx, id, { mail_id: mailId })
  await appendAudit(tx, acting, { action: 'waitingList.offered', startsAt, until }, patient.id)
}

/**
 * Without an answer nothing was offered: the e-mail does not leave, and an endpoint that heard of it all the same is told.
 * @returns how it stood when nobody waited any longer
 */
async function settle(tx: Tx, acting: Acting, id: AppointmentId): Promise<WaitingOffer['state']> {
  const offer = await findOffer(tx, id)
  if (!offer) throw failure('NOT_FOUND')
  if (offer.state === 'asking') await withdrawIn(tx, acting, offer)
  return offer.state
}

/** R6.2: its time is free again, unless it was taken before. Twice is once. @throws ServiceError NOT_FOUND */
export async function withdrawOffer(acting: Acting, { id }: { readonly id: AppointmentId }): Promise<Offer> {
  await acting.db.transaction().execute(async (tx) => {
    const offer = await findOffer(tx, id)
    if (!offer) throw failure('NOT_FOUND')
    await withdrawIn(tx, acting, offer)
  })
  acting.changes.publish('waitingList', 'outbox', 'appointments')
  acting.wakeSync()
  return readOffer(acting.db, acting, id)
}

/** R9.3: an e-mail that does not leave offers nothing. */
export async function withdrawWithMail(tx: Tx, acting: Acting, mailId: MailId): Promise<void> {
  const offer = await findOfferOfMail(tx, mailId)
  if (offer) await withdrawIn(tx, acting, offer)
}

export async function withdrawIn(tx: Tx, acting: Acting, offer: WaitingOffer): Promise<void> {
  const state = offerStanding(offer, acting.clock.now())
  if (!isStandingOffer(state)) return
  await updateOffer(tx, offer.id, { state: 'withdrawn', answered_at: acting.clock.now() })
  const mail = offer.mailId === null ? null : await findMail(tx, MailId.parse(offer.mailId))
  if (mail?.state === 'waiting') await takeBack(tx, acting, mail)
  await enqueue(tx, acting, offerEnd, { id: offer.id })
  const entry = await findEntry(tx, offer.entryId)
  await appendAudit(tx, acting, { action: 'waitingList.withdrawn', startsAt: offer.startsAt }, entry?.patientId ?? null)
}

async function readOffer(db: Db, { clock }: Pick<Acting, 'clock'>, id: AppointmentId): Promise<Offer> {
  const now = clock.now()
  const offer = (await listOffers(db, { now, since: now })).find((each) => each.id === id)
  if (!offer) throw failure('NOT_FOUND')
  return toOffer({ ...offer, state: offerStanding(offer, now) })
}

/** Until when its e-mail can be taken back. */
async function leavingOf(db: Db, id: AppointmentId): Promise<Leaving | null> {
  const mailId = (await findOffer(db, id))?.mailId ?? null
  const mail = mailId === null ? null : await findMail(db, MailId.parse(mailId))
  return mail && { mailId: MailId.parse(mail.id), leavesAt: Instant.parse(mail.leaves_at) }
}
