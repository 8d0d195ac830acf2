import { describe, expect, test } from 'vitest'
import type { PatientSummary } from '../../../../shared/contract/desk/patients.ts'
import { recogniseColumns } from '../../../../shared/domain/patientImport/columns.ts'
import { CalendarDay } from '../../../../shared/domain/time.ts'
import { batchesOf, countStates, differences, importRows, noChoices, rowsUnder, type Choices } from './importView.ts'

const rule = {
  mapping: recogniseColumns(['First name', 'Last name', 'DOB', 'Email']),
  order: null,
  isOrderProven: true,
  today: CalendarDay.parse('2026-11-29'),
}
const source = [
  ['Ana', 'Ruiz', '1985-03-12', ''],
  ['', '', '', ''],
  ['Ruiz', 'ANA', '12 Mar 1985', 'ana@example.com'],
  ['Ben', 'Okafor', '3/4/1985', ''],
  ['Ruiz', 'Ana', '1985-03-12', ''],
].map((cells, index) => ({ line: index + 2, cells }))
const known = { id: 'someone' } as unknown as PatientSummary
const states = (choices: Partial<Choices> = {}, onFile = new Map<number, PatientSummary>()) =>
  importRows(source, rule, { ...noChoices, ...choices }, onFile).map(({ line, state }) => [line, state])

describe('R10.8 what becomes of a file’s lines', () => {
  test('the first of one person is taken, the others are said; an empty line is nothing', () => {
    expect(states()).toEqual([
      [2, 'ready'],
      [4, 'twice'],
      [5, 'problem'],
      [6, 'twice'],
    ])
    expect(importRows(source, rule, noChoices, new Map()).at(-1)?.twin?.line).toBe(2)
  })

  test('who is on file stays out, until a person says otherwise', () => {
    const onFile = new Map([[2, known]])
    expect(states({}, onFile)[0]).toEqual([2, 'onFile'])
    expect(states({ despite: new Set([2, 4]) }, onFile).slice(0, 2)).toEqual([
      [2, 'ready'],
      [4, 'ready'],
    ])
  })

  test('a line is taken without what is wrong, or as it was corrected', () => {
    expect(states({ lenient: new Set([5]) })[2]).toEqual([5, 'ready'])
    const corrected = new Map([[5, ['Ben', 'Okafor', '1985-04-03', '']]])
    const [, , ben] = importRows(source, rule, { ...noChoices, corrected }, new Map())
    expect(ben?.details).toMatchObject({ givenName: 'Ben', birthOn: '1985-04-03' })
  })

  test('a date that a choice alone made one day is said, until it is written so that it can be no other', () => {
    const chosen = { ...rule, order: 'dayFirst' as const, isOrderProven: false }
    const under = (choices: Choices, more: Partial<typeof chosen> = {}) =>
      rowsUnder('byChoice', importRows(source, { ...chosen, ...more }, choices, new Map())).map((row) => row.byChoice)
    expect(under(noChoices)).toEqual(['3/4/1985'])
    expect(under(noChoices, { isOrderProven: true })).toEqual([])
    const corrected = new Map([[5, ['Ben', 'Okafor', '3 Apr 1985', '']]])
    expect(under({ ...noChoices, corrected })).toEqual([])
    expect(rowsUnder('ready', importRows(source, chosen, noChoices, new Map())).map(({ line }) => line)).toEqual([2, 5])
  })

  test('what one of two lines of a person has otherwise is said; what it has not is nothing', () => {
    const [ana] = importRows(source, rule, noChoices, new Map())
    if (!ana?.details) throw new Error('The first line of this test is none')
    const { details } = ana
    const first = { ...details, phone: '+1 604 555 0134', email: 'ana@example.com' }
    expect(differences({ ...first, phone: '604-555-0134', email: 'ANA@example.com' }, first)).toEqual([])
    expect(differences(details, first)).toEqual([])
    expect(differences({ ...first, phone: '604 555 0199' }, { ...first, email: null })).toEqual([
      { field: 'phone', here: '604 555 0199', there: '+1 604 555 0134' },
      { field: 'email', here: 'ana@example.com', there: null },
    ])
  })

  test('counts and batches', () => {
    expect(countStates(importRows(source, rule, noChoices, new Map()))).toEqual({
      ready: 1,
      problem: 1,
      onFile: 0,
      twice: 2,
    })
    expect(batchesOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]])
    expect(batchesOf([], 2)).toEqual([])
  })
})
