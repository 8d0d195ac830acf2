import { expect, test } from 'vitest'
import { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import { actOf, countMissing, toSections } from './todayView.ts'

const ID = '019b76da-a801-7c6d-899e-ea695a4aa83c'

function visit(part: Partial<Record<keyof DayAppointment, unknown>>): DayAppointment {
  return DayAppointment.parse({
    id: ID,
    version: 1,
    patientId: ID,
    patientName: 'Ana Ruiz',
    patientAge: 41,
    patientPhone: null,
    practitionerId: ID,
    serviceId: ID,
    serviceName: 'Massage 60',
    startsAt: '2026-11-23T17:00:00.000Z',
    endsAt: '2026-11-23T18:00:00.000Z',
    status: 'booked',
    statusAt: '2026-11-20T17:00:00.000Z',
    claim: null,
    isBookedOnline: false,
    cancelReason: null,
    reason: null,
    note: null,
    alert: null,
    called: null,
    isKnown: true,
    hasEmail: true,
    isAwaited: false,
    reminder: 'none',
    blockers: [],
    series: null,
    invitationId: null,
    ...part,
  })
}

test('R10.1 the day falls into who waits, who is in, who is next and who is done, each by time', () => {
  const day = [
    visit({ status: 'booked', patientName: 'late', startsAt: '2026-11-23T19:00:00.000Z' }),
    visit({ status: 'booked', patientName: 'early' }),
    visit({ status: 'arrived' }),
    visit({ status: 'inSession' }),
    visit({ status: 'completed' }),
    visit({ status: 'noShow' }),
    visit({ status: 'cancelled' }),
  ]

  const { waiting, inSession, next, done } = toSections(day)

  expect([waiting.length, inSession.length, next.length, done.length]).toEqual([1, 1, 2, 3])
  expect(next.map(({ patientName }) => patientName)).toEqual(['early', 'late'])
})

test('R10.1 a row offers the act that settles what is missing, the address first', () => {
  expect(actOf(visit({ blockers: ['formNotReturned', 'mailBounced'] }))).toBe('fix')
  expect(actOf(visit({ blockers: ['formNotReturned', 'noEmail'] }))).toBe('addEmail')
  expect(actOf(visit({ blockers: ['formNotReturned'] }))).toBe('nudge')
  expect(actOf(visit({ blockers: ['limitedOnly'] }))).toBeNull()
  expect(actOf(visit({ blockers: ['mailBounced'], status: 'completed' }))).toBeNull()
})

test('R10.1, R6.6 something is missing of visits still to come, and of those that are off without a word', () => {
  const blocked = { blockers: ['notTold'] }

  expect(countMissing([visit(blocked), visit({ ...blocked, status: 'arrived' }), visit({})])).toBe(2)
  expect(countMissing([visit({ ...blocked, status: 'cancelled' }), visit({ status: 'cancelled' })])).toBe(1)
  expect(countMissing([visit({ ...blocked, status: 'completed' }), visit({ ...blocked, status: 'inSession' })])).toBe(0)
})
