import { expect, test } from 'vitest'
import { CalendarDay, Instant } from '../../../shared/domain/time.ts'
import { whereFrom } from './useFirstFree.tsx'

const on = CalendarDay.parse('2026-07-20')
const tuesday = CalendarDay.parse('2026-07-21')
const column = {
  ...{ id: 'tue', on: tuesday, practitionerId: 'p', name: 'Amir Lee', tint: 0 },
  ...{ isBookable: true, awayFor: null, open: [], onSale: [], visits: 0 },
}
const clock = { now: Instant.parse('2026-07-20T18:20:00.000Z'), timeZone: 'America/Vancouver' }
const standing = { on, columns: [column], cursor: null }

test('R6.2 the first free time is looked for from the free time that has the focus, else from the end of the visit that has', () => {
  const cursor = { columnId: 'tue', from: 15 * 60, to: 16 * 60, visit: null }
  const visit = { endsAt: Instant.parse('2026-07-21T17:30:00.000Z') }

  expect(whereFrom({ ...standing, cursor }, visit, clock)).toEqual({ on: tuesday, at: '15:00' })
  expect(whereFrom(standing, visit, clock)).toEqual({ on: tuesday, at: '10:30' })
})

test('R6.2 the first free time is looked for from now on today, from the morning on another day', () => {
  expect(whereFrom(standing, null, clock)).toEqual({ on, at: '11:20' })
  expect(whereFrom({ ...standing, on: tuesday }, null, clock)).toEqual({ on: tuesday, at: '08:00' })
})
