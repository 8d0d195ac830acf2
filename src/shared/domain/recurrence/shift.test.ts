import { expect, test } from 'vitest'
import { StaffId } from '../ids.ts'
import { CalendarDay, ClockTime, MINUTE, minutesBetween, plusMilliseconds } from '../time.ts'
import { clockTimeOf, dayOf, instantOf, plusDays } from '../zone.ts'
import { movedAlong, type Placed } from './shift.ts'

const ZONE = 'Europe/Paris'
const lee = StaffId.parse('01900000-0000-7000-8000-000000000001')
const okafor = StaffId.parse('01900000-0000-7000-8000-000000000002')
const TUESDAY = CalendarDay.parse('2026-09-15')

function placed(day: CalendarDay, time: string, minutes = 30, practitionerId = lee): Placed {
  const startsAt = instantOf(day, ClockTime.parse(time), ZONE)
  return { startsAt, endsAt: plusMilliseconds(startsAt, minutes * MINUTE), practitionerId }
}
const wallOf = ({ startsAt }: Placed) => `${dayOf(startsAt, ZONE)} ${clockTimeOf(startsAt, ZONE)}`
const weeksOn = (weeks: number) => plusDays(TUESDAY, 7 * weeks)

test('R6.2 whoever goes along is as many days and as much of the clock later, over both changes of the clock', () => {
  const moved = { from: placed(TUESDAY, '09:00'), to: placed(plusDays(TUESDAY, 2), '10:30') }

  for (let week = 0; week < 40; week += 1) {
    const visit = movedAlong(placed(weeksOn(week), '09:00'), moved, ZONE)
    expect(wallOf(visit)).toBe(`${plusDays(weeksOn(week), 2)} 10:30`)
  }
})

test('R6.2 earlier, and over midnight, is by the clock too', () => {
  const moved = { from: placed(TUESDAY, '09:00'), to: placed(plusDays(TUESDAY, -1), '23:45') }

  expect(wallOf(movedAlong(placed(weeksOn(6), '00:30'), moved, ZONE))).toBe(`${plusDays(weeksOn(6), -1)} 15:15`)
  expect(wallOf(movedAlong(placed(weeksOn(6), '13:00'), moved, ZONE))).toBe(`${plusDays(weeksOn(6), 0)} 03:45`)
})

test('R6.2 a time that the change of the clock skips is as long after it', () => {
  const moved = { from: placed(TUESDAY, '09:00'), to: placed(TUESDAY, '02:30') }

  expect(wallOf(movedAlong(placed(CalendarDay.parse('2027-03-28'), '09:00'), moved, ZONE))).toBe('2027-03-28 03:30')
})

test('R6.2 with whom and how long changes of those that were as the one that is moved', () => {
  const moved = { from: placed(TUESDAY, '09:00'), to: placed(TUESDAY, '09:00', 45, okafor) }
  const minutes = ({ startsAt, endsAt }: Placed) => minutesBetween(startsAt, endsAt)

  const same = movedAlong(placed(weeksOn(1), '09:00'), moved, ZONE)
  expect([same.practitionerId, minutes(same)]).toEqual([okafor, 45])
  const third = StaffId.parse('01900000-0000-7000-8000-000000000003')
  const other = movedAlong(placed(weeksOn(1), '09:00', 60, third), moved, ZONE)
  expect([other.practitionerId, minutes(other)]).toEqual([third, 60])
})
