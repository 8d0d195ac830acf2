import type { WaitingEntry, WaitingWishes } from '../../../shared/contract/desk/waitingList.ts'
import { AppointmentId, WaitingEntryId, type PatientId } from '../../../shared/domain/ids.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import { offerMac, type OfferAnswer } from '../../../shared/envelope/offers.ts'
import { readClinic } from '../db/clinic.ts'
import { findOffer } from '../db/waitingList.ts'
import { book, setStatus, TEN } from './deskActs.ts'
import type { MemoryEndpoint } from './memoryEndpoint.ts'
import type { TestClinic } from './openClinic.ts'

/** Any time of anyone, for half an hour. */
export function wishesOf(clinic: TestClinic, changes: Partial<WaitingWishes> = {}): WaitingWishes {
  return {
    serviceId: clinic.services.consultation.id,
    practitionerId: null,
    weekdays: [],
    parts: [],
    fromOn: null,
    untilOn: null,
    isUrgent: false,
    insteadOfId: null,
    ...changes,
  }
}

export function waitFor(
  clinic: TestClinic,
  patientId: PatientId,
  changes: Partial<WaitingWishes> = {},
): Promise<WaitingEntry> {
  const id = WaitingEntryId.parse(clinic.ids())
  return clinic.client.waitingList.add({ id, patientId, ...wishesOf(clinic, changes) })
}

/** Somebody had that time, and cancelled. */
export async function freeTime(clinic: TestClinic, startsAt: Instant = TEN): Promise<AppointmentId> {
  const { id: patientId } = await clinic.addPatient('Maya Lindqvist')
  const { id } = await book(clinic, patientId, { startsAt, tell: false })
  await setStatus(clinic, id, 'cancelled')
  return id
}

/** An offer of what is free at ten. */
export function offer(clinic: TestClinic, entryId: WaitingEntryId, startsAt: Instant = TEN) {
  const id = AppointmentId.parse(clinic.ids())
  return clinic.client.waitingList.offer({ id, entryId, practitionerId: clinic.people.lee.id, startsAt })
}

/** What the person behind an offer's link said, as the endpoint tells it. */
export async function answerOffer(
  clinic: TestClinic,
  endpoint: MemoryEndpoint,
  offerId: AppointmentId,
  answer: OfferAnswer,
): Promise<void> {
  const { db } = clinic.context
  const stored = await findOffer(db, offerId)
  if (!stored) throw new Error('No such offer')
  const { id: clinicId } = await readClinic(db)
  const { practitionerId, startsAt, secret } = stored
  const mac = offerMac(secret, { clinicId, offerId, practitionerId, startsAt, answer })
  endpoint.tell({ kind: 'offer.answered', offerId, answer, mac })
  await clinic.core.sync.now()
}
