import type { CalendarDay } from '../../shared/domain/time.ts'
import { dayOf } from '../../shared/domain/zone.ts'
import { useNow, useTimeZone } from './useSession.ts'

/** The clinic's calendar day, which changes at the clinic's midnight. */
export function useToday(): CalendarDay {
  return dayOf(useNow(), useTimeZone())
}
