import { expect, test } from 'vitest'
import { NO_DATE } from '../answerInput.ts'
import { daysOf } from './waitDays.ts'

const TODAY = '2026-03-10'
const on = (day: string, month = '3', year = '2026') => ({ ...NO_DATE, day, month, year })

test('R6.2 days that are left empty are any, and those that are typed are days', () => {
  expect(daysOf({ from: NO_DATE, until: NO_DATE }, TODAY)).toEqual({ fromOn: null, untilOn: null, problem: null })
  expect(daysOf({ from: on('12'), until: on('2', '4') }, TODAY)).toEqual({
    ...{ fromOn: '2026-03-12', untilOn: '2026-04-02', problem: null },
  })
  expect(daysOf({ from: on('1'), until: on('10') }, TODAY)).toMatchObject({ problem: null })
})

test('R6.2 what is no day, is over, or leaves none has its own problem', () => {
  const problemOf = (...[from, until]: [ReturnType<typeof on>, ReturnType<typeof on>]) =>
    daysOf({ from, until }, TODAY).problem
  expect(problemOf(on('31', '2'), on('1', '', ''))).toEqual({ from: 'noDay', until: 'noDay' })
  expect(problemOf(NO_DATE, on('9'))).toEqual({ until: 'past' })
  expect(problemOf(on('13'), on('12'))).toEqual({ until: 'none' })
})
