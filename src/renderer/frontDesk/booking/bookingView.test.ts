import { expect, test } from 'vitest'
import { Service } from '../../../shared/contract/desk/calendar.ts'
import { AppointmentId, PatientId, StaffId } from '../../../shared/domain/ids.ts'
import { CalendarDay } from '../../../shared/domain/time.ts'
import type { BookingDraft } from '../../state/deskStore.ts'
import { checkBooking, timesOf } from './bookingView.ts'

const ID = '019b76da-a801-7c6d-899e-ea695a4aa83c'
const today = CalendarDay.parse('2026-03-28')
const massage = Service.parse({
  id: ID,
  name: 'Massage 60',
  minutes: 60,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 10,
  isBookableOnline: true,
  formIds: [],
})
const draft: BookingDraft = {
  id: AppointmentId.parse(ID),
  patientId: PatientId.parse(ID),
  practitionerId: StaffId.parse(ID),
  serviceId: massage.id,
  on: 'tomorrow',
  at: '10',
  formIds: null,
  isTold: true,
}
const check = (part: Partial<BookingDraft>) => {
  const whole = { ...draft, ...part }
  return checkBooking(whole, timesOf(whole, massage, today, 'Europe/London'))
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
  expect(lacks({ at: '1:30' })).toEqual(['time'])
})
