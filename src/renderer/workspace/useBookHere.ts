import type { PatientId } from '../../shared/domain/ids.ts'
import { newDraft } from '../frontDesk/booking/bookingAddress.ts'
import { useDeskStore } from '../state/ClientProvider.tsx'
import { useToday } from '../state/useToday.ts'

/** "New appointment" for the patient of this window, in this window: it works in every host. */
export function useBookHere(patientId: PatientId): () => void {
  const setBooking = useDeskStore((desk) => desk.setBooking)
  const today = useToday()
  return () => setBooking(newDraft(today, { patientId }))
}
