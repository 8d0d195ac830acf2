import { z } from 'zod'
import type { StaffId } from './ids.ts'
import { ClockTime, DAY, HOUR, plusMilliseconds, type Instant } from './time.ts'
import { clockTimeOf, dayOf, instantOf, plusDays } from './zone.ts'

/** R9.1: so long before a visit its patient is reminded of it, in hours; null: nobody is. */
export const ReminderHours = z.number().int().min(2).max(168).nullable()
export type ReminderHours = z.infer<typeof ReminderHours>

/** What Settings offers. */
export const REMINDER_HOURS = [24, 48, 72, 168] as const

/** Nobody is written to at night: a reminder leaves from then… */
const FROM = ClockTime.parse('08:00')
/** …to then, by the clinic's clock. */
const UNTIL = ClockTime.parse('20:00')

/** So far ahead reminders are laid up where they are sent from, so that they leave over a holiday too. */
const LAID_UP_FOR = 14 * DAY

/** When the reminder of a visit leaves; one that would leave at night leaves on the evening before. */
export function reminderLeavesAt(startsAt: Instant, hours: number, timeZone: string): Instant {
  const at = plusMilliseconds(startsAt, -hours * HOUR)
  const [on, time] = [dayOf(at, timeZone), clockTimeOf(at, timeZone)]
  if (time < FROM) return instantOf(plusDays(on, -1), UNTIL, timeZone)
  return time > UNTIL ? instantOf(on, UNTIL, timeZone) : at
}

/** Between which two instants visits begin whose reminders may be laid up now: later than the first, up to the second. */
export function laidUpNow(hours: number, now: Instant): { readonly after: Instant; readonly upTo: Instant } {
  const after = plusMilliseconds(now, hours * HOUR)
  return { after, upTo: plusMilliseconds(after, LAID_UP_FOR) }
}

/**
 * How the reminder of a visit's time stands, for whoever looks at the visit: there is none; it waits; it left; it did not arrive; whoever
 * read it said that they come.
 */
export const ReminderState = z.enum(['none', 'waits', 'left', 'lost', 'willCome'])
export type ReminderState = z.infer<typeof ReminderState>

/** What a reminder says of its visit. */
export type Reminded = { readonly startsAt: Instant; readonly endsAt: Instant; readonly practitionerId: StaffId }

/**
 * How the visit of a reminder stands by what the endpoint knows: `changed` where the desk has ended the reminder and nothing more is
 * known; `over` once the visit has begun.
 */
export const ReminderStanding = z.enum(['stands', 'over', 'cancelled', 'moved', 'changed'])
export type ReminderStanding = z.infer<typeof ReminderStanding>

/**
 * R9.1: a reminder goes, and is answered, while its visit stands as it says.
 * @param claim what is claimed for the visit; null where nothing ever was, so that the clinic alone can change it
 */
export function reminderStanding(
  reminder: Reminded & { readonly endedAt: Instant | null },
  claim: (Reminded & { readonly endedAt: Instant | null }) | null,
  now: Instant,
): ReminderStanding {
  if (claim !== null && claim.endedAt !== null) return 'cancelled'
  if (claim !== null && !isSame(reminder, claim)) return 'moved'
  if (reminder.endedAt !== null) return 'changed'
  return reminder.startsAt > now ? 'stands' : 'over'
}

function isSame(one: Reminded, other: Reminded): boolean {
  return one.startsAt === other.startsAt && one.endsAt === other.endsAt && one.practitionerId === other.practitionerId
}
