import { ClockTime } from '../../shared/domain/time.ts'

const HALF_DAY = 12

/**
 * What a time may mean as people type it: `10:00`, `1000`, `9.30`, `4 pm`, `4:30pm`, `14`. One reading where it is told
 * apart; two, in the order of the clock, for a lone hour such as `2`, `930` or `2:30`, which the day decides
 * (`meantTime`). None when it is no time.
 */
export function readTypedClock(typed: string): readonly ClockTime[] {
  const match = /^(\d{1,2})(?:[:.h ]?(\d{2}))?\s*(am|pm|a|p)?$/.exec(typed.trim().toLowerCase())
  const [, hourText = '', minuteText = '0', halfText] = match ?? []
  const [typedHour, minute] = [Number(hourText), Number(minuteText)]
  if (!match || minute > 59) return []
  const isTwelve = typedHour >= 1 && typedHour <= HALF_DAY
  if (halfText !== undefined) {
    if (!isTwelve) return []
    return [clockTime((typedHour % HALF_DAY) + (halfText.startsWith('p') ? HALF_DAY : 0), minute)]
  }
  if (typedHour > 23) return []
  // Written out as a clock shows it, `02:00` or `10:30`, it is told apart; so is the nought alone.
  const isWritten = hourText.startsWith('0') || /^\d\d:\d\d$/.test(typed.trim())
  if (!isTwelve || isWritten) return [clockTime(typedHour, minute)]
  const early = typedHour % HALF_DAY
  return [clockTime(early, minute), clockTime(early + HALF_DAY, minute)]
}

function clockTime(hour: number, minute: number): ClockTime {
  return ClockTime.parse(`${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
}
