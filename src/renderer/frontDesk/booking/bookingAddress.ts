import { PatientId, ServiceId, StaffId, type AppointmentId } from '../../../shared/domain/ids.ts'
import type { CalendarDay } from '../../../shared/domain/time.ts'
import { newId } from '../../format/newId.ts'
import type { BookingDraft } from '../../state/deskStore.ts'
import { formats } from '../../words/words.ts'
import { BY_ITSELF, repeatFromAddress, repeatToAddress } from './repeat.ts'

const BETWEEN = '~'

/** What a booking begins with; what is not known yet is left out. */
export type BookingStart = Partial<Pick<BookingDraft, 'patientId' | 'serviceId' | 'practitionerId' | 'repeat' | 'at'>>

/** A booking that was just begun, on that day. */
export function newDraft(on: CalendarDay, start: BookingStart): BookingDraft {
  return {
    id: newId<AppointmentId>(),
    patientId: null,
    serviceId: null,
    practitionerId: null,
    at: '',
    repeat: BY_ITSELF,
    ...start,
    chosenVisits: new Map(),
    on: formats.shortDate(on),
    formIds: null,
    isTold: true,
  }
}

/** A booking as it stands in the address: for whom, what, with whom, how often and when, so that it can be loaded again. */
export function toAddress({ patientId, serviceId, practitionerId, repeat, at }: BookingDraft): string {
  return [patientId, serviceId, practitionerId, repeatToAddress(repeat), at].map((part) => part ?? '').join(BETWEEN)
}

/** What of an address can be read; the rest is left for a person to fill in. */
export function fromAddress(text: string): BookingStart {
  const [patient, service, staff, repeat = '', ...at] = text.split(BETWEEN)
  return {
    patientId: PatientId.safeParse(patient).data ?? null,
    serviceId: ServiceId.safeParse(service).data ?? null,
    practitionerId: StaffId.safeParse(staff).data ?? null,
    repeat: repeatFromAddress(repeat),
    at: at.join(BETWEEN).slice(0, 20),
  }
}

/** Whether closing it would lose anything that a person typed or chose. */
export function isBookingTyped(draft: BookingDraft, start: BookingDraft | null): boolean {
  return (
    start !== null &&
    (toAddress(draft) !== toAddress(start) ||
      draft.chosenVisits !== start.chosenVisits ||
      draft.formIds !== start.formIds ||
      draft.isTold !== start.isTold ||
      (draft.emailToAdd?.typed ?? '') !== '')
  )
}
