import type { DayAppointment } from '../../shared/contract/desk/calendar.ts'
import { words } from '../words/words.ts'

/** What a visit is for, in the clinic's own words: the service, and why the patient comes where that is known. */
export function serviceLine({ serviceName, reason }: Pick<DayAppointment, 'serviceName' | 'reason'>): string {
  return reason === null ? serviceName : words.today.notes.service(serviceName, reason)
}
