import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { demoPractitioners } from '../../scripts/demo/clinic.ts'
import { demoVisits, type DemoVisit } from '../../scripts/demo/demoVisits.ts'
import { OptionError, parseOptions } from '../../scripts/demo/options.ts'
import { fictionalPeople, placeOf } from '../../scripts/demo/people.ts'
import { seededRandom } from '../../scripts/demo/random.ts'
import { dayAt, weekOf } from '../../scripts/demo/workingSpans.ts'
import { PatientDetails } from '../../src/shared/domain/people.ts'
import { clockTimeOf } from '../../src/shared/domain/zone.ts'
import { toInstant } from '../../src/shared/domain/time.ts'

const MINUTE = 60_000
const ZONE = 'America/Toronto'

/** Hours and weekdays at which somebody may start it, by the clinic's clock, which changes on two of them. */
const OPENINGS = [
  ['on a Monday at 09:10', '2026-11-23T09:10'],
  ['on a Wednesday at 12:30', '2026-11-25T12:30'],
  ['on a Saturday at 15:00', '2026-11-28T15:00'],
  ['on a Sunday at 23:30', '2026-11-29T23:30'],
  ['at 00:20', '2026-11-24T00:20'],
  ['on the day that loses an hour', '2026-03-08T11:05'],
  ['in the hour that comes twice', '2026-11-01T01:40'],
] as const

describe.each(OPENINGS)('the demo %s', (_when, wallClock) => {
  const now = Temporal.PlainDateTime.from(wallClock).toZonedDateTime(ZONE).epochMilliseconds
  const visits = demoVisits(seededRandom(7), now, ZONE, 60)
  const isToday = ({ startsAt }: DemoVisit) => dayAt(startsAt, ZONE).equals(dayAt(now, ZONE))
  const standing = ({ steps }: DemoVisit) => steps.at(-1)?.status ?? 'booked'
  const endOf = ({ startsAt, service }: DemoVisit) => startsAt + service.minutes * MINUTE
  const after = (visit: DemoVisit) => endOf(visit) + visit.service.bufferAfterMinutes * MINUTE

  test('is in full swing: people waiting, one late, some in session, some gone, one who did not come', () => {
    const today = visits.filter(isToday)
    const late = today.filter((visit) => standing(visit) === 'booked' && visit.startsAt <= now - 10 * MINUTE)

    expect(late.map(({ patient }) => patient)).toEqual([placeOf('Łukasz Wójcik')])
    expect(today.filter((visit) => standing(visit) === 'arrived').length).toBeGreaterThanOrEqual(2)
    expect(today.filter((visit) => standing(visit) === 'inSession').length).toBeGreaterThanOrEqual(1)
    expect(today.filter((visit) => standing(visit) === 'booked' && visit.startsAt > now).length).toBeGreaterThan(0)
    expect(visits.filter((visit) => visit.startsAt < now && standing(visit) === 'completed').length).toBeGreaterThan(5)
    expect(visits.filter((visit) => visit.startsAt < now && standing(visit) === 'noShow')).toHaveLength(1)
    expect(visits.filter(({ startsAt }) => startsAt > now && startsAt < now + 150 * MINUTE).length).toBeGreaterThan(6)
  })

  test('has nothing that is still to happen behind it, and nothing that happened before it', () => {
    for (const { bookedAt, startsAt, steps } of visits) {
      expect(bookedAt).toBeLessThan(Math.min(now, startsAt))
      for (const { at } of steps) expect(at).toBeLessThanOrEqual(now)
    }
  })

  test('puts nobody in two places at once, buffers included', () => {
    for (const [index, one] of visits.entries()) {
      for (const other of visits.slice(index + 1)) {
        const isSame = one.practitioner === other.practitioner || one.patient === other.patient
        expect(isSame && one.startsAt < after(other) && other.startsAt < after(one)).toBe(false)
      }
    }
  })

  test('books within hours that are made around the present minute, and leaves one practitioner away', () => {
    const offered = (visit: DemoVisit) => {
      const practitioner = demoPractitioners.find(({ name }) => name === visit.practitioner)
      const weekday = dayAt(visit.startsAt, ZONE).dayOfWeek
      const from = clockTimeOf(toInstant(visit.startsAt), ZONE)
      return (
        practitioner &&
        weekOf(practitioner, now, ZONE).some((row) => row.weekday === weekday && row.from <= from && from < row.to)
      )
    }

    expect(visits.filter((visit) => !offered(visit))).toEqual([])
    expect(new Set(visits.filter(isToday).map(({ practitioner }) => practitioner))).toEqual(
      new Set(demoPractitioners.filter(({ isAwayToday }) => !isAwayToday).map(({ name }) => name)),
    )
  })

  test('leaves Dr Lee free tomorrow at ten, as the README says', () => {
    const tomorrow = dayAt(now, ZONE).add({ days: 1 })
    const inTheWay = visits.filter(
      (visit) =>
        visit.practitioner === 'Amir Lee' &&
        dayAt(visit.startsAt, ZONE).equals(tomorrow) &&
        clockTimeOf(toInstant(visit.startsAt), ZONE) < '12:30' &&
        clockTimeOf(toInstant(visit.startsAt), ZONE) > '09:00',
    )

    expect(inTheWay).toEqual([])
  })
})

test('the sixty people are believable to the chart, and nobody real', () => {
  const people = [...fictionalPeople(seededRandom(7), 60)]

  for (const person of people) {
    expect(() => PatientDetails.parse(person)).not.toThrow()
    expect(person.email ?? '@example.com').toMatch(/@example\.com$/)
    expect(person.phone ?? '604 555 0100').toMatch(/ 555 01\d\d$/)
  }
  expect(new Set(people.map(({ givenName, familyName }) => `${givenName} ${familyName}`)).size).toBe(60)
  expect(people.filter(({ familyName }) => familyName.includes('’')).length).toBeGreaterThan(2)
})

describe('npm start', () => {
  test('takes its options', () => {
    expect(parseOptions(['--port', '5000', '--patients', '100000', '--no-open', '--data', '/tmp/x'])).toEqual({
      port: 5000,
      patients: 100_000,
      isEmpty: false,
      opens: false,
      dataFolder: '/tmp/x',
    })
    expect(parseOptions([])).toMatchObject({ patients: 60, isEmpty: false, opens: true, dataFolder: null })
    expect(parseOptions(['--empty'])).toMatchObject({ isEmpty: true })
  })

  test.each([
    ['--port', 'x'],
    ['--port', '80'],
    ['--port', '65534'],
    ['--patients', '3'],
    ['--colour'],
    ['--empty', '--patients', '60'],
  ])('says what it takes instead of %s %s', (...argv) => {
    expect(() => parseOptions(argv)).toThrow(OptionError)
  })
})
