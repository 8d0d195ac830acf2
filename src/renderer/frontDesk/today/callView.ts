import { z } from 'zod'
import type { CallListOf } from '../../../shared/domain/callList.ts'
import type { CalendarDay } from '../../../shared/domain/time.ts'
import { plusDays } from '../../../shared/domain/zone.ts'

/** What of the call list Today shows, as it stands in the address. */
export const CallView = z.enum(['today', 'tomorrow', 'withoutReminder'])
export type CallView = z.infer<typeof CallView>

/** Whose day it is of, and whom it names. */
export function callViewShows(
  view: CallView,
  today: CalendarDay,
): { readonly on: CalendarDay; readonly of: CallListOf } {
  return {
    on: view === 'today' ? today : plusDays(today, 1),
    of: view === 'withoutReminder' ? 'withoutReminder' : 'everybody',
  }
}
