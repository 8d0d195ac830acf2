import ICAL from 'ical.js'
import { sync as nodeIcal } from 'node-ical'
import { toInstant, type Instant } from '../../src/shared/domain/time.ts'

export type CalendarEntry = {
  readonly uid: string
  readonly from: Instant
  readonly to: Instant
  /** When it came to stand so. */
  readonly stamp: Instant
  readonly summary: string
}

/** What stands in an .ics file, in its order, as one parser reads it; fails where another reads anything else. */
export function calendarEntries(file: string): CalendarEntry[] {
  // The library's own type of what it parses is `any`.
  const entries = new ICAL.Component(ICAL.parse(file) as unknown[]).getAllSubcomponents('vevent').map((each) => {
    const event = new ICAL.Event(each)
    const stamp = each.getFirstPropertyValue('dtstamp')
    if (!(stamp instanceof ICAL.Time)) throw new Error('An entry without DTSTAMP')
    return entryOf(event.uid, event.startDate.toJSDate(), event.endDate.toJSDate(), stamp.toJSDate(), event.summary)
  })
  const other = Object.values(nodeIcal.parseICS(file)).flatMap((event) =>
    event?.type === 'VEVENT'
      ? [entryOf(event.uid, event.start, event.end ?? event.start, event.dtstamp, textOf(event.summary))]
      : [],
  )
  if (JSON.stringify(sorted(other)) !== JSON.stringify(sorted(entries))) throw new Error('Two parsers read two things')
  return entries
}

function entryOf(uid: string, from: Date, to: Date, stamp: Date, summary: string): CalendarEntry {
  const at = (date: Date) => toInstant(date.getTime())
  return { uid, from: at(from), to: at(to), stamp: at(stamp), summary }
}

const sorted = (entries: readonly CalendarEntry[]) => entries.toSorted((one, other) => (one.uid < other.uid ? -1 : 1))

/** A value may come with its parameters. */
function textOf(value: unknown): string {
  const plain = typeof value === 'object' && value !== null && 'val' in value ? value.val : value
  return typeof plain === 'string' ? plain : ''
}
