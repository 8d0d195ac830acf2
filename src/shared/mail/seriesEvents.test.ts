import { expect, test } from 'vitest'
import { MailCalendar } from '../../../tests/support/mailCalendar.ts'
import { SeriesId } from '../domain/ids.ts'
import type { MailCalendar as CalendarFacts, MailSeries } from '../domain/mailContent.ts'
import { occurrencesOf } from '../domain/recurrence/recurrence.ts'
import { CalendarDay, ClockTime, Instant, MINUTE, plusMilliseconds } from '../domain/time.ts'
import { instantOf } from '../domain/zone.ts'
import { calendarFile } from './calendarFile.ts'
import { seriesZone } from './seriesEvents.ts'

const FIRST_AND_LAST = [Instant.parse('2020-01-01T00:00:00.000Z'), Instant.parse('2035-01-01T00:00:00.000Z')] as const
const people = { organizer: { name: 'Harbour', address: 'clinic@clinic.test' }, attendee: 'ana@example.test' }
const id = SeriesId.parse('01900000-0000-7000-8000-000000000009')
const half = (at: Instant) => ({ startsAt: at, endsAt: plusMilliseconds(at, 30 * MINUTE) })
const asSpan = ({ startsAt, endsAt }: { startsAt: Instant; endsAt: Instant }) => ({ from: startsAt, to: endsAt })

/** Ten Tuesdays at nine, from seven weeks before the clock goes back or forward. */
function tenIn(timeZone: string, day = '2026-09-15') {
  const firstAt = instantOf(CalendarDay.parse(day), ClockTime.parse('09:00'), timeZone)
  const { rule, startsAt } = occurrencesOf(
    { every: 'week', interval: 1, weekdays: [], ends: { kind: 'count', count: 10 } },
    firstAt,
    timeZone,
  )
  const visits = startsAt.map((at) => ({ originallyAt: at, ...half(at), sequence: 0 }))
  const whole = { rule, firstAt, minutes: 30, without: [] as Instant[] }
  return { times: startsAt, series: { id, timeZone, whole, visits } satisfies MailSeries }
}

function fileOf(method: CalendarFacts['method'], series: MailSeries): string {
  const [first] = series.visits
  if (!first) throw new Error('No visit')
  const about = { summary: 'Visit', addressLine: '', description: '', stampAt: first.startsAt }
  return calendarFile({ method, id, ...half(first.startsAt), sequence: first.sequence, ...about, series }, people)
}

test.each(['Europe/Paris', 'America/Toronto', 'Australia/Lord_Howe', 'Pacific/Auckland', 'Asia/Kolkata', 'UTC'])(
  'R6.2, R9.2 a series in %s is at the same instants in two parsers, over the change of the clock',
  (timeZone) => {
    const { times, series } = tenIn(timeZone)
    const calendar = new MailCalendar()

    calendar.take(fileOf('REQUEST', series))

    expect(calendar.spans(...FIRST_AND_LAST)).toEqual(times.map((at) => asSpan(half(at))))
  },
)

test('R6.2, R9.2 what was not ticked is not in it, and what is at another time is there', () => {
  const { times, series } = tenIn('Europe/Paris')
  const [first, second, third, ...others] = series.visits
  if (!first || !second || !third) throw new Error('No visit')
  const elsewhere = { ...third, ...half(plusMilliseconds(third.startsAt, 90 * MINUTE)) }
  const calendar = new MailCalendar()

  calendar.take(
    fileOf('REQUEST', {
      ...series,
      whole: { ...series.whole, without: [first.startsAt, second.startsAt] },
      visits: [elsewhere, ...others],
    }),
  )

  expect(calendar.spans(...FIRST_AND_LAST)).toEqual([elsewhere, ...times.slice(3).map(half)].map(asSpan))
})

test('R6.2, R9.2 one that is moved takes its own place; those that are cancelled go, and nothing older brings them back', () => {
  const { times, series } = tenIn('Europe/Paris')
  const calendar = new MailCalendar()
  const request = fileOf('REQUEST', series)
  calendar.take(request)
  const [, second] = series.visits
  if (!second) throw new Error('No visit')
  const moved = { ...second, ...half(plusMilliseconds(second.startsAt, 24 * 60 * MINUTE)), sequence: 1 }

  const change = fileOf('REQUEST', { ...series, whole: null, visits: [moved] })
  calendar.take(change)
  expect(change).toContain('RECURRENCE-ID;TZID=Europe/Paris:20260922T090000')
  expect(calendar.spans(...FIRST_AND_LAST)[1]).toEqual(asSpan(moved))

  const off = series.visits.slice(5).map((visit) => ({ ...visit, sequence: 1 }))
  calendar.take(fileOf('CANCEL', { ...series, whole: null, visits: off }))
  const left = [times[0], moved.startsAt, ...times.slice(2, 5)].flatMap((at) => (at ? [asSpan(half(at))] : []))
  expect(calendar.spans(...FIRST_AND_LAST)).toEqual(left)

  calendar.take(fileOf('REQUEST', { ...series, whole: null, visits: series.visits.slice(6, 7) }))
  expect(calendar.spans(...FIRST_AND_LAST)).toEqual(left)
})

test('R9.2 one that is longer than the others is an entry of its own', () => {
  const { series } = tenIn('Europe/Paris')
  const [first, ...others] = series.visits
  if (!first) throw new Error('No visit')
  const longer = { ...first, endsAt: plusMilliseconds(first.endsAt, 15 * MINUTE) }
  const calendar = new MailCalendar()

  calendar.take(fileOf('REQUEST', { ...series, visits: [longer, ...others] }))

  expect(calendar.spans(...FIRST_AND_LAST)[0]).toEqual(asSpan(longer))
})

test('R9.2 what is by the rule needs no entry of its own, and the one of the rule is as new as the newest of them', () => {
  const { series } = tenIn('Europe/Paris')
  const visits = series.visits.map((visit, at) => ({ ...visit, sequence: at % 3 }))
  const file = fileOf('REQUEST', { ...series, visits })

  expect(file.match(/BEGIN:VEVENT/g)).toHaveLength(1)
  expect(file).toContain('SEQUENCE:2')
  expect(file).not.toMatch(/RECURRENCE-ID|EXDATE/)
})

test('of no visit there is no file', () => {
  expect(() => seriesZone({ ...tenIn('UTC').series, whole: null, visits: [] })).toThrow('A series of no visit')
})
