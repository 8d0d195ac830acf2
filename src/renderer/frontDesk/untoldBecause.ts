import type { DayAppointment } from '../../shared/contract/desk/calendar.ts'
import { isToldByDefault } from '../../shared/domain/telling.ts'
import type { Instant } from '../../shared/domain/time.ts'
import { words } from '../words/words.ts'

/** R6.6: why no e-mail tells a patient of a change; null where one does unless somebody unticks it. */
export function untoldBecause(
  visit: Pick<DayAppointment, 'isKnown' | 'hasEmail' | 'startsAt'>,
  now: Instant,
): string | null {
  const { unknown, noEmail, tooLate } = words.today.telling
  if (isToldByDefault(visit, now)) return null
  return !visit.isKnown ? unknown : visit.hasEmail ? tooLate : noEmail
}
