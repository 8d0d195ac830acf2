import { expect, test } from 'vitest'
import type { PrintedCalendar } from '../../../shared/contract/desk/paper.ts'
import { AppointmentId } from '../../../shared/domain/ids.ts'
import { CalendarDay, ClockTime, Instant } from '../../../shared/domain/time.ts'
import { lanesOf, openOn, placeOn, scaleOf, sheetsOf } from './paperColumns.ts'

type Part = PrintedCalendar['parts'][number]

const ZONE = 'America/Vancouver'
const on = CalendarDay.parse('2026-03-03')
/** On the third of March by Vancouver's clock. */
const at = (clock: string) => Instant.parse(new Date(`2026-03-03T${clock}:00.000-08:00`).toISOString())
const visit = (from: string, to: string): Part['visits'][number] => ({
  ...{ id: AppointmentId.parse('018f0000-0000-7000-8000-000000000001'), startsAt: at(from), endsAt: at(to) },
  ...{ patientName: 'Ana Ruiz', serviceName: 'Consultation', status: 'booked' },
})
const part = (visits: Part['visits'], open: readonly [string, string][] = []): Part => ({
  ...{ on, practitionerId: null, practitionerName: 'Jun Lee', visits },
  open: open.map(([from, to]) => ({ from: ClockTime.parse(from), to: ClockTime.parse(to) })),
})

test('R6.2 many practitioners are printed on several sheets, as evenly as can be, each once and in order', () => {
  for (const [count, sheets] of [
    [0, []],
    [1, [1]],
    [5, [5]],
    [6, [3, 3]],
    [7, [4, 3]],
    [11, [4, 3, 4]],
  ] as const) {
    const parts = Array.from({ length: count }, () => part([]))
    expect(sheetsOf(parts).map(({ length }) => length)).toEqual(sheets)
    expect(sheetsOf(parts).flat()).toEqual(parts)
  }
})

test('R6.2 a sheet goes from the first hour in which anybody works or is seen to the last, in whole hours, within its day', () => {
  const scale = (...parts: Part[]) => scaleOf(parts, ZONE)
  expect(scale(part([visit('07:40', '08:10')], [['09:00', '17:00']]), part([visit('17:30', '18:10')]))).toEqual({
    startsAt: at('07:00'),
    hours: 12,
  })
  expect(scale(part([]))).toEqual({ startsAt: at('08:00'), hours: 10 })
  const late = { ...visit('23:00', '23:30'), endsAt: Instant.parse('2026-03-04T09:30:00.000Z') }
  expect(scale(part([late]))).toEqual({ startsAt: at('23:00'), hours: 1 })
  expect(scaleOf([], ZONE)).toBeNull()
})

test('R6.2 a visit, and when somebody works, stand where their times are on the sheet; what is beyond it is cut', () => {
  const scale = { startsAt: at('08:00'), hours: 10 }
  expect(placeOn(scale, visit('09:00', '10:30'))).toEqual({ from: 10, to: 25 })
  expect(placeOn(scale, visit('07:00', '20:00'))).toEqual({ from: 0, to: 100 })
  const day = part(
    [],
    [
      ['08:00', '12:00'],
      ['13:00', '18:00'],
    ],
  )
  expect(openOn(scale, day, ZONE)).toEqual([
    { from: 0, to: 40 },
    { from: 50, to: 100 },
  ])
})

test('R6.2, R6.4 visits at one time stand beside each other on paper, and none hides another', () => {
  const lanes = (...visits: Part['visits']) => lanesOf(visits).map(({ lane, lanes: of }) => [lane, of])
  expect(lanes(visit('09:00', '10:00'), visit('10:00', '11:00'))).toEqual([
    [0, 1],
    [0, 1],
  ])
  expect(
    lanes(visit('09:00', '10:00'), visit('09:30', '10:30'), visit('10:00', '10:15'), visit('11:00', '12:00')),
  ).toEqual([
    [0, 2],
    [1, 2],
    [0, 2],
    [0, 1],
  ])
  expect(lanesOf([])).toEqual([])
})
