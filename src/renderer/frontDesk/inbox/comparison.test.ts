import { expect, test } from 'vitest'
import type { Compared } from '../../../shared/contract/desk/onlineBooking.ts'
import { isVeryLikely, matchesOf } from './comparison.ts'

const typed: Compared = {
  ...{ id: 'p' as never, version: 1, chartNumber: 1, access: 'limited', standing: 'provisional' },
  ...{ givenName: 'Benjamin', familyName: 'Okafor', birthOn: '1974-05-02' as never },
  ...{ phone: '604 555 0171', email: 'benjamin@example.org', lastVisit: null, online: [] },
}

test('R6.5 every detail of a chart stands beside what was typed', () => {
  const chart = { ...typed, givenName: 'Ben', phone: '+1 604 555 0171', email: 'ben@example.com' }
  const child = { ...typed, givenName: 'Chidi Benjamin', birthOn: '2012-08-19' as never, email: null }

  expect(matchesOf(typed, { ...chart, reasons: ['nearNameAndBirth', 'familyAndPhone'] })).toEqual({
    ...{ name: 'near', born: 'same', phone: 'same', email: 'differs' },
  })
  expect(matchesOf(typed, { ...child, reasons: ['familyAndPhone'] })).toEqual({
    ...{ name: 'near', born: 'differs', phone: 'same', email: 'none' },
  })
  expect(matchesOf(typed, { ...typed, email: 'Benjamin@Example.org', reasons: ['nameAndBirth'] })).toEqual({
    ...{ name: 'same', born: 'same', phone: 'same', email: 'same' },
  })
})

test('R6.5 a family’s telephone alone is less than a birth date with a name that fits', () => {
  expect(isVeryLikely({ reasons: ['nearNameAndBirth'] })).toBe(true)
  expect(isVeryLikely({ reasons: ['familyAndPhone', 'email'] })).toBe(false)
})
