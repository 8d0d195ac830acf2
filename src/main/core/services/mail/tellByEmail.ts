import type { Leaving } from '../../../../shared/contract/desk/outbox.ts'
import { assertNever } from '../../../../shared/domain/assertNever.ts'
import { InvitationId, type AppointmentId } from '../../../../shared/domain/ids.ts'
import {
  isInTime,
  isTold,
  tellingOf,
  toBefore,
  toTell,
  withoutMail,
  type TellingKind,
  type Told,
} from '../../../../shared/domain/telling.ts'
import { MINUTE, minutesBetween, plusMilliseconds } from '../../../../shared/domain/time.ts'
import type { MailForms } from '../../../../shared/mail/formsPieces.ts'
import type { LetterFacts } from '../../../../shared/mail/letters.ts'
import type { CoreContext, Tx, Witness } from '../../context.ts'
import { findVisitToTell, type VisitToTell } from '../../db/booking.ts'
import { listAssignmentsOfVisit, listFormsToFill } from '../../db/forms.ts'
import { findInvitation, type InvitationRow } from '../../db/invitations.ts'
import { findMail } from '../../db/mails.ts'
import { readOnlineBookingRow } from '../../db/onlineBooking.ts'
import { findOutboxRowAbout } from '../../db/outbox.ts'
import { findPatient } from '../../db/patients.ts'
import { noteTold } from '../../db/visitChanges.ts'
import { claimPut } from '../../wire/out/claimPut.ts'
import { mailForms } from '../invitations/formInvitations.ts'
import { failure } from '../serviceError.ts'
import { greetedAs, isPaired, leaveMail } from './leaveMail.ts'
import { decide, readdress } from './readdress.ts'

/**
 * R6.6, R9.1: leaves the one e-mail that tells a patient how their visit stands: a confirmation, with the forms that are to be
 * filled in; a change; a cancellation. From that moment they count as told of it, until it is taken back. Of a time that is not
 * answered for yet it waits for the answer (R6.4).
 * @throws ServiceError NOT_FOUND, NOT_PAIRED, EMAIL_MISSING, VISIT_OVER where it would come too late
 */
export async function tellByEmail(tx: Tx, acting: Telling, id: AppointmentId): Promise<Leaving> {
  const weighed = await weigh(tx, acting, id)
  if ('obstacle' in weighed) throw failure(weighed.obstacle)
  return leaveTelling(tx, acting, weighed)
}

/** The same where there is something to tell, and an e-mail can tell it; else nothing, and null. */
export async function tellByEmailIfPossible(tx: Tx, acting: Telling, id: AppointmentId): Promise<Leaving | null> {
  const weighed = await weigh(tx, acting, id)
  if ('obstacle' in weighed || isTold(weighed.visit, weighed.visit.told, acting.clock.now())) return null
  return leaveTelling(tx, acting, weighed)
}

/** Whoever acts, or the program itself. */
export type Telling = CoreContext & Witness

export type Tellable = {
  readonly visit: VisitToTell
  readonly givenName: string | null
  readonly email: string
  readonly before: Told | null
}
type Weighed = Tellable | { readonly obstacle: 'NOT_FOUND' | 'NOT_PAIRED' | 'EMAIL_MISSING' | 'VISIT_OVER' }

/** Whether an e-mail can tell of a visit as it stands, and to whom. */
export async function weigh(tx: Tx, acting: Telling, id: AppointmentId): Promise<Weighed> {
  const visit = await findVisitToTell(tx, id)
  const patient = visit && (await findPatient(tx, visit.patientId))
  if (!visit || !patient) return { obstacle: 'NOT_FOUND' }
  if (!(await isPaired(tx))) return { obstacle: 'NOT_PAIRED' }
  const { email } = patient
  if (email === null) return { obstacle: 'EMAIL_MISSING' }
  const before = await knownWithoutLost(tx, visit.told)
  if (!isInTime(visit, before?.visit ?? null, acting.clock.now())) return { obstacle: 'VISIT_OVER' }
  return { visit, givenName: greetedAs(patient), email, before }
}

