import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ServiceId, StaffId, WaitingEntryId } from './ids.ts'
import { CalendarDay, ClockTime, Instant, plusMilliseconds } from './time.ts'
import {
  askedToWait,
  inLine,
  isStandingOffer,
  MOST_ASKED_ONLINE,
  offerStanding,
  offerUntil,
  OfferState,
  partOf,
  suitedBy,
  whyNotMoved,
  type FreedTime,
  type MovableVisit,
  type Waiting,
} from './waitingList.ts'

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
const [initial, massage] = [ServiceId.parse(id(1)), ServiceId.parse(id(2))]
const [lee, park] = [StaffId.parse(id(11)), StaffId.parse(id(12))]
const entryId = (number: number) => WaitingEntryId.parse(id(100 + number))
const day = (text: string) => CalendarDay.parse(text)
const at = (text: string) => Instant.parse(text)

/** A Tuesday, in the morning. */
const freed: FreedTime = {
  practitionerId: lee,
  startsAt: at('2026-11-24T11:00:00.000Z'),
  on: day('2026-11-24'),
  clock: ClockTime.parse('11:00'),
  serviceIds: [initial],
  triedEntryIds: [],
}

function waiting(number: number, change: Partial<Waiting> = {}): Waiting {
  return {
    id: entryId(number),
    serviceId: initial,
    practitionerId: null,
    weekdays: [],
    parts: [],
    fromOn: null,
    untilOn: null,
    isUrgent: false,
    since: at('2026-11-02T09:00:00.000Z'),
    isOffered: false,
    insteadOfAt: null,
    ...change,
  }
}

const numbersOf = (time: FreedTime, ...entries: Waiting[]) =>
  suitedBy(time, entries).map(({ entry }) => Number(entry.id.slice(-3)) - 100)

describe('whom a freed time suits', () => {
  test.each<[string, Partial<Waiting>]>([
    ['another service', { serviceId: massage }],
    ['another practitioner', { practitionerId: park }],
    ['another weekday', { weekdays: [1, 3, 7] }],
    ['a visit that is sooner', { insteadOfAt: at('2026-11-24T10:00:00.000Z') }],
    ['a visit at that time', { insteadOfAt: freed.startsAt }],
    ['another part of the day', { parts: ['afternoon', 'evening'] }],
    ['later days', { fromOn: day('2026-11-25') }],
    ['earlier days', { untilOn: day('2026-11-23') }],
    ['an offer that is not answered', { isOffered: true }],
  ])('R6.2 nobody who waits with %s', (_name, change) => {
    expect(numbersOf(freed, waiting(1, change))).toEqual([])
  })

  test.each<[string, Partial<Waiting>, readonly string[]]>([
    ['no wish', {}, ['anyTime']],
    ['this practitioner', { practitionerId: lee }, ['practitioner', 'anyTime']],
    ['this weekday among others', { weekdays: [2, 4] }, ['weekday']],
    ['this part of the day', { parts: ['morning'] }, ['part']],
    ['the very day', { fromOn: day('2026-11-24'), untilOn: day('2026-11-24') }, ['dates', 'anyTime']],
    ['a last day', { untilOn: day('2026-11-30') }, ['dates', 'anyTime']],
    ['a first day', { fromOn: day('2026-11-01') }, ['dates', 'anyTime']],
    ['a visit later than it', { insteadOfAt: at('2026-11-24T11:15:00.000Z') }, ['anyTime']],
    ['urgency', { isUrgent: true }, ['urgent', 'anyTime']],
  ])('R6.2 whoever waits with %s, and by what', (_name, change, because) => {
    expect(suitedBy(freed, [waiting(1, change)]).map((each) => each.because)).toEqual([because])
  })

  test('R6.2 nobody is offered the same time twice', () => {
    expect(numbersOf({ ...freed, triedEntryIds: [entryId(1)] }, waiting(1), waiting(2))).toEqual([2])
  })

  test('R6.2 whoever is urgent comes first, then whoever waits longest, then whoever was entered first', () => {
    const early = at('2026-10-01T09:00:00.000Z')
    expect(
      numbersOf(freed, waiting(4), waiting(3), waiting(8, { since: early }), waiting(9, { isUrgent: true })),
    ).toEqual([9, 8, 3, 4])
  })

  test('R6.2 the order is one order, whatever the list was in', () => {
    const entry = fc.record({
      number: fc.integer({ min: 1, max: 99 }),
      isUrgent: fc.boolean(),
      hour: fc.integer({ min: 10, max: 12 }),
    })
    fc.assert(
      fc.property(fc.uniqueArray(entry, { selector: ({ number }) => number, maxLength: 8 }), (entries) => {
        const list = entries.map(({ number, isUrgent, hour }) =>
          waiting(number, { isUrgent, since: at(`2026-11-02T${hour}:00:00.000Z`) }),
        )
        const line = suitedBy(freed, list).map((each) => each.entry)
        expect(suitedBy(freed, [...list].reverse()).map((each) => each.entry)).toEqual(line)
        line.forEach((each, place) => line.slice(place + 1).forEach((next) => expect(inLine(each, next)).toBe(-1)))
      }),
      { numRuns: 40 },
    )
  })
})

