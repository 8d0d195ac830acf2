import type { PatientId } from '../../shared/domain/ids.ts'
import { newId } from '../format/newId.ts'
import { useDeskStore } from '../state/ClientProvider.tsx'
import { useToday } from '../state/useToday.ts'
import { formats } from '../words/words.ts'

/** "New appointment" for the patient of this window, in this window: it works in every host. */
export function useBookHere(patientId: PatientId): () => void {
  const setBooking = useDeskStore((desk) => desk.setBooking)
  const today = useToday()
  return () =>
    setBooking({
      id: newId(),
      patientId,
      practitionerId: null,
      serviceId: null,
      on: formats.shortDate(today),
      at: '',
      formIds: null,
      isTold: true,
    })
}
