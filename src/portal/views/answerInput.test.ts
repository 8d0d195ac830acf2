import { expect, test } from 'vitest'
import { answerOfDate, answerOfText, isoDay, NO_DATE, partsOfDate, textOfAnswer } from './answerInput.ts'

const UTC = () => 0

test('R7.4 what is not a number yet is kept as it was typed', () => {
  expect(answerOfText('integer', '12')).toEqual({ valueInteger: 12 })
  expect(answerOfText('integer', '12 or 13')).toEqual({ valueString: '12 or 13' })
  expect(answerOfText('decimal', '1,5')).toEqual({ valueDecimal: 1.5 })
  expect(answerOfText('decimal', '-')).toEqual({ valueString: '-' })
  expect(answerOfText('text', '  ')).toBeNull()
})

test.each([
  ['integer', '7'],
  ['decimal', '1.5'],
  ['quantity', '182'],
  ['string', 'Anything'],
  ['time', '09:30'],
  ['url', 'https://example.com'],
] as const)('R7.4 %s comes back as it was typed', (type, typed) => {
  expect(textOfAnswer(answerOfText(type, typed) ?? undefined)).toBe(typed)
})

test('a day is real or it is none', () => {
  expect(isoDay({ ...NO_DATE, day: '1', month: '2', year: '1985' })).toBe('1985-02-01')
  expect(isoDay({ ...NO_DATE, day: '30', month: '2', year: '1985' })).toBeNull()
  expect(isoDay({ ...NO_DATE, day: '1', month: '2', year: '85' })).toBeNull()
})

test('R7.4 a date half typed is kept, and comes back into its fields', () => {
  const half = { day: '12', month: '', year: '19', time: '' }
  const answer = answerOfDate('date', half, UTC)

  expect(answer).toEqual({ valueString: '12//19/' })
  expect(partsOfDate(answer ?? undefined)).toEqual(half)
  expect(answerOfDate('date', NO_DATE, UTC)).toBeNull()
})

test('a date and time carries the offset of the device', () => {
  const parts = { day: '1', month: '12', year: '2026', time: '09:30' }

  expect(answerOfDate('dateTime', parts, () => -480)).toEqual({ valueDateTime: '2026-12-01T09:30:00-08:00' })
  expect(partsOfDate({ valueDateTime: '2026-12-01T09:30:00+05:30' })).toEqual({ ...parts, day: '01' })
})
