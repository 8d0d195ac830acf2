import { expect, test } from 'vitest'
import { calledOnceMoved, callListOf } from './callList.ts'
import { StaffId } from './ids.ts'
import { ReminderState } from './reminders.ts'
import { Instant } from './time.ts'
import { AppointmentStatus } from './visibility.ts'

const at = (text: string) => Instant.parse(text)
const called = { at: at('2026-03-02T16:00:00.000Z'), by: StaffId.parse('018f0000-0000-7000-8000-000000000001') }
/** 23:00 on 2 March in Vancouver. */
const visit = { startsAt: at('2026-03-03T07:00:00.000Z'), called }

test('R6.2 a tick of the call list is of a day, the clinic’s: another time of it keeps the tick, another day does not', () => {
  expect(calledOnceMoved(visit, at('2026-03-02T18:00:00.000Z'), 'America/Vancouver')).toBe(called)
  expect(calledOnceMoved(visit, at('2026-03-03T08:00:00.000Z'), 'America/Vancouver')).toBeNull()
  expect(calledOnceMoved({ ...visit, called: null }, visit.startsAt, 'America/Vancouver')).toBeNull()
})

test('R10.1 the call list has whoever is expected or is here, and nobody who was or does not come', () => {
  const day = AppointmentStatus.options.map((status) => ({ status, reminder: 'left' as const }))
  expect(callListOf(day, 'everybody').map(({ status }) => status)).toEqual(['booked', 'arrived', 'inSession'])
})

test('R9.1 without a reminder is whom none goes to and who comes: one that is on its way, or did not arrive, is another thing', () => {
  const day = ReminderState.options.map((reminder) => ({ status: 'booked' as const, reminder }))
  expect(callListOf([...day, { status: 'cancelled', reminder: 'none' }], 'withoutReminder')).toEqual([
    { status: 'booked', reminder: 'none' },
  ])
})
