import type { BookingDraft } from '../../state/deskStore.ts'

export type BookingField = 'patient' | 'service' | 'practitioner' | 'day' | 'time'

/**
 * R10.4: where a receptionist goes on after a field, by Enter or by a choice. To the first one that lacks something; the
 * day, which is never empty, comes before a time that is still to be said, and after the day the time in any case. To the
 * button that saves where nothing lacks.
 */
export function nextField(
  draft: Pick<BookingDraft, 'patientId' | 'serviceId' | 'practitionerId' | 'at'>,
  left: BookingField | null,
): BookingField | 'act' {
  if (left === 'day') return 'time'
  if (!draft.patientId && left !== 'patient') return 'patient'
  if (!draft.serviceId && left !== 'service') return 'service'
  if (!draft.practitionerId && left !== 'practitioner') return 'practitioner'
  if (draft.at.trim() === '' && left !== 'time') return 'day'
  return 'act'
}
