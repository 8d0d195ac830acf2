import { ORPCError } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { until } from '../../../../tests/support/until.ts'
import type { ChangeTopic } from '../../../shared/contract/desk/session.ts'
import type { StaffAccount } from '../../../shared/contract/desk/staff.ts'
import { StaffId } from '../../../shared/domain/ids.ts'
import type { StaffDetails } from '../../../shared/domain/staff.ts'
import { CalendarDay, MINUTE, plusMilliseconds, type Instant } from '../../../shared/domain/time.ts'
import type { Station } from '../context.ts'
import { book, outcomeOf, setStatus } from '../testing/deskActs.ts'
import { openClinic, type TestClinic } from '../testing/openClinic.ts'

let clinic: TestClinic
let room: Station

beforeEach(async () => {
  clinic = await openClinic()
  room = clinic.core.openStation('Room 2')
  clinic.signInAs(clinic.people.lee, room)
})
afterEach(() => clinic.close())

const nora: StaffDetails = {
  name: 'Nora Vance',
  calledName: 'Dr Vance',
  email: 'nora@harbour.example',
  role: 'practitioner',
  tint: 4,
  hasCalendar: true,
}

async function add(changes: Partial<StaffDetails> = {}) {
  const id = StaffId.parse(clinic.ids())
  return { id, ...(await clinic.client.staff.add({ id, details: { ...nora, ...changes } })) }
}

async function accountOf(id: string): Promise<StaffAccount> {
  const account = (await clinic.client.staff.accounts()).find((each) => each.id === id)
  if (!account) throw new Error('The account is gone')
  return account
}

const change = async (id: StaffId, changes: Partial<StaffDetails>) =>
  clinic.client.staff.change({ id, seenVersion: (await accountOf(id)).version, changes })

const setActive = async (
  id: StaffId,
  isActive: boolean,
  leaving: Parameters<typeof clinic.client.staff.setActive>[0]['leaving'] = [],
) => clinic.client.staff.setActive({ id, seenVersion: (await accountOf(id)).version, isActive, leaving })

const asked = (calling: Promise<unknown>) =>
  calling.then(
    () => null,
    (error: unknown) => {
      if (error instanceof ORPCError) return { code: error.code as unknown, data: error.data as unknown }
      throw error
    },
  )

const actions = async () => {
  const rows = await clinic.context.db.selectFrom('audit').select(['action', 'detail']).orderBy('seq').execute()
  return rows.filter(({ action }) => /^(staff|password|secondFactor)\./u.test(action))
}

describe('R10.3 an account is added', () => {
  test('R10.3 with a one-time code that is shown once and kept as a hash; a double click adds one', async () => {
    const { id, account, oneTimeCode } = await add()
    const again = await clinic.client.staff.add({ id, details: nora })

    expect(account).toMatchObject({ ...nora, version: 1, isActive: true, way: { kind: 'code' }, isLastAdmin: false })
    expect(oneTimeCode).toEqual({
      code: expect.stringMatching(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/u) as string,
      expiresAt: '2026-03-09T09:00:00.000Z',
    })
    expect(again).toEqual({ account, oneTimeCode: null })
    expect((await clinic.client.staff.accounts()).filter(({ name }) => name === nora.name)).toHaveLength(1)
    const stored = await clinic.context.db.selectFrom('one_time_code').selectAll().execute()
    expect(stored).toMatchObject([{ staff_id: id, code_hash: expect.stringMatching(/^\$argon2id\$/u) as string }])
    const everything = JSON.stringify([stored, await actions(), clinic.logLines])
    expect(everything).not.toContain(oneTimeCode?.code)
    expect(everything).not.toContain(oneTimeCode?.code.replaceAll('-', ''))
  })

  test('R10.3 two people have no e-mail in common, however it is spelt, be one of them deactivated', async () => {
    const taken = { code: 'STAFF_EMAIL_TAKEN', data: { name: 'Jun Lee', isActive: true } }
    expect(await asked(add({ email: ' JUN@harbour.example' }))).toEqual(taken)
    const { id } = await add()
    expect(await asked(change(id, { email: 'Jun@Harbour.example' }))).toEqual(taken)

    await setActive(clinic.people.lee.id, false)

    expect(await asked(change(id, { email: 'jun@harbour.example' }))).toMatchObject({ data: { isActive: false } })
    expect(await outcomeOf(change(id, { email: 'NORA@harbour.example' }))).toBe('done')
  })
})

