import type { CalendarDay } from '../../shared/domain/time.ts'
import { dayAt } from '../format/time.ts'
import { useNow, useTimeZone } from './useSession.ts'

/** The clinic's calendar day, which changes at the clinic's midnight. */
export function useToday(): CalendarDay {
  return dayAt(useNow(), useTimeZone())
}
