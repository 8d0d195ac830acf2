import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { StaffId } from '../../../shared/domain/ids.ts'
import type { StaffDetails } from '../../../shared/domain/staff.ts'
import type { Station } from '../context.ts'
import { book, outcomeOf } from '../testing/deskActs.ts'
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

const change = async (id: StaffId, changes: Partial<StaffDetails>) =>
  clinic.client.staff.change({ id, seenVersion: (await accountOf(clinic, id)).version, changes })

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
    const everything = JSON.stringify([stored, await staffActions(clinic), clinic.logLines])
    expect(everything).not.toContain(oneTimeCode?.code)
    expect(everything).not.toContain(oneTimeCode?.code.replaceAll('-', ''))
  })

  test('R10.3 two people have no e-mail in common, however it is spelt, be one of them deactivated', async () => {
    const taken = { code: 'STAFF_EMAIL_TAKEN', data: { name: 'Jun Lee', isActive: true } }
    expect(await asked(add({ email: ' JUN@harbour.example' }))).toEqual(taken)
    const { id } = await add()
    expect(await asked(change(id, { email: 'Jun@Harbour.example' }))).toEqual(taken)

    await setActive(clinic, clinic.people.lee.id, false)

    expect(await asked(change(id, { email: 'jun@harbour.example' }))).toMatchObject({ data: { isActive: false } })
    expect(await outcomeOf(change(id, { email: 'NORA@harbour.example' }))).toBe('done')
  })
})

describe('R10.7 an account is changed', () => {
  test('R10.7 an account changed over an old version is refused with how it stands, and what stands already is no change', async () => {
    const { id, version } = await accountOf(clinic, clinic.people.lee.id)
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

  test('R10.3 whoever has another e-mail signs in with that, and no longer with the one before', async () => {
    await change(clinic.people.lee.id, { email: 'Jun.Lee@harbour.example' })
    const { signIn } = clinic.clientAt(room).session
    const { password } = clinic

    expect(await outcomeOf(signIn({ email: 'jun@harbour.example', password }))).toBe('WRONG_EMAIL_OR_PASSWORD')
    expect(await outcomeOf(signIn({ email: 'jun.lee@harbour.example', password }))).toBe('done')
    expect(await outcomeOf(add({ email: 'jun@harbour.example' }))).toBe('done')
  })

  test('R10.3 the last admin keeps the role and the account, whoever asks; with another there is a way', async () => {
    const { admin, lee } = clinic.people
    expect(await outcomeOf(change(admin.id, { role: 'practitioner' }))).toBe('LAST_ADMIN')
    expect(await outcomeOf(setActive(clinic, admin.id, false))).toBe('LAST_ADMIN')
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

  test('R10.3 who was added, was changed and had their password reset stands in the history', async () => {
    const { id } = await add()
    await change(id, { name: 'Nora Roy', role: 'admin' })
    await change(id, { tint: 2 })
    await clinic.client.staff.resetPassword({ id })

    const rows = await staffActions(clinic)
    expect(rows.map(({ action, detail }): unknown => [action, JSON.parse(detail ?? '')])).toEqual([
      ['staff.added', { name: 'Nora Vance', role: 'practitioner' }],
      ['staff.changed', { name: 'Nora Vance', to: 'Nora Roy', role: 'admin', fields: ['name', 'role'] }],
      ['staff.changed', { name: 'Nora Roy', to: null, role: null, fields: ['tint'] }],
      ['staff.passwordReset', { name: 'Nora Roy' }],
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

  test('R10.3 whoever is deactivated is given no one-time code', async () => {
    const { id } = clinic.people.lee
    await setActive(clinic, id, false)

    expect(await outcomeOf(clinic.client.staff.resetPassword({ id }))).toBe('NOT_FOUND')
    expect(await clinic.context.db.selectFrom('one_time_code').selectAll().execute()).toEqual([])
  })

  test('R10.7 nobody is deactivated over an old version', async () => {
    const { id, version } = await accountOf(clinic, clinic.people.lee.id)
    await change(id, { calledName: 'Jun' })

    const refused = await asked(
      clinic.client.staff.setActive({ id, seenVersion: version, isActive: false, leaving: [] }),
    )

    expect(refused).toMatchObject({
      code: 'CHANGED_MEANWHILE',
      data: { by: 'Maya Iyer', current: { calledName: 'Jun' } },
    })
    expect(await accountOf(clinic, id)).toMatchObject({ isActive: true })
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
