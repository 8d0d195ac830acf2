import { expect, test } from 'vitest'
import { birthStarts } from './typedBirth.ts'

test.each([
  ['12 March 1985', ['19850312']],
  ['12 Mar 1985', ['19850312']],
  ['March 12, 1985', ['19850312']],
  ['mar 3 1985', ['19850303']],
  ['1985 march 2', ['1985032']],
  ['12. MAR. 85', ['120385', '19850312', '20850312']],
  ['3rd of March 1985', ['19850303']],
  ['12-Sep-1985', ['19850912']],
  ['12 Sept 1985', ['19850912']],
  ['12 march', ['1203']],
  ['March 1985', ['198503']],
  ['1985 March', ['198503']],
  ['5 March 19', ['050319', '19190305', '20190305']],
  ['5 March 198', ['0503198']],
  ['12 3 1985', ['12031985']],
  ['12.3.85', ['120385', '12031985', '12032085']],
])('R10.1 “%s” is a birth date, whole or begun', (typed, starts) => {
  expect(birthStarts(typed)).toEqual(starts)
})

test('R10.1 three letters name a month, two do not', () => {
  expect(birthStarts('12 jun 1985')).toEqual(['19850612'])
  expect(birthStarts('12 ma 1985')).toEqual([])
})

test.each(['march', 'ana 12', '12 march 1985 4', '12 1985 march', 'march april', '12', '12345 march', 'x 12 march'])(
  'R10.1 “%s” is no birth date',
  (typed) => {
    expect(birthStarts(typed)).toEqual([])
  },
)
