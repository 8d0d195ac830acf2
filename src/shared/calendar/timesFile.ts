import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator'
import type { Instant } from '../domain/time.ts'

/** One entry of a calendar: of whom or of what it is says its summary alone. */
export type TimesEntry = {
  /** The same for the same entry in every file. */
  readonly uid: string
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly summary: string
  /** When it came to stand so: DTSTAMP. */
  readonly since: Instant
}

/**
 * An .ics file of taken times, in UTC, which every calendar shows in its owner's zone. The same entries are the same bytes.
 * @param file.refreshSeconds how often whoever subscribed may ask again; null for a file that is taken once
 */
export function timesFile(file: {
  readonly name: string
  readonly entries: readonly TimesEntry[]
  readonly refreshSeconds: number | null
}): string {
  const calendar = ical({
    prodId: { company: 'Anteroom', product: 'Anteroom', language: 'EN' },
    name: file.name,
    method: ICalCalendarMethod.PUBLISH,
    ...(file.refreshSeconds === null ? {} : { ttl: file.refreshSeconds }),
  })
  for (const { uid, startsAt, endsAt, summary, since } of file.entries) {
    calendar.createEvent({
      id: uid,
      stamp: new Date(since),
      start: new Date(startsAt),
      end: new Date(endsAt),
      summary,
      transparency: ICalEventTransparency.OPAQUE,
    })
  }
  return calendar.toString()
}
