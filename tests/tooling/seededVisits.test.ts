import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { demoClinic, demoPractitioners } from '../../scripts/demo/clinic.ts'
import { seededIds, seededRandom } from '../../scripts/demo/random.ts'
import { createCore } from '../../src/main/core/createCore.ts'
import { openClinic } from '../../src/main/core/testing/openClinic.ts'
import { plannedVisits } from '../journeys/support/plannedVisits.ts'
import { seedClinic } from '../journeys/support/seedClinic.ts'

/** 13:00 in Vancouver, on a Monday, a Saturday, and the day before the clocks change. */
const NOWS = ['2026-11-23T21:00:00.000Z', '2026-11-28T21:00:00.000Z', '2026-10-31T20:00:00.000Z']

function clock(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB', { timeZone: demoClinic.timeZone, hour: '2-digit', minute: '2-digit' })
}

describe.each(NOWS)('the journeys’ two weeks around %s', (now) => {
  const visits = plannedVisits(seededRandom(7), Date.parse(now), 60)

  test('are the same at every start', () => {
    expect(plannedVisits(seededRandom(7), Date.parse(now), 60)).toEqual(visits)
    expect(visits.length).toBeGreaterThan(200)
  })

  test('lie within working hours', () => {
    const outside = visits.filter(
      ({ practitioner, startsAt, endsAt }) =>
        !practitioner.hours.some(({ from, to }) => from <= clock(startsAt) && clock(endsAt) <= to),
    )
    expect(outside).toEqual([])
  })

  test('never put a practitioner or a patient in two places at once, buffers included', () => {
    for (const [index, one] of visits.entries()) {
      for (const other of visits.slice(index + 1)) {
        const isSame = one.practitioner === other.practitioner || one.patient === other.patient
        const ends = (visit: typeof one) => visit.endsAt + visit.service.bufferAfterMinutes * 60_000
        expect(isSame && one.startsAt < ends(other) && other.startsAt < ends(one)).toBe(false)
      }
    }
  })

  test('leave one practitioner away today and Dr Lee free tomorrow morning', () => {
    const dayOf = (at: number) => new Date(at).toLocaleDateString('en-CA', { timeZone: demoClinic.timeZone })
    const today = visits.filter(({ startsAt }) => dayOf(startsAt) === dayOf(Date.parse(now)))
    const tomorrow = visits.filter(({ startsAt }) => dayOf(startsAt) === dayOf(Date.parse(now) + 86_400_000))

    expect(new Set(today.map(({ practitioner }) => practitioner.name))).toEqual(
      new Set(demoPractitioners.filter(({ isAwayToday }) => !isAwayToday).map(({ name }) => name)),
    )
    expect(
      tomorrow.filter((visit) => visit.practitioner.name === 'Amir Lee' && clock(visit.startsAt) < '12:30'),
    ).toEqual([])
    expect(tomorrow.length).toBeGreaterThan(10)
  })
})

test('ids are UUIDs of version 7 that rise and never repeat', () => {
  const next = seededIds(1)
  const ids = Array.from({ length: 1000 }, next)

  expect(ids).toEqual([...new Set(ids)].sort())
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('a clinic that is seeded twice has the same patients under the same ids', async () => {
  await using one = await openClinic()
  const seeded = async (name: string) => {
    const core = await createCore({ ...one.options, file: join(one.folder, name) })
    await seedClinic(core, 60)
    const rows = await core.context.db.selectFrom('patient').select(['id', 'family_name']).orderBy('id').execute()
    await core.close()
    return rows
  }

  const [first, second] = [await seeded('first.db'), await seeded('second.db')]

  expect(first).toHaveLength(60)
  expect(second).toEqual(first)
})
