import { describe, expect, test } from 'vitest'
import { CalendarDay, ClockTime, HOUR, MINUTE, toInstant } from '../time.ts'
import { plusDays, weekdayOf } from '../zone.ts'
import { saleRanges } from './saleRanges.ts'

const day = (on: string) => CalendarDay.parse(on)
const span = (text: string) => {
  const [from, to] = text.split('–')
  return { from: ClockTime.parse(from), to: ClockTime.parse(to) }
}
const shown = (ranges: readonly (readonly [number, number])[]) =>
  ranges.map(([from, to]) => `${toInstant(from * MINUTE).slice(0, 16)} ${(to - from) / 60}`)

test('R6.4 hours become instants of the clinic’s zone, in order, those that touch put together', () => {
  const days = [
    { on: day('2026-03-03'), open: [span('13:00–17:00'), span('09:00–12:00'), span('12:00–12:30')] },
    { on: day('2026-03-02'), open: [span('09:00–10:00')] },
  ]

  expect(shown(saleRanges(days, 'America/Vancouver'))).toEqual([
    '2026-03-02T17:00 1',
    '2026-03-03T17:00 3.5',
    '2026-03-03T21:00 4',
  ])
})

describe('R6.4 a span over a change of the clocks is as long as it is', () => {
  test.each([
    ['23 hours', 'America/Vancouver', '2026-03-08', '00:00–06:00', 5],
    ['25 hours', 'America/New_York', '2026-11-01', '00:00–06:00', 7],
    ['half an hour less', 'Australia/Lord_Howe', '2026-10-04', '00:00–06:00', 5.5],
    ['half an hour more', 'Australia/Lord_Howe', '2026-04-05', '00:00–06:00', 6.5],
    ['by two hours', 'Antarctica/Troll', '2026-03-29', '00:00–06:00', 4],
  ])('%s', (_what, zone, on, text, hours) => {
    const [[from, to] = [0, 0]] = saleRanges([{ on: day(on), open: [span(text)] }], zone)

    expect((to - from) / 60).toBe(hours)
  })

  test('one within the hour that is skipped is as long after it, and never negative', () => {
    const ranges = saleRanges([{ on: day('2026-03-08'), open: [span('01:30–02:30')] }], 'America/Vancouver')

    expect(shown(ranges)).toEqual(['2026-03-08T09:30 1'])
  })
})

test('R6.4 whatever the zone and the hours, ranges lie in order, apart, and add up to no more than was worked', () => {
  const zones = [
    'Pacific/Apia',
    'Africa/Casablanca',
    'Asia/Kathmandu',
    'America/St_Johns',
    'Europe/Dublin',
    'Asia/Tehran',
  ]
  for (const zone of zones) {
    const days = Array.from({ length: 400 }, (_, ahead) => plusDays(day('2026-01-01'), ahead)).map((on) => ({
      on,
      open: weekdayOf(on) > 6 ? [] : [span('00:00–03:30'), span('03:30–04:00'), span('21:00–23:59')],
    }))

    const ranges = saleRanges(days, zone)

    ranges.forEach(([from, to], at) => {
      expect(from).toBeLessThan(to)
      expect(from).toBeGreaterThan(ranges[at - 1]?.[1] ?? -1)
    })
    const worked = days.filter(({ open }) => open.length > 0).length * 419
    const sold = ranges.reduce((sum, [from, to]) => sum + to - from, 0)
    expect(Math.abs(sold - worked)).toBeLessThanOrEqual((6 * HOUR) / MINUTE)
  }
})
