import { expect, test } from 'vitest'
import type { InboxFacts } from '../../../shared/domain/inboxFacts.ts'
import { filterOf, lineOf, toneOf, whose } from './inboxLook.ts'

const request = { kind: 'request', email: 'ana@example.test', isReadable: true, message: null } as const
const redeemed = {
  kind: 'redeemed',
  email: 'ana@example.test',
  linkId: null,
  outcome: 'added',
  hadEnded: false,
} as const
const guessed: InboxFacts = { kind: 'codesGuessed', count: 1000, since: '2026-03-02T09:00:00.000Z' as never }

test('R11.5 a request that its login did not write stands out in the list', () => {
  expect(toneOf({ ...request, isFromHolder: true })).toBe('plain')
  expect(toneOf({ ...request, isFromHolder: false })).toBe('bad')
})

test('R4.8 so does an invitation that went elsewhere, and none that was read aloud', () => {
  expect(toneOf({ ...redeemed, sentTo: 'Ana@example.test' })).toBe('plain')
  expect(toneOf({ ...redeemed, sentTo: null })).toBe('plain')
  expect(toneOf({ ...redeemed, sentTo: 'luis@example.test' })).toBe('warn')
})

test('a warning of guessed codes is of the whole clinic, and of no missing chart', () => {
  expect(whose({ patientName: null, facts: guessed })).toBe('The whole clinic')
  expect(whose({ patientName: null, facts: { ...request, isFromHolder: true } })).toBe('No chart')
  expect(whose({ patientName: 'Ana Ruiz', facts: guessed })).toBe('Ana Ruiz')
})

const booking: InboxFacts = {
  kind: 'booking',
  ...{ appointmentId: 'a' as never, linkId: 'l' as never, email: 'ben@example.test' },
  ...{ reason: null, hasBeenHere: null, isNew: true, isAwaited: false },
}

test('R6.5 the list says how many charts are likely, and what else is to be said of a booking', () => {
  const line = (likely: number | null) => lineOf({ facts: booking, likely, doneAt: null })

  expect([line(0), line(1), line(2), line(null)]).toEqual([
    'Booking: new, no chart is likely',
    'Booking to match: 1 chart is likely',
    'Booking to match: 2 charts are likely',
    'Booking to approve',
  ])
})

test('R10.1 every kind of item is under one chip', () => {
  expect(filterOf({ facts: booking })).toBe('booking')
  expect(filterOf({ facts: { kind: 'clash', appointmentId: 'a' as never } })).toBe('booking')
  expect(filterOf({ facts: guessed })).toBe('other')
})
