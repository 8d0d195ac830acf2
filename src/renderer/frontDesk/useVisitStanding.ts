import type { DayAppointment } from '../../shared/contract/desk/calendar.ts'
import { punctualityOf } from '../../shared/domain/punctuality.ts'
import type { Tone } from '../components/tone.ts'
import { useNow, useTimeZone } from '../state/useSession.ts'
import { formats, words } from '../words/words.ts'
import { doubtMark } from './onlineMarks.ts'
import { STATUS_TONE } from './today/todayView.ts'

/**
 * R10.1: how a visit stands to the clock, which moves on by itself. `label`: "Waiting 43 min", "15 min late", "In session",
 * or why it may not take place as it stands;
 * `since`: "Arrived 13:41".
 */
export function useVisitStanding(visit: DayAppointment): {
  readonly label: string
  readonly since: string
  readonly tone: Tone
} {
  const timeZone = useTimeZone()
  const punctuality = punctualityOf(visit, useNow())
  const isOverdue = punctuality !== null && punctuality.kind !== 'waiting'
  const plain = words.today.status[visit.status]
  const since =
    visit.status === 'arrived' ? words.today.statusSince(plain, formats.clock(visit.statusAt, timeZone)) : plain
  const doubt = doubtMark(visit)
  return {
    label: doubt ?? (punctuality ? words.today.punctuality(punctuality) : since),
    since,
    tone: isOverdue || doubt !== null ? 'warn' : STATUS_TONE[visit.status],
  }
}
