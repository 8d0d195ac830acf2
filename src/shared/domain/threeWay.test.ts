import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changesKept, changesTo, compareThreeWays } from './threeWay.ts'

const FIELDS = ['phone', 'email', 'familyName'] as const
const saw = { phone: '1', email: 'ana@example.test', familyName: 'Ruiz' }

test('R10.7 only what both changed to different values is asked about', () => {
  const theirs = { ...saw, phone: '2', email: 'ana.ruiz@example.test' }

  expect(compareThreeWays(FIELDS, saw, theirs, { phone: '3', familyName: 'Vidal' })).toEqual({
    differing: ['phone'],
    mine: ['familyName'],
    theirs: ['email'],
  })
})

test('R10.7 what both changed alike is settled, and what nobody touched is not mentioned', () => {
  expect(compareThreeWays(FIELDS, saw, { ...saw, phone: '2' }, { phone: '2', email: saw.email })).toEqual({
    differing: [],
    mine: [],
    theirs: [],
  })
})

test('R10.7 a value that was taken away is a change like any other', () => {
  const values: { phone: string | null } = { phone: '1' }

  expect(compareThreeWays(['phone'], values, { phone: null }, { phone: '2' }).differing).toEqual(['phone'])
  expect(compareThreeWays(['phone'], values, { phone: '2' }, { phone: null }).differing).toEqual(['phone'])
})

test('R10.7 what is wanted as it stands already is no change', () => {
  expect(changesTo(FIELDS, saw, { phone: '1', email: 'b@example.test' })).toEqual({ email: 'b@example.test' })
  expect(changesTo(FIELDS, saw, {})).toEqual({})
})

test('R10.7 once chosen, only what this person alone changed and what was kept of it is changed of theirs', () => {
  const theirs = { phone: '2', email: 'ana.ruiz@example.test', familyName: 'Ruiz' }
  const wanted = { phone: '3', email: 'a@example.test', familyName: 'Vidal' }
  const compared = compareThreeWays(FIELDS, saw, theirs, wanted)

  expect(changesKept(compared, wanted, (field) => field === 'phone')).toEqual({ phone: '3', familyName: 'Vidal' })
  expect(changesKept(compared, wanted, () => false)).toEqual({ familyName: 'Vidal' })
})

test('R10.7 no field is in two places, and every change of either is in one unless both made it', () => {
  const value = fc.constantFrom('a', 'b', 'c')
  const all = fc.record({ phone: value, email: value, familyName: value })
  fc.assert(
    fc.property(
      all,
      all,
      fc.record({ phone: value, email: value, familyName: value }, { requiredKeys: [] }),
      (one, other, wanted) => {
        const { differing, mine, theirs } = compareThreeWays(FIELDS, one, other, wanted)
        const named = [...differing, ...mine, ...theirs]
        expect(new Set(named).size).toBe(named.length)
        for (const field of FIELDS) {
          const isMine = wanted[field] !== undefined && wanted[field] !== one[field]
          const isTheirs = other[field] !== one[field]
          const isAlike = isMine && isTheirs && wanted[field] === other[field]
          expect(named.includes(field)).toBe((isMine || isTheirs) && !isAlike)
        }
      },
    ),
  )
})
