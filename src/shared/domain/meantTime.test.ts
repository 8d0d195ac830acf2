import { expect, test } from 'vitest'
import { daylightPassedOver, meantTime, type DayOfWork } from './meantTime.ts'
import { CalendarDay, ClockTime, Instant } from './time.ts'

const time = (text: string) => ClockTime.parse(text)
const span = (from: string, to: string) => ({ from: time(from), to: time(to) })
const lone = (hour: string) => [time(hour), time(`${Number(hour.slice(0, 2)) + 12}${hour.slice(2)}`)]

/** Dr Lee works from 9 to 12:30 and 13:30 to 18; the clinic is open from 8 to 19. */
const tuesday: DayOfWork = {
  on: CalendarDay.parse('2026-03-03'),
  timeZone: 'Europe/London',
  now: Instant.parse('2026-03-02T09:00:00.000Z'),
  practitioner: [span('09:00', '12:30'), span('13:30', '18:00')],
  clinic: [span('08:00', '19:00')],
  minutes: 30,
}
const meant = (readings: ClockTime[], part: Partial<DayOfWork> = {}) => meantTime(readings, { ...tuesday, ...part })

test('R6.2 a lone hour means the one within the hours of work', () => {
  expect(meant(lone('02:00'))).toBe('14:00')
  expect(meant(lone('09:30'))).toBe('09:30')
  expect(meant(lone('11:00'))).toBe('11:00')
  expect(meant([time('00:00'), time('12:00')])).toBe('12:00')
})

test('R6.2 where nobody is chosen, or the chosen one does not work then, the hours of the clinic say', () => {
  expect(meant(lone('08:15'))).toBe('08:15')
  expect(meant(lone('06:30'))).toBe('18:30')
  expect(meant(lone('02:00'), { practitioner: [] })).toBe('14:00')
})

test('R6.2 of two readings within hours the next one is meant, and one with room for the visit before one without', () => {
  const longDay = [span('06:00', '23:00')]

  expect(meant(lone('07:00'), { practitioner: longDay })).toBe('07:00')
  expect(meant(lone('07:00'), { practitioner: longDay, now: Instant.parse('2026-03-03T07:00:00.000Z') })).toBe('19:00')
  expect(meant(lone('09:00'), { practitioner: [span('09:00', '09:20'), span('21:00', '22:00')] })).toBe('21:00')
  expect(meant(lone('05:45'))).toBe('17:45')
})

test('R6.2 what has passed is still the one within hours: a visit can be entered afterwards', () => {
  const evening = { now: Instant.parse('2026-03-03T20:00:00.000Z') }

  expect(meant(lone('09:00'), evening)).toBe('09:00')
  expect(meant(lone('02:00'), evening)).toBe('14:00')
  expect(meant(lone('08:15'), evening)).toBe('08:15')
})

test('R6.2 on a day on which nobody works a lone hour is by daylight', () => {
  const closed = { practitioner: [], clinic: [] }

  expect(meant(lone('02:00'), closed)).toBe('14:00')
  expect(meant(lone('08:00'), closed)).toBe('08:00')
  expect(meant(lone('08:00'), { ...closed, now: Instant.parse('2026-03-03T21:00:00.000Z') })).toBe('08:00')
})

test('R6.2 a time that is told apart is taken as it is, and none is none', () => {
  expect(meant([time('02:00')])).toBe('02:00')
  expect(meant([time('23:30')])).toBe('23:30')
  expect(meant([])).toBeNull()
})

test('R6.1 a reading that the clocks skip on that day is none', () => {
  const spring = { on: CalendarDay.parse('2026-03-29'), practitioner: [span('00:30', '05:00')], clinic: [] }

  expect(meant(lone('01:30'), spring)).toBe('13:30')
  expect(meant([time('01:30')], spring)).toBeNull()
  expect(meant(lone('02:30'), spring)).toBe('02:30')
})

test('R6.1 hours that reach over the change of the clock hold what the wall shows', () => {
  const night = { practitioner: [span('00:30', '03:00')], clinic: [], minutes: 60 }

  // In autumn 01:30 comes twice, so there is room for an hour after 02:00; in spring there is none after 02:15.
  expect(meant(lone('02:00'), { ...night, on: CalendarDay.parse('2026-10-25') })).toBe('02:00')
  expect(meant(lone('01:00'), { ...night, on: CalendarDay.parse('2026-10-25'), minutes: 120 })).toBe('01:00')
  expect(meant(lone('02:15'), { ...night, on: CalendarDay.parse('2026-03-29') })).toBe('02:15')
})

test('R6.2 an hour by daylight that was passed over is named; what could only be meant as it was is not', () => {
  expect(daylightPassedOver(lone('09:00'), time('21:00'))).toBe('09:00')
  expect(daylightPassedOver(lone('07:00'), time('19:00'))).toBe('07:00')
  expect(daylightPassedOver(lone('06:59'), time('18:59'))).toBeNull()
  expect(daylightPassedOver(lone('09:00'), time('09:00'))).toBeNull()
  expect(daylightPassedOver([time('09:00')], time('09:00'))).toBeNull()
  expect(daylightPassedOver([], null)).toBeNull()
})
