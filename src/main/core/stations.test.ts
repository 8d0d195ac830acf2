import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { until } from '../../../tests/support/until.ts'
import type { ChangeTopic } from '../../shared/contract/desk/session.ts'
import { MINUTE } from '../../shared/domain/time.ts'
import type { Station } from './context.ts'
import { outcomeOf } from './testing/deskActs.ts'
import { openClinic, type TestClinic } from './testing/openClinic.ts'

let clinic: TestClinic
let room: Station

beforeEach(async () => {
  clinic = await openClinic()
  room = clinic.core.openStation('Room 2')
  clinic.signInAs(clinic.people.lee, room)
})
afterEach(() => clinic.close())

const atRoom = () => clinic.clientAt(room)
const listing = { query: '', limit: 1, offset: 0 }

/** What a window of the station is told, until it goes. */
async function watch(station: Station) {
  const window = new AbortController()
  const told: ChangeTopic[] = []
  const stream = await clinic.clientAt(station).session.changes(undefined, { signal: window.signal })
  await stream.next()
  void (async () => {
    for await (const { topics } of stream) told.push(...topics)
  })().catch(() => undefined)
  return { told, [Symbol.dispose]: () => window.abort() }
}

describe('R10.6 two stations', () => {
  test('R10.6 each has its own person', async () => {
    expect(await clinic.client.session.current()).toMatchObject({
      stationName: 'Front desk',
      staff: { name: 'Maya Iyer' },
    })
    expect(await atRoom().session.current()).toMatchObject({ stationName: 'Room 2', staff: { name: 'Jun Lee' } })
    expect(await outcomeOf(atRoom().settings.save({ seenVersion: 1, changes: { accessDays: 7 } }))).toBe('FORBIDDEN')
    expect(await outcomeOf(clinic.client.settings.save({ seenVersion: 1, changes: { accessDays: 7 } }))).toBe('done')
  })

  test('R10.6 signing out or locking one leaves the other as it was', async () => {
    await clinic.client.session.lock()
    expect(await outcomeOf(clinic.client.patients.search(listing))).toBe('SIGNED_OUT')
    expect(await outcomeOf(atRoom().patients.search(listing))).toBe('done')
    expect(await atRoom().session.current()).toMatchObject({ isLocked: false })

    await atRoom().session.signOut()
    clinic.signInAs(clinic.people.okafor)

    expect(await outcomeOf(atRoom().patients.search(listing))).toBe('SIGNED_OUT')
    expect(await atRoom().session.current()).toMatchObject({ staff: null, isLocked: false })
    expect(await outcomeOf(clinic.client.patients.search(listing))).toBe('done')
  })

  test('R10.6, R8.6 the audit log names the person and the station, each stay at its own', async () => {
    const ana = await clinic.addPatient('Ana Ruiz')
    await clinic.client.patients.get({ patientId: ana.id })
    await atRoom().patients.get({ patientId: ana.id })
    await atRoom().patients.get({ patientId: ana.id })

    const lines = await atRoom().patients.history({ patientId: ana.id })

    expect(lines.map(({ staffName, stationName, facts }) => `${facts.action} ${staffName} ${stationName}`)).toEqual([
      'history.read Jun Lee Room 2',
      'patient.read Jun Lee Room 2',
      'patient.read Maya Iyer Front desk',
      'patient.added Maya Iyer Front desk',
    ])
  })

  test('R10.6 whatever one person does is told to both', async () => {
    using atDesk = await watch(clinic.station)
    using inRoom = await watch(room)

    await clinic.addPatient('Ana Ruiz')

    await until(() => atDesk.told.includes('patients') && inRoom.told.includes('patients'), 'both to be told')
  })
})

