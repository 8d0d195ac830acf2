import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { until } from '../../../../tests/support/until.ts'
import type { ChangeTopic } from '../../../shared/contract/desk/session.ts'
import { CalendarDay, MINUTE, plusMilliseconds, type Instant } from '../../../shared/domain/time.ts'
import { dayOf } from '../../../shared/domain/zone.ts'
import type { Station } from '../context.ts'
import { book, outcomeOf, setStatus } from '../testing/deskActs.ts'
import { openClinic, type TestClinic } from '../testing/openClinic.ts'
import { accountOf, asked, setActive, staffActions } from '../testing/staffActs.ts'

let clinic: TestClinic
let room: Station

beforeEach(async () => {
  clinic = await openClinic()
  room = clinic.core.openStation('Room 2')
  clinic.signInAs(clinic.people.lee, room)
})
afterEach(() => clinic.close())

describe('R10.3 somebody leaves', () => {
  test('R10.3 the visits to come are shown, and left on purpose; what has been and what was called off is none', async () => {
    const ana = await clinic.addPatient('Ana Ruiz')
    const first = await book(clinic, ana.id, { tell: false })
    const second = await book(clinic, ana.id, { tell: false, startsAt: later(first.startsAt) })
    const off = await book(clinic, ana.id, { tell: false, startsAt: later(second.startsAt) })
    await setStatus(clinic, off.id, 'cancelled')
    const { id } = clinic.people.lee
    expect(await accountOf(clinic, id)).toMatchObject({ upcoming: 2 })

    const visits = await clinic.client.staff.visitsToCome({ id })
    expect(visits).toMatchObject([
      { id: first.id, patientName: 'Ana Ruiz', serviceName: 'Consultation', startsAt: first.startsAt },
      { id: second.id },
    ])
    const refused = await asked(setActive(clinic, id, false, [first.id, off.id]))
    expect(refused).toMatchObject({ code: 'VISITS_STAND', data: { visits: [{ id: first.id }, { id: second.id }] } })
    expect(await clinic.clientAt(room).session.current()).toMatchObject({ staff: { name: 'Jun Lee' } })

    const missing = async () => {
      const { appointments } = await clinic.client.calendar.day({ on: dayOf(first.startsAt, 'America/Vancouver') })
      return appointments.find((visit) => visit.id === first.id)?.blockers
    }
    expect(await missing()).not.toContain('practitionerGone')

    await setActive(clinic, id, false, [first.id, second.id])

    expect(await missing()).toContain('practitionerGone')

    expect(await accountOf(clinic, id)).toMatchObject({ isActive: false, upcoming: 2 })
    clinic.later(Date.parse(first.endsAt) - Date.parse(clinic.clock.now()))
    expect(await accountOf(clinic, id)).toMatchObject({ upcoming: 1 })
    expect(await clinic.client.staff.visitsToCome({ id })).toMatchObject([{ id: second.id }])
    expect((await staffActions(clinic)).at(-1)).toEqual({
      action: 'staff.deactivated',
      detail: '{"name":"Jun Lee","visitsLeft":2}',
    })
  })

  test('R10.3 the account opens nothing, at any station, within a second; its windows are told', async () => {
    const told: ChangeTopic[] = []
    const window = new AbortController()
    const stream = await clinic.clientAt(room).session.changes(undefined, { signal: window.signal })
    await stream.next()
    void (async () => {
      for await (const { topics } of stream) told.push(...topics)
    })().catch(() => undefined)
    const locked = clinic.core.openStation('Room 3')
    clinic.signInAs(clinic.people.lee, locked)
    await clinic.clientAt(locked).session.lock()

    await setActive(clinic, clinic.people.lee.id, false)

    await until(() => told.includes('session') && told.includes('settings'), 'the window to be told')
    expect(await outcomeOf(clinic.clientAt(room).today.counts())).toBe('SIGNED_OUT')
    for (const station of [room, locked]) {
      expect(await clinic.clientAt(station).session.current()).toMatchObject({ staff: null, isLocked: false })
    }
    const signIn = clinic.clientAt(room).session.signIn
    expect(await outcomeOf(signIn({ email: 'jun@harbour.example', password: clinic.password }))).toBe(
      'WRONG_EMAIL_OR_PASSWORD',
    )
    window.abort()
  })

  test('R10.3 they have a column on days where visits of theirs stand, are not booked with, and history names them', async () => {
    const ana = await clinic.addPatient('Ana Ruiz')
    const visit = await book(clinic, ana.id, { tell: false })
    const { id } = clinic.people.lee
    await setActive(clinic, id, false, [visit.id])
    const columnsOn = async (on: string) => {
      const { columns } = await clinic.client.calendar.day({ on: CalendarDay.parse(on) })
      return columns.map(({ name, isBookable, open }) => ({ name, isBookable, isOpen: open.length > 0 }))
    }

    expect(await columnsOn('2026-03-03')).toEqual([
      { name: 'Jun Lee', isBookable: false, isOpen: false },
      { name: 'Ada Okafor', isBookable: true, isOpen: true },
    ])
    expect(await columnsOn('2026-03-04')).toEqual([{ name: 'Ada Okafor', isBookable: true, isOpen: true }])
    expect((await clinic.client.staff.list()).map(({ name }) => name)).not.toContain('Jun Lee')
    expect(await outcomeOf(book(clinic, ana.id, { tell: false, startsAt: later(visit.startsAt) }))).toBe('NOT_FOUND')
    expect(await clinic.client.calendar.ofPatient({ patientId: ana.id })).toMatchObject([
      { practitionerName: 'Jun Lee' },
    ])
    await setStatus(clinic, visit.id, 'cancelled')
    expect(await columnsOn('2026-03-03')).toEqual([{ name: 'Ada Okafor', isBookable: true, isOpen: true }])
  })

  test('R10.4 given back, the account is as it was, and the same again changes nothing', async () => {
    const { id, ...before } = await accountOf(clinic, clinic.people.lee.id)
    await setActive(clinic, id, false)
    await setActive(clinic, id, false)

    await setActive(clinic, id, true)

    expect(await accountOf(clinic, id)).toEqual({ ...before, id, version: before.version + 2 })
    const signIn = clinic.clientAt(room).session.signIn
    expect(await signIn({ email: 'jun@harbour.example', password: clinic.password })).toMatchObject({ step: 'inside' })
    expect((await staffActions(clinic)).map(({ action }) => action)).toEqual(['staff.deactivated', 'staff.givenBack'])
  })
})

function later(startsAt: Instant): Instant {
  return plusMilliseconds(startsAt, 30 * MINUTE)
}
