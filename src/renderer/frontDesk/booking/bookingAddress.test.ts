import { expect, test } from 'vitest'
import { CalendarDay } from '../../../shared/domain/time.ts'
import { PatientId, ServiceId, StaffId } from '../../../shared/domain/ids.ts'
import { fromAddress, isBookingTyped, newDraft, toAddress } from './bookingAddress.ts'
import { BY_ITSELF } from './repeat.ts'

const on = CalendarDay.parse('2026-11-24')
const start = {
  patientId: PatientId.parse('0190d0b4-0000-7000-8000-000000000001'),
  serviceId: ServiceId.parse('0190d0b4-0000-7000-8000-000000000002'),
  practitionerId: StaffId.parse('0190d0b4-0000-7000-8000-000000000003'),
  at: '10:30',
  repeat: { ...BY_ITSELF, repeat: 'fourWeeks', count: 12, weekdays: [2, 4] },
} as const

test('R10.4 a booking is read from its address as it was written', () => {
  expect(fromAddress(toAddress(newDraft(on, start)))).toEqual(start)
  const nothing = { patientId: null, serviceId: null, practitionerId: null, repeat: BY_ITSELF, at: '' }
  expect(fromAddress(toAddress(newDraft(on, {})))).toEqual(nothing)
})

test('R10.4 what cannot be read in an address is left to be filled in', () => {
  const nothing = { patientId: null, serviceId: null, practitionerId: null, repeat: BY_ITSELF, at: '' }
  expect(fromAddress('x~~y~z~2~3')).toEqual({ ...nothing, at: '2~3' })
  expect(fromAddress(`~~~~${'9'.repeat(300)}`).at).toHaveLength(20)
  expect(fromAddress('')).toEqual(nothing)
  for (const repeat of ['day3', 'no3', 'week', 'week1000', 'xweek3', 'week3x', 'week-2026-02-30', 'week3-8', '-3']) {
    expect(fromAddress(`~~~${repeat}~`).repeat).toEqual(BY_ITSELF)
  }
  expect(fromAddress('~~~week3~').repeat).toEqual({ ...BY_ITSELF, repeat: 'week', count: 3 })
  const until = CalendarDay.parse('2027-03-01')
  expect(fromAddress('~~~week-2027-03-01-42~').repeat).toEqual({
    ...{ ...BY_ITSELF, repeat: 'week', ends: 'until', until, weekdays: [2, 4] },
  })
  const untilOn = { ...BY_ITSELF, repeat: 'month', ends: 'until', until } as const
  expect(fromAddress(toAddress(newDraft(on, { repeat: untilOn }))).repeat).toEqual(untilOn)
})

test('R10.4 a booking is half typed once anything differs from how it was opened', () => {
  const draft = newDraft(on, start)
  expect(isBookingTyped(draft, draft)).toBe(false)
  expect(isBookingTyped({ ...draft, at: '11' }, draft)).toBe(true)
  expect(isBookingTyped({ ...draft, isTold: false }, draft)).toBe(true)
  expect(isBookingTyped({ ...draft, formIds: [] }, draft)).toBe(true)
  expect(isBookingTyped({ ...draft, emailToAdd: { patientId: start.patientId, typed: 'a' } }, draft)).toBe(true)
  expect(isBookingTyped({ ...draft, repeat: BY_ITSELF }, draft)).toBe(true)
  expect(isBookingTyped({ ...draft, chosenVisits: new Map() }, draft)).toBe(true)
  // Another day is looked at.
  expect(isBookingTyped({ ...draft, on: '25 Nov 2026' }, draft)).toBe(false)
})