describe('R10.7 an account is changed', () => {
  test('R10.7 an account changed over an old version is refused with how it stands, and what stands already is no change', async () => {
    const { id, version } = await accountOf(clinic.people.lee.id)
    await clinic.client.staff.change({ id, seenVersion: version, changes: { calledName: 'Jun' } })

    const refused = await asked(clinic.client.staff.change({ id, seenVersion: version, changes: { tint: 3 } }))

    expect(refused).toMatchObject({
      code: 'CHANGED_MEANWHILE',
      data: { by: 'Maya Iyer', current: { calledName: 'Jun', tint: 1, version: version + 1 } },
    })
    expect(
      await clinic.client.staff.change({ id, seenVersion: version, changes: { calledName: 'Jun' } }),
    ).toMatchObject({ version: version + 1 })
  })

  test('R10.3 another role counts at once, where the person is signed in', async () => {
    const atRoom = clinic.clientAt(room)
    expect(await outcomeOf(atRoom.staff.accounts())).toBe('FORBIDDEN')

    await change(clinic.people.lee.id, { role: 'admin' })
    expect(await outcomeOf(atRoom.staff.accounts())).toBe('done')
    await change(clinic.people.lee.id, { role: 'frontDesk', name: 'Jun Lee-Ito' })

    const ana = await clinic.addPatient('Ana Ruiz')
    expect(await outcomeOf(atRoom.plans.list({ patientId: ana.id }))).toBe('FORBIDDEN')
    expect(await atRoom.session.current()).toMatchObject({ staff: { name: 'Jun Lee-Ito', role: 'frontDesk' } })
  })

  test('R10.3 the last admin keeps the role and the account, whoever asks; with another there is a way', async () => {
    const { admin, lee } = clinic.people
    expect(await outcomeOf(change(admin.id, { role: 'practitioner' }))).toBe('LAST_ADMIN')
    expect(await outcomeOf(setActive(admin.id, false))).toBe('LAST_ADMIN')
    // Whoever waits for a one-time code may never come.
    await add({ role: 'admin' })
    expect(await outcomeOf(change(admin.id, { role: 'practitioner' }))).toBe('LAST_ADMIN')
    expect(await outcomeOf(clinic.client.staff.resetPassword({ id: admin.id }))).toBe('OWN_ACCOUNT')

    await change(lee.id, { role: 'admin' })

    expect(await outcomeOf(change(admin.id, { role: 'practitioner' }))).toBe('done')
    expect(await outcomeOf(clinic.client.staff.accounts())).toBe('FORBIDDEN')
    expect((await clinic.clientAt(room).staff.accounts()).filter(({ isLastAdmin }) => isLastAdmin)).toMatchObject([
      { name: 'Jun Lee' },
    ])
  })

  test('R10.3 of two admins who take each other’s way in at the same moment one keeps theirs', async () => {
    const { admin, lee } = clinic.people
    await change(lee.id, { role: 'admin' })

    const outcomes = await Promise.all([
      outcomeOf(clinic.client.staff.resetPassword({ id: lee.id })),
      outcomeOf(clinic.clientAt(room).staff.resetPassword({ id: admin.id })),
    ])

    expect(outcomes.sort()).toEqual(['LAST_ADMIN', 'done'])
  })

  test('R6.2 without a calendar nobody is offered for booking, and with one at once', async () => {
    const ana = await clinic.addPatient('Ana Ruiz')
    const { id } = await add({ hasCalendar: false })
    const booked = () => book(clinic, ana.id, { practitionerId: id, tell: false, despite: ['away'] })
    expect(await outcomeOf(booked())).toBe('NOT_FOUND')

    await change(id, { hasCalendar: true })

    expect(await outcomeOf(booked())).toBe('done')
  })
})

describe('R10.3 somebody leaves', () => {
  test('R10.3 the visits to come are shown, and left on purpose; what has been and what was called off is none', async () => {
    const ana = await clinic.addPatient('Ana Ruiz')
    const first = await book(clinic, ana.id, { tell: false })
    const second = await book(clinic, ana.id, { tell: false, startsAt: later(first.startsAt) })
    const off = await book(clinic, ana.id, { tell: false, startsAt: later(second.startsAt) })
    await setStatus(clinic, off.id, 'cancelled')
    const { id } = clinic.people.lee
    expect(await accountOf(id)).toMatchObject({ upcoming: 2 })

    const visits = await clinic.client.staff.visitsToCome({ id })
    expect(visits).toMatchObject([
      { id: first.id, patientName: 'Ana Ruiz', serviceName: 'Consultation', startsAt: first.startsAt },
      { id: second.id },
    ])
    const refused = await asked(setActive(id, false, [first.id]))
    expect(refused).toMatchObject({ code: 'VISITS_STAND', data: { visits: [{ id: first.id }, { id: second.id }] } })
    expect(await clinic.clientAt(room).session.current()).toMatchObject({ staff: { name: 'Jun Lee' } })

    await setActive(id, false, [first.id, second.id])

    expect(await accountOf(id)).toMatchObject({ isActive: false, upcoming: 2 })
    expect((await actions()).at(-1)).toEqual({
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

    await setActive(clinic.people.lee.id, false)

    await until(() => told.includes('session'), 'the window to be told')
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
    await setActive(id, false, [visit.id])
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
    const { id, ...before } = await accountOf(clinic.people.lee.id)
    await setActive(id, false)
    await setActive(id, false)

    await setActive(id, true)

    expect(await accountOf(id)).toEqual({ ...before, id, version: before.version + 2 })
    const signIn = clinic.clientAt(room).session.signIn
    expect(await signIn({ email: 'jun@harbour.example', password: clinic.password })).toMatchObject({ step: 'inside' })
    expect((await actions()).map(({ action }) => action)).toEqual(['staff.deactivated', 'staff.givenBack'])
  })
})

function later(startsAt: Instant): Instant {
  return plusMilliseconds(startsAt, 30 * MINUTE)
}
