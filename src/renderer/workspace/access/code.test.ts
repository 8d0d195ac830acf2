import { expect, test } from 'vitest'
import { CODE_ALPHABET } from '../../../shared/domain/invitations.ts'
import { DAY, HOUR, MINUTE, plusMilliseconds, toInstant } from '../../../shared/domain/time.ts'
import { words } from '../../words/words.ts'
import { spelling } from './spelling.ts'
import { timeLeft } from './timeLeft.ts'

const now = toInstant(0)

test('R4.5 every sign of the alphabet has a word to be read out by', () => {
  for (const { sign, spoken } of spelling(CODE_ALPHABET).flat()) expect(spoken).not.toBe(sign)
})

test('R4.5 a code is read out in its two halves', () => {
  const halves = spelling('R7KM-4XQD')

  expect(halves.map((half) => half.map(({ spoken }) => spoken))).toEqual([
    ['Romeo', 'seven', 'Kilo', 'Mike'],
    ['four', 'X-ray', 'Quebec', 'Delta'],
  ])
})

test.each([
  [4 * DAY + 23 * HOUR, '4 days 23 h'],
  [DAY, '1 day 0 h'],
  [3 * HOUR + 20 * MINUTE, '3 h 20 min'],
  [59_000, '0 min'],
  [-DAY, '0 min'],
])('R4.2 %d milliseconds are left: %s', (left, said) => {
  expect(words.access.timeLeft(timeLeft(plusMilliseconds(now, left), now))).toBe(said)
})