test.each([
  ['00:00', 'morning'],
  ['11:59', 'morning'],
  ['12:00', 'afternoon'],
  ['16:59', 'afternoon'],
  ['17:00', 'evening'],
  ['23:59', 'evening'],
])('R6.2 %s is in the %s', (clock, part) => {
  expect(partOf(ClockTime.parse(clock))).toBe(part)
})

describe('how long an offer stands', () => {
  const now = at('2026-11-23T12:00:00.000Z')
  test.each([
    ['two hours where there is time', '2026-11-24T11:00:00.000Z', '2026-11-23T14:00:00.000Z'],
    ['until the notice before it begins', '2026-11-23T15:30:00.000Z', '2026-11-23T13:30:00.000Z'],
    ['ten minutes at least', '2026-11-23T14:10:00.000Z', '2026-11-23T12:10:00.000Z'],
    ['not at all where that is less', '2026-11-23T14:09:00.000Z', null],
    ['not at all in the past', '2026-11-23T09:00:00.000Z', null],
  ])('R6.2 %s', (_name, startsAt, until) => {
    expect(offerUntil({ startsAt: at(startsAt), noticeMinutes: 120, offerMinutes: 120 }, now)).toBe(until)
  })

  test('R6.2 as long as the clinic keeps one, and not longer than the notice leaves', () => {
    const asked = { startsAt: at('2026-11-23T15:30:00.000Z'), noticeMinutes: 120 }

    expect(offerUntil({ ...asked, offerMinutes: 15 }, now)).toBe('2026-11-23T12:15:00.000Z')
    expect(offerUntil({ ...asked, offerMinutes: 1_440 }, now)).toBe('2026-11-23T13:30:00.000Z')
  })

  test('R6.2 an offer lapses by itself, and one that was answered stays what it is', () => {
    const until = at('2026-11-23T14:00:00.000Z')
    const standing = (state: OfferState, clock: string) => offerStanding({ state, until }, at(`2026-11-23T${clock}Z`))

    expect(standing('offered', '13:59:59.999')).toBe('offered')
    expect(standing('asking', '13:59:59.999')).toBe('asking')
    for (const state of OfferState.options) {
      const isOpen = state === 'offered' || state === 'asking'
      expect(standing(state, '14:00:00.000')).toBe(isOpen ? 'lapsed' : state)
    }
  })
})

test('R6.2, R11.6 who asks online waits once for a service, for five at most, and for none that is not offered', () => {
  const services = Array.from({ length: 6 }, (_, at) => ServiceId.parse(id(at)))
  const [serviceId, ...others] = services
  if (!serviceId) throw new Error('A service')
  const asked = { serviceId, isOffered: true, isTakenAway: false, waitsFor: others.slice(0, MOST_ASKED_ONLINE - 1) }

  expect(askedToWait(asked)).toBe('added')
  expect(askedToWait({ ...asked, waitsFor: others })).toBe('tooMany')
  expect(askedToWait({ ...asked, waitsFor: [...others, serviceId] })).toBe('waitsAlready')
  expect(askedToWait({ ...asked, waitsFor: [serviceId], isOffered: false })).toBe('notOffered')
  expect(askedToWait({ ...asked, isOffered: false, isTakenAway: true })).toBe('accessEnded')
})

test('R6.2 a time is kept while its offer is asked for or stands, and not once anything came of it', () => {
  expect(OfferState.options.filter(isStandingOffer)).toEqual(['asking', 'offered'])
})

describe('the visit that a yes moves', () => {
  const now = at('2026-11-20T09:00:00.000Z')
  const visit: MovableVisit = {
    ...{ startsAt: plusMilliseconds(now, 1), status: 'booked', serviceId: initial, practitionerId: lee },
  }

  test.each<[string, StaffId | null]>([
    ['anyone', null],
    ['that practitioner', lee],
  ])('R6.2 is one to come of what they wait for, where they wait for %s', (_name, practitionerId) => {
    expect(whyNotMoved(visit, { serviceId: initial, practitionerId }, now)).toBeNull()
  })

  test.each<[string, Partial<MovableVisit> | null]>([
    ['off', null],
    ['off', { status: 'cancelled' }],
    ['here', { status: 'arrived' }],
    ['here', { status: 'inSession' }],
    ['here', { status: 'completed', startsAt: now }],
    ['here', { status: 'noShow', startsAt: now }],
    ['over', { startsAt: now }],
    ['otherService', { serviceId: massage }],
    ['otherPractitioner', { practitionerId: park }],
  ])('R6.2 stays where it is, and another is made: %s', (because, change) => {
    expect(whyNotMoved(change && { ...visit, ...change }, { serviceId: initial, practitionerId: lee }, now)).toBe(
      because,
    )
  })
})
