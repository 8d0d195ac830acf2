import { expect, test } from 'vitest'
import { readTypedHours, writeHours, type HoursWords } from './typedHours.ts'

const words: HoursWords = { weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'], closed: 'closed' }
const written = (text: string) => {
  const read = readTypedHours(text, words)
  return 'days' in read ? writeHours(read.days, words) : read.problem
}

test('R6.1 a week in words is read, and written the same way again', () => {
  const text = 'Mon-Thu 8:30-12:00, 12:40-16:40\nFri 9:00-13:00\nSat-Sun closed'
  expect(written(text)).toBe(text)
})

test.each([
  ['monday 9-5', 'Mon 9:00-17:00\nTue-Sun closed'],
  [
    'Tue, Thu: 9-12, 1-5',
    'Mon closed\nTue 9:00-12:00, 13:00-17:00\nWed closed\nThu 9:00-12:00, 13:00-17:00\nFri-Sun closed',
  ],
  ['Wed 10-2 pm; Fri closed', 'Mon-Tue closed\nWed 10:00-14:00\nThu-Sun closed'],
  ['Fri-Mon 9-12', 'Mon 9:00-12:00\nTue-Thu closed\nFri-Sun 9:00-12:00'],
  ['Mon 17-21', 'Mon 17:00-21:00\nTue-Sun closed'],
  ['Mon 5 pm-9', 'Mon 17:00-21:00\nTue-Sun closed'],
  ['', 'Mon-Sun closed'],
])('R6.1 “%s” is understood', (typed, means) => {
  expect(written(typed)).toBe(means)
})

test.each([
  ['Mon 22-2', 'backwards'],
  ['Mon 9-12, 11-13', 'overlap'],
  ['Moonday 9-12', 'noDay'],
  ['9-12', 'noDay'],
  ['Mon 17-9', 'backwards'],
  ['Fri-Moonday 9-12', 'noDay'],
  ['Mon 9 to lunch', 'noTime'],
  ['Mon', 'noTime'],
  ['Mon 9-25', 'noTime'],
  ['Mon-Wed 9-12\nTue 13-15', 'twice'],
])('R6.1 “%s” is %s', (typed, kind) => {
  expect(written(typed)).toMatchObject({ kind })
})
