import { expect, test } from 'vitest'
import { CalendarDay } from '../../../shared/domain/time.ts'
import { callViewShows } from './callView.ts'

const day = (text: string) => CalendarDay.parse(text)

test('R10.1 the call list is of today or of tomorrow, and of tomorrow may name whom no reminder goes to alone', () => {
  const today = day('2026-12-31')
  expect(callViewShows('today', today)).toEqual({ on: today, of: 'everybody' })
  expect(callViewShows('tomorrow', today)).toEqual({ on: day('2027-01-01'), of: 'everybody' })
  expect(callViewShows('withoutReminder', today)).toEqual({ on: day('2027-01-01'), of: 'withoutReminder' })
})
