import { expect, test } from 'vitest'
import { MyVisit } from '../../../shared/contract/desk/myDay.ts'
import { Instant } from '../../../shared/domain/time.ts'
import { countToCome, daysSince, toMyGroups, upNext } from './myDayView.ts'

const ID = '019b76da-a801-7c6d-899e-ea695a4aa83c'

/** @param at an hour of the day, as `17` */
function visit(patientName: string, status: string, at: number): MyVisit {
  return MyVisit.parse({
    ...{ id: ID, version: 1, patientId: ID, patientName, patientAge: 41 },
    patientPhone: null,
    ...{ practitionerId: ID, serviceId: ID, serviceName: 'Massage 60' },
    startsAt: `2026-11-23T${at}:00:00.000Z`,
    endsAt: `2026-11-23T${at}:30:00.000Z`,
    ...{ status, statusAt: '2026-11-20T17:00:00.000Z', blockers: [], series: null, invitationId: null },
    ...{
      claim: null,
      isBookedOnline: false,
      isAwaited: false,
      reminder: 'none',
      cancelReason: null,
      isKnown: true,
      hasEmail: true,
    },
    ...{ reason: null, note: null, alert: null, called: null },
    ...{ lastVisitAt: null, news: { forms: 0, keptAside: 0, changedAnswers: 0, hasFirstAnswers: false, requests: 0 } },
  })
}
const names = (visits: readonly MyVisit[]) => visits.map(({ patientName }) => patientName)
const day = [
  visit('was', 'completed', 14),
  visit('off', 'cancelled', 15),
  visit('in', 'inSession', 16),
  visit('here', 'arrived', 19),
  visit('next', 'booked', 18),
]

test('R10.1 my day falls into who is in, who is next, here or not, and who is done, each by time', () => {
  const groups = toMyGroups(day)

  expect(names(groups.inSession)).toEqual(['in'])
  expect(names(groups.next)).toEqual(['next', 'here'])
  expect(names(groups.done)).toEqual(['was', 'off'])
  expect(countToCome(day)).toBe(2)
})

test('R10.1 at first one prepares for whoever waits, else whoever is in, else whoever comes next, else who was last', () => {
  const chosen = (...statuses: readonly string[]) =>
    upNext(toMyGroups(day.filter(({ status }) => statuses.includes(status))))?.patientName

  expect(chosen('completed', 'inSession', 'arrived', 'booked')).toBe('here')
  expect(chosen('completed', 'inSession', 'booked')).toBe('in')
  expect(chosen('completed', 'booked')).toBe('next')
  expect(chosen('completed', 'cancelled')).toBe('off')
  expect(chosen()).toBeUndefined()
})

test('R10.1 for how long something was left open is counted in the clinic’s days', () => {
  const now = Instant.parse('2026-11-24T06:30:00.000Z')

  expect(daysSince(Instant.parse('2026-11-23T10:00:00.000Z'), now, 'America/Vancouver')).toBe(0)
  expect(daysSince(Instant.parse('2026-11-23T06:30:00.000Z'), now, 'America/Vancouver')).toBe(1)
  expect(daysSince(Instant.parse('2026-10-26T20:00:00.000Z'), now, 'America/Vancouver')).toBe(28)
})
