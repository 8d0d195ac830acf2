import { expect, test } from 'vitest'
import { ClockTime } from '../../../../shared/domain/time.ts'
import { isWorkedIn, LAST_STEP, minutesOf, paintWeek, stepOf, type WeekDays } from './weekPaint.ts'

const EMPTY: WeekDays = Array.from({ length: 7 }, () => [])
const step = (time: string) => stepOf(ClockTime.parse(time))
const paint = (week: WeekDays, from: string, lastCell: string, works = true, days = [0, 0]) =>
  paintWeek(week, { day: days[0] ?? 0, step: step(from) }, { day: days[1] ?? 0, step: step(lastCell) }, works)

test('R6.1 a stroke paints its cells, in whichever direction and over several days', () => {
  const week = paint(EMPTY, '11:45', '09:00', true, [2, 0])

  expect(week.slice(0, 4)).toEqual([...Array.from({ length: 3 }, () => [{ from: '09:00', to: '12:00' }]), []])
  expect(isWorkedIn(week, { day: 1, step: step('11:45') })).toBe(true)
  expect(isWorkedIn(week, { day: 1, step: step('12:00') })).toBe(false)
})

test('R6.1 a break is cleared out of a stretch, and painting over it closes it', () => {
  const day = paint(EMPTY, '09:00', '16:45')
  const withBreak = paint(day, '12:00', '12:45', false)

  expect(withBreak[0]).toEqual([
    { from: '09:00', to: '12:00' },
    { from: '13:00', to: '17:00' },
  ])
  expect(minutesOf(withBreak[0] ?? [])).toBe(7 * 60)
  expect(paint(withBreak, '11:00', '13:00')).toEqual(day)
})

test('R6.1 the last cell ends before midnight', () => {
  expect(paintWeek(EMPTY, { day: 6, step: LAST_STEP }, { day: 6, step: LAST_STEP }, true)[6]).toEqual([
    { from: '23:30', to: '23:45' },
  ])
})
