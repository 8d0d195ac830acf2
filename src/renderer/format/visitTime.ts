import type { Instant } from '../../shared/domain/time.ts'
import { words } from '../words/index.ts'
import { dayAt, shortDateTime } from './time.ts'

/** "Tue 1 Dec, 10:00"; "Today, 10:00" where a bare time would leave the day open. */
export function visitTime(at: Instant, timeZone: string, now: Instant): string {
  const text = shortDateTime(at, timeZone, now)
  return dayAt(at, timeZone) === dayAt(now, timeZone) ? `${words.today.title}, ${text}` : text
}
