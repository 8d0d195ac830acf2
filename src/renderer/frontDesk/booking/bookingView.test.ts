import { expect, test } from 'vitest'
import { Service } from '../../../shared/contract/desk/calendar.ts'
import { AppointmentId, PatientId, StaffId } from '../../../shared/domain/ids.ts'
import { CalendarDay, ClockTime, Instant } from '../../../shared/domain/time.ts'
import type { BookingDraft } from '../../state/deskStore.ts'
import { checkBooking, problemLeft, timesOf } from './bookingView.ts'
import { BY_ITSELF } from './repeat.ts'

const ID = '019b76da-a801-7c6d-899e-ea695a4aa83c'
const today = CalendarDay.parse('2026-03-28')
const massage = Service.parse({
  id: ID,
  name: 'Massage 60',
  minutes: 60,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 10,
  isBookableOnline: true,
  practitionerIds: [],
  formIds: [],
})
const draft: BookingDraft = {
  id: AppointmentId.parse(ID),
  patientId: PatientId.parse(ID),
  practitionerId: StaffId.parse(ID),
  serviceId: massage.id,
  on: 'tomorrow',
  at: '10',
  repeat: BY_ITSELF,
  chosenVisits: new Map(),
  formIds: null,
  isTold: true,
}
const here = { today, timeZone: 'Europe/London', now: Instant.parse('2026-03-28T12:00:00.000Z') }
const nineToFive = [
  { practitionerId: StaffId.parse(ID), open: [{ from: ClockTime.parse('09:00'), to: ClockTime.parse('17:00') }] },
]
const check = (part: Partial<BookingDraft>) => {
  const whole = { ...draft, ...part }
  return checkBooking(whole, timesOf(whole, massage, nineToFive, here))
}

test('R6.2 a booking typed by keyboard alone is ready in the clinic’s zone', () => {
  expect(check({})).toMatchObject({ kind: 'ready', booking: { startsAt: '2026-03-29T09:00:00.000Z' } })
})

test('R6.2 what is missing is said at its own field', () => {
  const lacks = (part: Partial<BookingDraft>) => {
    const result = check(part)
    return result.kind === 'lacks' ? Object.keys(result.problems) : []
  }

  expect(lacks({ patientId: null, practitionerId: null, serviceId: null })).toEqual([
    'patient',
    'service',
    'practitioner',
  ])
  expect(lacks({ on: 'someday', at: 'noon' })).toEqual(['day', 'time'])
  expect(lacks({ at: '01:30' })).toEqual(['time'])
})

test('R6.2 a day or a time that cannot be read is said when it is left, an empty one only when saving', () => {
  const left = (field: 'day' | 'time', part: Partial<BookingDraft>) => {
    const whole = { ...draft, ...part }
    return problemLeft(field, whole, timesOf(whole, massage, nineToFive, here))
  }

  expect(left('day', { on: 'rosa' })).toContain('This is not a day.')
  expect(left('time', { on: 'rosa', at: 'tomorrow' })).toContain('This is not a time.')
  expect(left('time', { on: 'rosa' })).toBeUndefined()
  expect(left('day', { on: ' ' })).toBeUndefined()
})

test('R6.2 a lone hour is the one in which the practitioner works, or the clinic where nobody is chosen', () => {
  const startsAt = (part: Partial<BookingDraft>) => timesOf({ ...draft, ...part }, massage, nineToFive, here).startsAt

  expect(startsAt({ at: '2' })).toBe('2026-03-29T13:00:00.000Z')
  expect(startsAt({ at: '930' })).toBe('2026-03-29T08:30:00.000Z')
  expect(startsAt({ at: '2', practitionerId: null })).toBe('2026-03-29T13:00:00.000Z')
  expect(startsAt({ at: '0200' })).toBe('2026-03-29T01:00:00.000Z')
  expect(startsAt({ at: '2pm' })).toBe('2026-03-29T13:00:00.000Z')
})

test('R6.2 an hour by daylight that is read as one in the evening is said; what is ordinary is not', () => {
  const late = [
    { practitionerId: StaffId.parse(ID), open: [{ from: ClockTime.parse('13:00'), to: ClockTime.parse('22:00') }] },
  ]
  const passedOver = (at: string, hours = late) => timesOf({ ...draft, at }, massage, hours, here).passedOver

  expect(passedOver('9:00')).toBe('09:00')
  expect(passedOver('09:00')).toBeNull()
  expect(passedOver('2')).toBeNull()
  expect(passedOver('9:00', nineToFive)).toBeNull()
})