async function leaveTelling(tx: Tx, acting: Telling, { visit, email, before, ...rest }: Tellable): Promise<Leaving> {
  const known = before?.visit ?? null
  const kind = tellingOf(visit, known)
  const invitation = kind === 'confirmation' ? await openFormsOf(tx, acting, visit, email) : null
  const forms = invitation && (await formsOf(tx, invitation))
  const { cut_off_minutes: cutOffMinutes } = await readOnlineBookingRow(tx)
  const facts = lettersOf(visit, { ...rest, known, forms, cutOffMinutes })[kind]
  const leaving = await leaveMail(tx, acting, facts, {
    to: email,
    patientId: visit.patientId,
    appointmentId: visit.id,
    invitationId: invitation && InvitationId.parse(invitation.id),
    afterId: visit.isUnconfirmed ? ((await findOutboxRowAbout(tx, claimPut.kind, visit.id))?.id ?? null) : null,
  })
  await noteTold(tx, visit.id, {
    ...{ visit: toTell(visit), how: 'email', at: acting.clock.now(), by: acting.actor?.staff.id ?? null },
    ...{ mailId: leaving.mailId, before: toBefore(before) },
  })
  return leaving
}

/** The invitation to a visit's forms, while there is something to fill in; it goes to this address from now on (R3.2). */
export async function openFormsOf(
  tx: Tx,
  acting: Telling,
  { id, patientId }: VisitToTell,
  email: string,
): Promise<InvitationRow | null> {
  const forms = await listAssignmentsOfVisit(tx, id)
  const invitationId = forms.find((form) => form.submitted_at === null)?.invitation_id
  const invitation = invitationId ? await findInvitation(tx, InvitationId.parse(invitationId)) : null
  if (!invitation || decide(acting, invitation).kind !== 'send') return null
  await readdress(tx, acting, invitation, patientId, email)
  return invitation
}

export async function formsOf(tx: Tx, invitation: InvitationRow): Promise<MailForms> {
  return mailForms(tx, invitation, await listFormsToFill(tx, InvitationId.parse(invitation.id)))
}

/** What of a visit is not as its patient knows it, and when they mean to come. */
export function changeOf(visit: Pick<VisitToTell, 'startsAt' | 'practitionerId'>, known: Told['visit']) {
  const knownStartsAt = known?.startsAt ?? visit.startsAt
  const isWithAnother = known !== null && known.practitionerId !== visit.practitionerId
  const what = knownStartsAt !== visit.startsAt ? 'time' : isWithAnother ? 'practitioner' : 'length'
  return { what, knownStartsAt } as const
}

/** What each e-mail about it would say. One that is off is named as the patient knows it. */
function lettersOf(
  { practitionerCalledName, ...visit }: VisitToTell,
  about: {
    readonly givenName: string | null
    readonly known: Told['visit']
    readonly forms: MailForms | null
    readonly cutOffMinutes: number
  },
): Readonly<{ [Kind in TellingKind]: Extract<LetterFacts, { kind: Kind }> }> {
  const { givenName, known, forms, cutOffMinutes } = about
  const startsAt = known?.startsAt ?? visit.startsAt
  const endsAt = plusMilliseconds(startsAt, minutesBetween(visit.startsAt, visit.endsAt) * MINUTE)
  return {
    confirmation: { kind: 'confirmation', givenName, practitionerCalledName, visit, cutOffMinutes, forms },
    change: { kind: 'change', givenName, practitionerCalledName, visit, cutOffMinutes, ...changeOf(visit, known) },
    cancellation: { kind: 'cancellation', givenName, visit: { ...visit, startsAt, endsAt } },
  }
}

/** What a patient knows but for an e-mail that did not arrive, or did not leave. */
async function knownWithoutLost(tx: Tx, told: Told | null): Promise<Told | null> {
  const mail = told?.mailId ? await findMail(tx, told.mailId) : null
  if (!mail) return told
  switch (mail.state) {
    case 'waiting':
    case 'leaving':
    case 'sent':
      return told
    case 'bounced':
    case 'failed':
    case 'unknown':
    case 'undone':
    case 'withdrawn':
      return told && withoutMail(told)
    default:
      return assertNever(mail.state)
  }
}

/** Whether an e-mail that said how a visit stood was taken back before it left. */
export async function isTakenBack(tx: Tx, told: Told | null): Promise<boolean> {
  const mail = told?.mailId ? await findMail(tx, told.mailId) : null
  return mail?.state === 'undone'
}
