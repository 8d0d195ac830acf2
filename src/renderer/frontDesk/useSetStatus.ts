import { useCallback } from 'react'
import type { DayAppointment } from '../../shared/contract/desk/calendar.ts'
import { canHaveStatus } from '../../shared/domain/appointments.ts'
import type { AppointmentStatus } from '../../shared/domain/visibility.ts'
import { notifyDone } from '../components/notify.ts'
import { useTimeZone } from '../state/useSession.ts'
import { useToday } from '../state/useToday.ts'
import { words } from '../words/words.ts'
import { openCancelVisit } from './CancelVisit.tsx'
import { useChangeStatus } from './useChangeStatus.ts'

/** Sets a visit's status, where it can have it now; a cancellation asks first whether the patient is told, and why. */
export function useSetStatus() {
  const change = useChangeStatus()
  const today = useToday()
  const timeZone = useTimeZone()
  return useCallback(
    (appointment: DayAppointment, status: AppointmentStatus) => {
      if (!canHaveStatus(appointment, status, { today, timeZone })) {
        return notifyDone(words.today.notYet(appointment.patientName))
      }
      if (status === appointment.status) return
      if (status === 'cancelled') openCancelVisit(appointment)
      else change(appointment, status, { tell: false, reason: null })
    },
    [change, timeZone, today],
  )
}