describe('R10.3 the core locks a station after idle minutes, ten unless others are set', () => {
  test('R10.3 with no page open: a call is refused, and the sign-in screen says locked', async () => {
    clinic.clock.advance(10 * MINUTE - 1)
    expect(await outcomeOf(clinic.client.patients.search(listing))).toBe('done')
    expect(await clinic.client.session.current()).toMatchObject({ isLocked: false })

    clinic.clock.advance(1)

    expect(await clinic.client.session.current()).toMatchObject({ isLocked: true, staff: { name: 'Maya Iyer' } })
    expect(await outcomeOf(atRoom().patients.search(listing))).toBe('SIGNED_OUT')
    expect(await outcomeOf(clinic.client.patients.search(listing))).toBe('SIGNED_OUT')
  })

  test('R10.3 the sign-in screen knows whether a person locked it', async () => {
    clinic.clock.advance(10 * MINUTE)
    expect(await clinic.client.session.current()).toMatchObject({ isLocked: true, isLockedByIdling: true })
    await clinic.client.session.lock()
    expect(await clinic.client.session.current()).toMatchObject({ isLocked: true, isLockedByIdling: true })

    clinic.signInAs(clinic.people.admin)
    await clinic.client.session.lock()
    clinic.clock.advance(10 * MINUTE)

    expect(await clinic.client.session.current()).toMatchObject({ isLocked: true, isLockedByIdling: false })
  })

  test('R10.3 its windows are told without any call', async () => {
    using window = await watch(clinic.station)

    clinic.clock.advance(10 * MINUTE)

    await until(() => window.told.includes('session'), 'the window to be told')
    expect(clinic.station.isLocked).toBe(true)
    expect(room.isLocked).toBe(true)
  })

  test('R10.3 its other windows are told when the refusal of a call is what finds out', async () => {
    using window = await watch(clinic.station)
    // Before the core looks by itself.
    clinic.clock.advance(10 * MINUTE)
    const refused = outcomeOf(clinic.client.patients.search(listing))

    expect(await refused).toBe('SIGNED_OUT')

    await until(() => window.told.includes('session'), 'the window to be told')
  })

  test('R10.3 a key or the pointer keeps it open, at that station alone; asking for data does not', async () => {
    clinic.clock.advance(6 * MINUTE)
    await clinic.client.session.active()
    await atRoom().patients.search(listing)
    clinic.clock.advance(6 * MINUTE)

    expect(await outcomeOf(clinic.client.patients.search(listing))).toBe('done')
    expect(await outcomeOf(atRoom().patients.search(listing))).toBe('SIGNED_OUT')
  })

  test('R10.3 a key does not open what is locked, and whoever signs in has ten minutes', async () => {
    clinic.clock.advance(10 * MINUTE)
    await clinic.client.session.active()
    expect(await clinic.client.session.current()).toMatchObject({ isLocked: true })

    await clinic.client.session.signIn({ email: 'maya@harbour.example', password: clinic.password })

    clinic.clock.advance(10 * MINUTE - 1)
    expect(await outcomeOf(clinic.client.patients.search(listing))).toBe('done')
  })

  test('R10.3 other minutes count at once, at every station, and after the next start', async () => {
    const idleMinutes = async (minutes: number) => {
      const { version } = await clinic.client.settings.get()
      return outcomeOf(clinic.client.settings.save({ seenVersion: version, changes: { idleMinutes: minutes } }))
    }
    expect([await idleMinutes(0), await idleMinutes(61), await idleMinutes(1)]).toEqual([
      'BAD_REQUEST',
      'BAD_REQUEST',
      'done',
    ])
    clinic.clock.advance(MINUTE)
    expect(await outcomeOf(atRoom().patients.search(listing))).toBe('SIGNED_OUT')
    clinic.signInAs(clinic.people.admin)
    await idleMinutes(25)

    await clinic.restart()
    clinic.clock.advance(25 * MINUTE - 1)
    expect(await outcomeOf(clinic.client.patients.search(listing))).toBe('done')
    clinic.clock.advance(1)
    expect(await clinic.client.session.current()).toMatchObject({ isLocked: true, idleMinutes: 25 })
  })

  test('R10.3 a clock that is set back does not keep it open for ever', async () => {
    clinic.clock.advance(-9 * MINUTE)
    expect(await outcomeOf(clinic.client.patients.search(listing))).toBe('done')

    clinic.clock.advance(-60 * MINUTE)

    expect(await outcomeOf(clinic.client.patients.search(listing))).toBe('SIGNED_OUT')
  })

  test('nobody signed in is nobody to lock', async () => {
    await clinic.client.session.signOut()
    await clinic.client.session.lock()
    clinic.clock.advance(60 * MINUTE)

    expect(await clinic.client.session.current()).toMatchObject({ staff: null, isLocked: false })
  })
})
