import { expect, test } from 'vitest'
import type { Occurrence } from '../../../shared/contract/desk/series.ts'
import { AppointmentId } from '../../../shared/domain/ids.ts'
import { MOST_VISITS } from '../../../shared/domain/recurrence/recurrence.ts'
import { Instant } from '../../../shared/domain/time.ts'
import { lacksReason, recurrenceOf, shownVisit, tickedVisits } from './repeat.ts'

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
  expect(recurrenceOf({ repeat: 'no', count: 10 })).toBeNull()
  expect(recurrenceOf({ repeat: 'week', count: 10 })).toEqual({ every: 'week', interval: 1, weekdays: [], ends })
  expect(recurrenceOf({ repeat: 'twoWeeks', count: 10 })).toMatchObject({ every: 'week', interval: 2 })
  expect(recurrenceOf({ repeat: 'fourWeeks', count: 10 })).toMatchObject({ every: 'week', interval: 4 })
  expect(recurrenceOf({ repeat: 'month', count: 10 })).toEqual({ every: 'month', interval: 1, ends })
  expect([0, 1.5, MOST_VISITS + 1].map((count) => recurrenceOf({ repeat: 'week', count }))).toEqual([null, null, null])
  expect(recurrenceOf({ repeat: 'week', count: 1 })).not.toBeNull()
  expect(recurrenceOf({ repeat: 'week', count: MOST_VISITS })).not.toBeNull()
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
