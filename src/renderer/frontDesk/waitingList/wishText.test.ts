import { expect, test } from 'vitest'
import { CalendarDay } from '../../../shared/domain/time.ts'
import { wishText } from './wishText.ts'

const day = (text: string) => CalendarDay.parse(text)
const none = { weekdays: [], parts: [], fromOn: null, untilOn: null }

test('R6.2 what somebody waits for is said in few words', () => {
  expect(wishText(none, '2026-11-23')).toBe('any time')
  expect(wishText({ ...none, weekdays: [2, 4], parts: ['morning'] }, '2026-11-23')).toBe('Tue, Thu, mornings')
  expect(wishText({ ...none, fromOn: day('2026-11-25'), untilOn: day('2027-01-04') }, '2026-11-23')).toBe(
    'from 25 Nov, until 4 Jan 2027',
  )
})
