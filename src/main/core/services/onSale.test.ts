import { afterEach, beforeEach, expect, test } from 'vitest'
import { CalendarDay, MINUTE } from '../../../shared/domain/time.ts'
import { noteTaken } from '../db/onlineBooking.ts'
import { openClinic, type TestClinic } from '../testing/openClinic.ts'

let clinic: TestClinic

beforeEach(async () => {
  clinic = await openClinic()
})
afterEach(() => clinic.close())

const on = CalendarDay.parse('2026-03-03')
const minute = (at: string) => Date.parse(at) / MINUTE
const sell = (...ranges: [string, string][]) =>
  clinic.context.db.transaction().execute((tx) =>
    noteTaken(tx, [
      {
        id: clinic.people.lee.id,
        name: 'Jun Lee',
        ranges: ranges.map(([from, to]) => [minute(from), minute(to)]),
      },
    ]),
  )
const onSaleOf = async (name: string) =>
  (await clinic.client.calendar.day({ on })).columns.find((column) => column.name === name)?.onSale

test('R6.4 a day has what the endpoint may be selling of it, whose it is, in order of time', async () => {
  await sell(
    ['2026-03-03T21:00:00Z', '2026-03-04T01:00:00Z'],
    ['2026-03-03T17:00:00Z', '2026-03-03T20:00:00Z'],
    ['2026-03-04T17:00:00Z', '2026-03-04T20:00:00Z'],
  )

  expect(await onSaleOf('Jun Lee')).toEqual([
    { startsAt: '2026-03-03T17:00:00.000Z', endsAt: '2026-03-03T20:00:00.000Z' },
    { startsAt: '2026-03-03T21:00:00.000Z', endsAt: '2026-03-04T01:00:00.000Z' },
  ])
  expect(await onSaleOf('Ada Okafor')).toEqual([])
})

test('R6.4 what is on sale over midnight is cut where the clinic’s day begins and ends', async () => {
  await sell(['2026-03-03T05:00:00Z', '2026-03-03T09:00:00Z'], ['2026-03-04T07:00:00Z', '2026-03-04T09:00:00Z'])

  expect(await onSaleOf('Jun Lee')).toEqual([
    { startsAt: '2026-03-03T08:00:00.000Z', endsAt: '2026-03-03T09:00:00.000Z' },
    { startsAt: '2026-03-04T07:00:00.000Z', endsAt: '2026-03-04T08:00:00.000Z' },
  ])
})

test('R6.4 a week has each day’s own', async () => {
  await sell(['2026-03-03T17:00:00Z', '2026-03-03T20:00:00Z'], ['2026-03-04T07:00:00Z', '2026-03-04T09:00:00Z'])

  const { people } = await clinic.client.calendar.week({ on, practitionerId: clinic.people.lee.id })
  const lees = people.find(({ name }) => name === 'Jun Lee')
  expect(lees?.days.map(({ onSale }) => onSale.map(({ endsAt }) => endsAt))).toEqual([
    [],
    ['2026-03-03T20:00:00.000Z', '2026-03-04T08:00:00.000Z'],
    ['2026-03-04T09:00:00.000Z'],
    ...[[], [], [], []],
  ])
})
