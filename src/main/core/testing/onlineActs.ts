import type { OnlineBooking } from '../../../shared/contract/desk/onlineBooking.ts'
import type { EventBody } from '../../../shared/contract/events.ts'
import { AppointmentId, LinkId, LoginId, MailId, PatientId } from '../../../shared/domain/ids.ts'
import type { SealedBooking, SealedVisitChange } from '../../../shared/domain/sealedLetters.ts'
import { CalendarDay, MINUTE, plusMilliseconds, type Instant } from '../../../shared/domain/time.ts'
import { letterMac, pairSecret } from '../../../shared/envelope/pair.ts'
import { makeIdentity, sealJson } from '../../../shared/envelope/seal.ts'
import { readClinic } from '../db/clinic.ts'
import { TEN } from './deskActs.ts'
import type { TestClinic } from './openClinic.ts'

/** The consultation alone may be booked online, with Dr Lee alone, and the clinic's page is open. */
export async function openSale(clinic: TestClinic, changes: Partial<OnlineBooking> = {}): Promise<void> {
  const { client, services, people } = clinic
  for (const { id, version } of await client.services.list()) {
    const isBookableOnline = id === services.consultation.id
    const offered = isBookableOnline ? { practitionerIds: [people.lee.id] } : {}
    await client.services.change({ id, seenVersion: version, changes: { isBookableOnline, ...offered } })
  }
  const { version } = await client.onlineBooking.get()
  await client.onlineBooking.save({ seenVersion: version, changes: { isOpen: true, ...changes } })
}

/** Somebody at home: a login with its key, who holds whom by which link. */
export async function makeBooker(clinic: TestClinic, email = 'benjamin@example.test') {
  const { identity, recipient } = await makeIdentity()
  return {
    ...{ identity, recipient, email },
    ...{
      loginId: LoginId.parse(clinic.ids()),
      linkId: LinkId.parse(clinic.ids()),
      patientId: PatientId.parse(clinic.ids()),
    },
  }
}
export type Booker = Awaited<ReturnType<typeof makeBooker>>

type Booked = Extract<EventBody, { kind: 'visit.booked' }>
type Wanted = {
  readonly id?: AppointmentId
  readonly startsAt?: Instant
  readonly letter?: Partial<SealedBooking>
  readonly body?: Partial<Booked>
}

/** "Benjamin Okafor, 2 May 1974" books half an hour with Dr Lee at ten, as the endpoint tells of it. */
export async function bookedOnline(clinic: TestClinic, booker: Booker, wanted: Wanted = {}): Promise<Booked> {
  const { id: appointmentId = AppointmentId.parse(clinic.ids()), startsAt = TEN } = wanted
  const { people, services } = clinic
  const letter: SealedBooking = {
    format: 1,
    ...{ appointmentId, serviceId: services.consultation.id, practitionerId: people.lee.id, startsAt },
    email: booker.email,
    person: {
      ...{
        givenName: 'Benjamin',
        familyName: 'Okafor',
        birthOn: CalendarDay.parse('1974-05-02'),
        phone: '604 555 0171',
      },
    },
    reason: 'Shoulder, since the fall',
    hasBeenHere: true,
    ...wanted.letter,
  }
  return {
    kind: 'visit.booked',
    ...{ appointmentId, linkId: booker.linkId, practitionerId: people.lee.id, serviceId: services.consultation.id },
    ...{ startsAt, endsAt: plusMilliseconds(startsAt, 30 * MINUTE), sequence: 0, mailId: MailId.parse(clinic.ids()) },
    ...{ patientId: booker.patientId, loginId: booker.loginId, loginEmail: booker.email },
    ...{ loginRecipient: booker.recipient, isNewLink: true, isAwaited: false },
    ...(await sealed(clinic, booker, 'visit.booked', appointmentId, letter)),
    ...wanted.body,
  }
}

type Changed = Extract<EventBody, { kind: 'visit.moved' | 'visit.cancelled' }>

/** The same person moves it, or with null cancels it. */
export async function changedOnline(
  clinic: TestClinic,
  booker: Booker,
  of: Booked,
  to: Instant | null,
  changes: { readonly letter?: Partial<SealedVisitChange>; readonly body?: Partial<Changed> } = {},
): Promise<Changed> {
  const { appointmentId, practitionerId } = of
  const kind = to === null ? 'visit.cancelled' : 'visit.moved'
  const letter: SealedVisitChange = {
    ...{ format: 1, appointmentId, seenSequence: of.sequence, reason: '' },
    to: to === null ? null : { practitionerId, startsAt: to },
    ...changes.letter,
  }
  const startsAt = to ?? of.startsAt
  return {
    kind,
    ...{
      appointmentId,
      linkId: booker.linkId,
      practitionerId,
      startsAt,
      endsAt: plusMilliseconds(startsAt, 30 * MINUTE),
    },
    ...{ sequence: of.sequence + 1, mailId: MailId.parse(clinic.ids()) },
    ...(await sealed(clinic, booker, kind, appointmentId, letter)),
    ...changes.body,
  }
}

async function sealed(
  clinic: TestClinic,
  booker: Booker,
  kind: 'visit.booked' | 'visit.moved' | 'visit.cancelled',
  id: AppointmentId,
  letter: SealedBooking | SealedVisitChange,
) {
  const { id: clinicId, recipient } = await readClinic(clinic.context.db)
  const envelope = await sealJson(letter, [recipient, booker.recipient])
  const pair = pairSecret(booker.identity, recipient, { clinic: recipient, login: booker.recipient })
  return { sealed: envelope, mac: letterMac(pair, { clinicId, linkId: booker.linkId, kind, id }, envelope) }
}
