import type { HoursWords } from '../../../format/typedHours.ts'
import { formats, words } from '../../../words/words.ts'

/** 1 January 2024 was a Monday. */
const DAYS = ['01', '02', '03', '04', '05', '06', '07'].map((day) => `2024-01-${day}`)

/** How hours are written in the language that is shown. */
export function hoursWords(): HoursWords {
  return { weekdays: DAYS.map(formats.shortWeekday), closed: words.settings.hours.closed }
}
