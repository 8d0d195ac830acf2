import { expect, test } from 'vitest'
import { TypedPerson } from '../../shared/domain/sealedLetters.ts'
import { NOTHING_TYPED, type Typed } from './kept.ts'
import { personOf } from './typedPerson.ts'

const TODAY = '2026-11-23'
const birth = (day: string, month: string, year: string) => ({ day, month, year, time: '' })
const nadia: Typed = {
  ...NOTHING_TYPED,
  givenName: ' Nadia ',
  familyName: 'Benali',
  birth: birth('14', '7', '1991'),
  phone: '604 555 0192',
}

const problemOf = (change: Partial<Typed>) => personOf({ ...nadia, ...change }, TypedPerson, TODAY).problem

test('R2.1 who comes is what was typed, tidied', () => {
  expect(personOf(nadia, TypedPerson, TODAY).person).toEqual({
    givenName: 'Nadia',
    familyName: 'Benali',
    birthOn: '1991-07-14',
    phone: '604 555 0192',
  })
})

test('section 12 every field that is not right is named, and no other', () => {
  expect(problemOf({})).toBeNull()
  expect(problemOf({ givenName: ' ', familyName: '' })).toEqual({ givenName: 'missing', familyName: 'missing' })
  expect(problemOf({ phone: '12' })).toEqual({ phone: 'incomplete' })
  expect(problemOf({ birth: birth('31', '2', '1991') })).toEqual({ birth: 'noSuchDay' })
  expect(problemOf({ birth: birth('31', '2', '91') })).toEqual({ birth: 'incomplete' })
  expect(problemOf({ birth: birth('', '2', '1991') })).toEqual({ birth: 'incomplete' })
  expect(problemOf({ birth: birth('3', '', '1991') })).toEqual({ birth: 'incomplete' })
  expect(problemOf({ birth: birth('', '', '') })).toEqual({ birth: 'incomplete' })
})

test('section 12 nobody is born tomorrow, and somebody may be today', () => {
  expect(problemOf({ birth: birth('24', '11', '2026') })).toEqual({ birth: 'toCome' })
  expect(problemOf({ birth: birth('23', '11', '2026') })).toBeNull()
})
