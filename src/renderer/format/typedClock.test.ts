import { expect, test } from 'vitest'
import { readTypedClock } from './typedClock.ts'

test.each([
  ['14', '14:00'],
  ['1640', '16:40'],
  ['13.30', '13:30'],
  ['09:30', '09:30'],
  ['10:30', '10:30'],
  ['0200', '02:00'],
  ['4 pm', '16:00'],
  ['4:30pm', '16:30'],
  ['2pm', '14:00'],
  ['2a', '02:00'],
  ['12 am', '00:00'],
  ['12 pm', '12:00'],
  ['0', '00:00'],
])('R6.2 a time typed as "%s" is read', (typed, expected) => {
  expect(readTypedClock(typed)).toEqual([expected])
})

test.each([
  ['2', '02:00', '14:00'],
  ['930', '09:30', '21:30'],
  ['9.30', '09:30', '21:30'],
  ['1030', '10:30', '22:30'],
  ['12', '00:00', '12:00'],
])('R6.2 a lone hour typed as "%s" may mean either half of the day', (typed, morning, evening) => {
  expect(readTypedClock(typed)).toEqual([morning, evening])
})

test.each(['', 'noon', '24:00', '10:60', '13 pm', '0 am', '10:0', '123456'])(
  'R6.2 a time typed as "%s" is none',
  (typed) => {
    expect(readTypedClock(typed)).toEqual([])
  },
)
