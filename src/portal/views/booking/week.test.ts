import { expect, test } from 'vitest'
import { StaffId } from '../../../shared/domain/ids.ts'
import { Instant } from '../../../shared/domain/time.ts'
import { dayIn, mondayOf, partsOfDay, plusDays, shownWeek, slotsOf, weekOf, type FreeDay } from './week.ts'

const LENA = StaffId.parse('0198f3a0-0000-7000-8000-000000000001')
const JUN = StaffId.parse('0198f3a0-0000-7000-8000-000000000002')
const time = (startsAt: string, practitionerId = LENA) => ({ startsAt: Instant.parse(startsAt), practitionerId })
const day = (on: string, isOpen: boolean, ...times: FreeDay['times']): FreeDay => ({ on, isOpen, times })
const known = (...days: FreeDay[]) => new Map(days.map((each) => [each.on, each]))

test('R6.3 a week begins on its Monday, over the ends of months and years', () => {
  expect(mondayOf('2026-11-23')).toBe('2026-11-23')
  expect(mondayOf('2026-11-29')).toBe('2026-11-23')
  expect(mondayOf('2027-01-01')).toBe('2026-12-28')
  expect(plusDays('2028-02-28', 2)).toBe('2028-03-01')
  expect(weekOf('2026-12-28').at(-1)).toBe('2027-01-03')
})

test('R6.3 a day says how many times are free, that none is, or that nobody works', () => {
  const nine = '2026-11-25T17:00:00.000Z'
  const days = known(
    day('2026-11-24', true),
    day('2026-11-25', true, time(nine), time(nine, JUN), time('2026-11-25T18:00:00.000Z')),
    day('2026-11-26', false),
    day('2026-11-27', true),
    day('2026-11-28', false),
    day('2026-11-29', false),
  )

  expect(shownWeek('2026-11-23', days, '2026-11-24')).toEqual([
    { on: '2026-11-23', state: 'none', free: 0 },
    { on: '2026-11-24', state: 'none', free: 0 },
    { on: '2026-11-25', state: 'free', free: 2 },
    { on: '2026-11-26', state: 'closed', free: 0 },
    { on: '2026-11-27', state: 'none', free: 0 },
    { on: '2026-11-28', state: 'closed', free: 0 },
  ])
})

test('R6.3 a week of which a day has yet to be asked for is not shown', () => {
  const two = known(day('2026-11-24', true), day('2026-11-25', true))

  expect(shownWeek('2026-11-23', known(), '2026-11-23')).toBeNull()
  expect(shownWeek('2026-11-23', two, '2026-11-24')).toBeNull()
})

test('R6.3 a Sunday on which somebody works stays', () => {
  const open = weekOf('2026-11-23').map((on) => day(on, true))

  expect(shownWeek('2026-11-23', known(...open), '2026-11-23')).toHaveLength(7)
})

test('R6.1 today is the clinic’s', () => {
  expect(dayIn('America/Toronto', '2026-11-24T04:59:00.000Z')).toBe('2026-11-23')
  expect(dayIn('America/Toronto', '2026-11-24T05:00:00.000Z')).toBe('2026-11-24')
  expect(dayIn('Pacific/Auckland', '2026-12-31T11:00:00.000Z')).toBe('2027-01-01')
})

test('R6.3 a time is offered once, whoever has it free', () => {
  const [nine, ten] = ['2026-11-25T17:00:00.000Z', '2026-11-25T18:00:00.000Z']

  expect(slotsOf([time(nine), time(nine, JUN), time(ten)])).toEqual([
    { startsAt: nine, practitionerIds: [LENA, JUN] },
    { startsAt: ten, practitionerIds: [LENA] },
  ])
})

test('R6.3 times stand under morning, afternoon and evening by the clinic’s clock', () => {
  const slots = slotsOf(['11:59', '12:00', '16:59', '17:00'].map((clock) => time(`2026-11-25T${clock}:00.000Z`)))

  const parts = partsOfDay(slots, (at) => at.slice(11, 16))

  expect(parts.map(({ part, slots: { length } }) => [part, length])).toEqual([
    ['morning', 1],
    ['afternoon', 2],
    ['evening', 1],
  ])
  expect(partsOfDay([], () => '09:00')).toEqual([])
})
