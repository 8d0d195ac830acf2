import { expect, test } from 'vitest'
import type { Occurrence } from '../../../shared/contract/desk/series.ts'
import { AppointmentId } from '../../../shared/domain/ids.ts'
import { MOST_VISITS, occurrencesOf } from '../../../shared/domain/recurrence/recurrence.ts'
import { CalendarDay, Instant } from '../../../shared/domain/time.ts'
import { BY_ITSELF, lacksReason, recurrenceOf, shownVisit, tickedVisits, type RepeatChoice } from './repeat.ts'

const NINE = Instant.parse('2026-10-06T07:00:00.000Z')
const TEN = Instant.parse('2026-10-06T08:00:00.000Z')
const usual: Occurrence = {
  ...{ originallyAt: NINE, endsAt: TEN, concerns: [], taken: null, isOnSale: false, nextFreeAt: null },
}
const taken: Occurrence = { ...usual, taken: { startsAt: NINE, endsAt: TEN, patientName: 'Ben' }, nextFreeAt: TEN }
const away: Occurrence = { ...usual, concerns: [{ kind: 'away' }], nextFreeAt: TEN }
const past: Occurrence = { ...usual, concerns: [{ kind: 'past' }] }

test('R6.2 what is chosen in the panel is a rule, or none while its number is none', () => {
  const ends = { kind: 'count', count: 10 }
  const chosen = (part: Partial<RepeatChoice>) => recurrenceOf({ ...BY_ITSELF, ...part }, null)
  expect(chosen({})).toBeNull()
  expect(chosen({ repeat: 'week' })).toEqual({ every: 'week', interval: 1, weekdays: [], ends })
  expect(chosen({ repeat: 'twoWeeks' })).toMatchObject({ every: 'week', interval: 2 })
  expect(chosen({ repeat: 'fourWeeks' })).toMatchObject({ every: 'week', interval: 4 })
  expect(chosen({ repeat: 'month', weekdays: [2] })).toEqual({ every: 'month', interval: 1, ends })
  expect([0, 1.5, MOST_VISITS + 1].map((count) => chosen({ repeat: 'week', count }))).toEqual([null, null, null])
  expect(chosen({ repeat: 'week', count: 1 })).not.toBeNull()
  expect(chosen({ repeat: 'week', count: MOST_VISITS })).not.toBeNull()
})

test('R6.2 it ends on a day, never before its first, and is on other days of the week too', () => {
  const [first, last] = [CalendarDay.parse('2026-10-06'), CalendarDay.parse('2026-10-15')]
  const tuesdayAndThursday = { ...BY_ITSELF, repeat: 'week', ends: 'until', until: last, weekdays: [4] } as const
  const recurrence = recurrenceOf(tuesdayAndThursday, first)

  expect(recurrence).toEqual({ every: 'week', interval: 1, weekdays: [4], ends: { kind: 'until', on: last } })
  expect(recurrence && occurrencesOf(recurrence, NINE, 'Europe/Paris').startsAt.map((at) => at.slice(0, 10))).toEqual([
    ...['2026-10-06', '2026-10-08', '2026-10-13', '2026-10-15'],
  ])
  expect(recurrenceOf({ ...tuesdayAndThursday, until: null }, first)).toBeNull()
  expect(recurrenceOf(tuesdayAndThursday, CalendarDay.parse('2026-10-16'))).toBeNull()
})

test('R6.2 one that is odd is ticked by a person alone, one in the past by nobody', () => {
  expect(shownVisit(usual)).toMatchObject({ isTicked: true, isImpossible: false })
  expect(shownVisit(usual, { isTicked: false }).isTicked).toBe(false)
  expect(shownVisit(away)).toMatchObject({ isTicked: false, isImpossible: false })
  expect(shownVisit(away, { isTicked: true }).isTicked).toBe(true)
  expect(shownVisit(taken)).toMatchObject({ isTicked: false, isImpossible: false, reason: null })
  expect(shownVisit(past, { isTicked: true })).toMatchObject({ isTicked: false, isImpossible: true })
  expect(shownVisit(taken, { isElsewhere: true })).toMatchObject({ isTicked: true, isImpossible: false, startsAt: TEN })
  expect(shownVisit(past, { isElsewhere: true })).toMatchObject({ isTicked: false, startsAt: NINE })
})

test('R6.2 what is ticked is booked despite what was said beside it, at the next free time despite nothing', () => {
  const id = AppointmentId.parse('01900000-0000-7000-8000-000000000001')
  const shown = [shownVisit(away, { isTicked: true }), shownVisit(away, { isElsewhere: true }), shownVisit(taken)]

  expect(tickedVisits(shown, () => id)).toEqual([
    { id, originallyAt: NINE, startsAt: NINE, overbookReason: null, despite: ['away'] },
    { id, originallyAt: NINE, startsAt: TEN, overbookReason: null, despite: [] },
  ])
})

test('R6.2, R6.4 two at once are ticked by a person, who says why; at the next free time there is nothing to say', () => {
  const id = AppointmentId.parse('01900000-0000-7000-8000-000000000001')
  const ticked = shownVisit(taken, { isTicked: true })
  const said = shownVisit(taken, { isTicked: true, reason: ' Both agreed ' })
  const elsewhere = shownVisit(taken, { isTicked: true, isElsewhere: true, reason: 'Both agreed' })

  expect([ticked, said, elsewhere, shownVisit(usual)].map(lacksReason)).toEqual([true, false, false, false])
  expect(tickedVisits([said, elsewhere], () => id).map(({ overbookReason }) => overbookReason)).toEqual([
    ...['Both agreed', null],
  ])
})
