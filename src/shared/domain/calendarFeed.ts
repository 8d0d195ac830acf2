import { z } from 'zod'
import type { StaffId } from './ids.ts'
import { DAY, Instant, plusMilliseconds } from './time.ts'

/** The same for one visit for as long as the address stands, and nothing that stands anywhere else: 32 hexadecimal digits. */
const TimeKey = z.string().regex(/^[0-9a-f]{32}$/)

/** One visit of a practitioner as their calendar address has it: when, and nothing else (R11.1). */
export const BusyTime = z
  .object({
    key: TimeKey,
    startsAt: Instant,
    endsAt: Instant,
  })
  .refine(({ startsAt, endsAt }) => startsAt < endsAt, 'Ends before it starts')
export type BusyTime = z.infer<typeof BusyTime>

/** With the instant at which it came to stand as it stands. */
export const StampedTime = z.object({ key: TimeKey, startsAt: Instant, endsAt: Instant, since: Instant })
export type StampedTime = z.infer<typeof StampedTime>

/** More than one person sees in 67 days; a feed with more is refused. */
export const BUSY_TIMES = 5_000

/** What a feed shows around `now`: the last 7 days and the next 60. */
export function feedSpan(now: Instant): { readonly startsAt: Instant; readonly endsAt: Instant } {
  return { startsAt: plusMilliseconds(now, -7 * DAY), endsAt: plusMilliseconds(now, 60 * DAY) }
}

/** What stands as it stood keeps its instant, so that a calendar that asks again finds the same entry. In order of time. */
export function stampTimes(before: readonly StampedTime[], busy: readonly BusyTime[], now: Instant): StampedTime[] {
  const known = new Map(before.map((time) => [time.key, time]))
  return busy
    .map((time) => {
      const old = known.get(time.key)
      const isSame = old?.startsAt === time.startsAt && old.endsAt === time.endsAt
      return { key: time.key, startsAt: time.startsAt, endsAt: time.endsAt, since: isSame ? old.since : now }
    })
    .sort((one, other) =>
      one.startsAt === other.startsAt ? (one.key < other.key ? -1 : 1) : one.startsAt < other.startsAt ? -1 : 1,
    )
}

/** 256 random bits, base64url: all that opens a calendar address. */
const TOKEN = /^[\w-]{43}$/

/** Where a calendar program finds it. @param portalUrl without a slash at its end */
export function feedAddress(portalUrl: string, clinicId: string, token: string): string {
  return `${portalUrl}/feed/${clinicId}/${token}.ics`
}

/** What a calendar address names; null for what cannot be one. @param file its last part */
export function feedTokenOf(file: string): string | null {
  const token = file.endsWith('.ics') ? file.slice(0, -'.ics'.length) : ''
  return TOKEN.test(token) ? token : null
}

/** What of a visit stands in a feed. */
export type FeedVisit = {
  readonly practitionerId: StaffId
  readonly startsAt: Instant
  readonly endsAt: Instant
  /** Cancelled, or its booking undone. */
  readonly isOff: boolean
}

/** Whose feeds say something else after a change of a visit. @param from null where it was booked only now */
export function feedsTouched(from: FeedVisit | null, to: FeedVisit): StaffId[] {
  const was = from === null || from.isOff ? null : from
  const is = to.isOff ? null : to
  const isSame =
    was?.practitionerId === is?.practitionerId && was?.startsAt === is?.startsAt && was?.endsAt === is?.endsAt
  if (isSame) return []
  return [...new Set([was, is].flatMap((visit) => visit?.practitionerId ?? []))]
}
