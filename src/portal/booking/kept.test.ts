import { expect, test } from 'vitest'
import { keptIn, NOTHING_KEPT, NOTHING_TYPED, NOTHING_WAITED_FOR } from './kept.ts'

const held = {
  appointmentId: '0198f3a0-0000-7000-8000-000000000001',
  practitionerId: '0198f3a0-0000-7000-8000-000000000002',
  serviceId: '0198f3a0-0000-7000-8000-000000000003',
  newLinkId: '0198f3a0-0000-7000-8000-000000000004',
  token: 'a-token-of-the-hold',
  startsAt: '2026-11-24T17:00:00.000Z',
  endsAt: '2026-11-24T17:20:00.000Z',
  heldUntil: '2026-11-23T09:13:00.000Z',
  endsHereAt: 1_796_000_000_000,
}
const typed = { ...NOTHING_TYPED, givenName: 'Nadia', birth: { ...NOTHING_TYPED.birth, day: '14' }, hasBeenHere: false }
const visit = { ...held, linkId: held.newLinkId, changeableUntil: held.startsAt }

const ID = '0198f3a0-0000-7000-8000-000000000009'

test('section 12 what was typed and held is there after a reload', () => {
  const days = { from: NOTHING_TYPED.birth, until: { ...NOTHING_TYPED.birth, day: '31' } }
  const wait = { parts: ['morning', 'evening'], weekdays: [2, 4], days, insteadOfId: ID, message: 'After school' }
  const kept = { typed, held, booked: { visit, email: 'nadia@example.com', isNewLogin: true }, wait }

  expect(keptIn(JSON.stringify(kept))).toEqual(kept)
})

test('section 12 what nobody kept, or an older page, is nothing', () => {
  expect(keptIn(null)).toEqual(NOTHING_KEPT)
  expect(keptIn('{')).toEqual(NOTHING_KEPT)
  expect(keptIn('[1]')).toEqual(NOTHING_KEPT)
  expect(keptIn(JSON.stringify({ typed: { givenName: 7, hasBeenHere: 'yes' } }))).toEqual(NOTHING_KEPT)
})

test('R6.2 of what was typed for the waiting list only what can be chosen there comes back', () => {
  const wait = {
    parts: ['morning', 'night'],
    weekdays: [0, 3, 8, 'x'],
    days: { from: { day: 7 } },
    insteadOfId: 'x',
    message: null,
  }

  expect(keptIn(JSON.stringify({ wait })).wait).toEqual({ ...NOTHING_WAITED_FOR, parts: ['morning'], weekdays: [3] })
})

test('R6.3 a hold without its token, or without an end, is none; what was typed stays', () => {
  for (const missing of ['token', 'newLinkId', 'endsHereAt']) {
    expect(keptIn(JSON.stringify({ typed, held: { ...held, [missing]: undefined } }))).toEqual({
      ...NOTHING_KEPT,
      typed,
    })
  }
})

test('R6.3 a visit that was booked is told with its mailbox, or not at all', () => {
  expect(keptIn(JSON.stringify({ booked: { visit } })).booked).toBeNull()
  expect(
    keptIn(JSON.stringify({ booked: { visit: { ...visit, linkId: null }, email: 'a@example.com' } })).booked,
  ).toBeNull()
})
