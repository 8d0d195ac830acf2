import type { ICalEventData } from 'ical-generator'
import { Temporal } from 'temporal-polyfill'
import { zoneDefinition } from '../calendar/zoneDefinition.ts'
import type { MailOccurrence, MailSeries } from '../domain/mailContent.ts'
import { timesOf } from '../domain/recurrence/recurrence.ts'
import { DAY, MINUTE, plusMilliseconds, type Instant } from '../domain/time.ts'

/**
 * Visits that recur as the entries of an .ics file (RFC 5545, RFC 5546): all of them as one entry with its rule, less the times
 * without a visit, and one more for each visit that is elsewhere; or single ones of them. All bear one UID.
 */
export function seriesEvents(series: MailSeries): ICalEventData[] {
  const { whole } = series
  if (!whole) return series.visits.map((visit) => exception(series, visit))
  const { rule, firstAt, minutes, without } = whole
  const excluded =
    without.length === 0 ? '' : `\r\nEXDATE;TZID=${series.timeZone}:${without.map(local(series)).join(',')}`
  return [
    {
      ...{
        id: series.id,
        timezone: series.timeZone,
        sequence: Math.max(...series.visits.map((visit) => visit.sequence)),
      },
      start: zoned(series, firstAt),
      end: zoned(series, plusMilliseconds(firstAt, minutes * MINUTE)),
      repeating: `RRULE:${rule}${excluded}`,
    },
    ...series.visits.filter((visit) => !isByTheRule(visit, minutes)).map((visit) => exception(series, visit)),
  ]
}

/** Some calendars keep the zone of the last file that they were given: it tells of the changes before and after, too. */
const YEAR = 366 * DAY

/** Of the zone, what is needed to read them. */
export function seriesZone(series: MailSeries) {
  const { whole, visits, timeZone } = series
  const times = visits.flatMap(({ originallyAt, startsAt, endsAt }) => [originallyAt, startsAt, endsAt])
  const all = whole ? [...times, ...timesOf(whole.rule, whole.firstAt, timeZone)] : times
  const inOrder = all.toSorted()
  const [from, to] = [inOrder[0], inOrder.at(-1)]
  if (!from || !to) throw new Error('A series of no visit')
  const around = { from: plusMilliseconds(from, -YEAR), to: plusMilliseconds(to, YEAR) }
  return { name: timeZone, generator: () => zoneDefinition(timeZone, around.from, around.to) }
}

function isByTheRule({ originallyAt, startsAt, endsAt }: MailOccurrence, minutes: number): boolean {
  return startsAt === originallyAt && endsAt === plusMilliseconds(startsAt, minutes * MINUTE)
}

function exception(series: MailSeries, { originallyAt, startsAt, endsAt, sequence }: MailOccurrence): ICalEventData {
  return {
    ...{ id: series.id, timezone: series.timeZone, sequence },
    recurrenceId: zoned(series, originallyAt),
    start: zoned(series, startsAt),
    end: zoned(series, endsAt),
  }
}

function zoned({ timeZone }: MailSeries, at: Instant): Temporal.ZonedDateTime {
  return Temporal.Instant.from(at).toZonedDateTimeISO(timeZone)
}

/** `20261006T090000` */
function local(series: MailSeries): (at: Instant) => string {
  return (at) => zoned(series, at).toPlainDateTime().toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')
}
