import { ORPCError } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import { MINUTE } from '../../../shared/domain/time.ts'
import type { Station } from '../context.ts'
import { addPlan, book, changePatient, openPairedClinic, outcomeOf, setStatus } from '../testing/deskActs.ts'
import type { TestClinic } from '../testing/openClinic.ts'
import { outboxIn } from '../testing/patientActs.ts'

let clinic: TestClinic
let ana: PatientSummary
let room: Station

beforeEach(async () => {
  clinic = await openPairedClinic()
  ana = await clinic.addPatient('Ana Ruiz', { phone: '604 555 0101', birthOn: null })
  room = clinic.core.openStation('Room 2')
  clinic.signInAs(clinic.people.lee, room)
  clinic.clock.advance(MINUTE)
})
afterEach(() => clinic.close())

const lee = () => clinic.clientAt(room)
/** What a person is told whose change came second. */
const conflictOf = (calling: Promise<unknown>) =>
  calling.then(
    () => 'done',
    (error: unknown) => {
      if (!(error instanceof ORPCError) || error.code !== 'CHANGED_MEANWHILE') throw error
      return error.data as unknown
    },
  )
const auditRows = async () => (await clinic.context.db.selectFrom('audit').select('seq').execute()).length

describe('R10.7 a patient', () => {
  test('R10.7 a change over an old version says who, when and how it stands, and changes nothing', async () => {
    const current = await lee().patients.change({ id: ana.id, seenVersion: 1, changes: { phone: '604 555 0102' } })
    const rows = [await auditRows(), (await outboxIn(clinic)).length]

    const told = await conflictOf(
      clinic.client.patients.change({
        id: ana.id,
        seenVersion: 1,
        changes: { phone: '604 555 0103', givenName: 'Anna' },
      }),
    )

    expect(current).toMatchObject({ version: 2, phone: '604 555 0102' })
    expect(told).toEqual({ by: 'Jun Lee', at: clinic.clock.now(), current })
    expect([await auditRows(), (await outboxIn(clinic)).length]).toEqual(rows)
    expect(await clinic.client.patients.get({ patientId: ana.id })).toMatchObject({
      givenName: 'Ana',
      phone: '604 555 0102',
    })
  })

  test('R10.7 only the fields that are given change, and the person who saw the new version may go on', async () => {
    const second = await lee().patients.change({ id: ana.id, seenVersion: 1, changes: { phone: '604 555 0102' } })

    const third = await clinic.client.patients.change({
      id: ana.id,
      seenVersion: second.version,
      changes: { familyName: 'Vidal' },
    })

    expect(third).toEqual({ ...ana, version: 3, phone: '604 555 0102', familyName: 'Vidal' })
  })

  test('R10.7 what is as it was already is no conflict and no change', async () => {
    await lee().patients.change({ id: ana.id, seenVersion: 1, changes: { phone: '604 555 0102' } })
    const rows = await auditRows()

    const same = await clinic.client.patients.change({ id: ana.id, seenVersion: 1, changes: { phone: '604 555 0102' } })

    expect(same).toMatchObject({ version: 2, phone: '604 555 0102' })
    expect(await auditRows()).toBe(rows)
  })

  test('R10.7 of two at once one wins and the other is told', async () => {
    const both = await Promise.all([
      outcomeOf(clinic.client.patients.change({ id: ana.id, seenVersion: 1, changes: { phone: '604 555 0102' } })),
      outcomeOf(lee().patients.change({ id: ana.id, seenVersion: 1, changes: { phone: '604 555 0103' } })),
    ])

    expect(both.sort()).toEqual(['CHANGED_MEANWHILE', 'done'])
  })
})

describe('R10.7 an appointment', () => {
  test('R10.7 another status over an old version says how the visit stands', async () => {
    const { id, version } = await book(clinic, ana.id, { tell: false })
    const arrived = await lee().calendar.setStatus({
      id,
      seenVersion: version,
      status: 'arrived',
      tell: false,
      reason: null,
    })
    const rows = await auditRows()

    const told = await conflictOf(
      clinic.client.calendar.setStatus({ id, seenVersion: version, status: 'noShow', tell: false, reason: null }),
    )

    expect(arrived.version).toBe(version + 1)
    const { leavesAt: _leavesAt, ...current } = arrived
    expect(told).toEqual({ by: 'Jun Lee', at: clinic.clock.now(), current })
    expect(await auditRows()).toBe(rows)
    expect((await setStatus(clinic, id, 'inSession')).version).toBe(version + 2)
  })

  test('R10.7 of two at once one wins; the same by both is no conflict', async () => {
    const { id, version } = await book(clinic, ana.id, { tell: false })
    const set = (at: Station, status: 'arrived' | 'noShow', seenVersion: number) =>
      outcomeOf(clinic.clientAt(at).calendar.setStatus({ id, seenVersion, status, tell: false, reason: null }))

    const same = await Promise.all([set(clinic.station, 'arrived', version), set(room, 'arrived', version)])
    const other = await Promise.all([set(clinic.station, 'noShow', version), set(room, 'arrived', version)])

    expect(same).toEqual(['done', 'done'])
    expect(other).toEqual(['CHANGED_MEANWHILE', 'done'])
  })
})

describe('R10.7 a treatment plan', () => {
  test('R10.7 a draft over an old version is refused with the other’s text', async () => {
    const { id } = await addPlan(clinic, ana.id)
    const save = { id, patientId: ana.id, seenVersion: 1 }
    clinic.clock.advance(MINUTE)
    const current = await lee().plans.saveDraft({ ...save, text: 'Swim.' })

    const told = await conflictOf(clinic.client.plans.saveDraft({ ...save, text: 'Run.', title: 'Knee' }))

    expect(current).toMatchObject({ title: 'Back pain', draft: 'Swim.', draftVersion: 2 })
    expect(told).toEqual({ by: 'Jun Lee', at: clinic.clock.now(), current })
    expect(await clinic.client.plans.list({ patientId: ana.id })).toEqual([current])
    expect(await outcomeOf(clinic.client.plans.saveDraft({ ...save, text: 'Swim.' }))).toBe('done')
  })

  test('R10.7 a draft that somebody wrote meanwhile is not published unread', async () => {
    const { id } = await addPlan(clinic, ana.id)
    const current = await lee().plans.saveDraft({ id, patientId: ana.id, seenVersion: 1, text: 'Swim.' })

    expect(await conflictOf(clinic.client.plans.publish({ planId: id, seenVersion: 1 }))).toMatchObject({
      by: 'Jun Lee',
      current,
    })

    expect(await clinic.client.plans.list({ patientId: ana.id })).toMatchObject([{ publishedVersions: [] }])
    expect((await outboxIn(clinic)).map(({ kind }) => kind)).toEqual([])
  })

  test('R10.7 the same new plan twice is one; another text for it is a conflict', async () => {
    const made = await addPlan(clinic, ana.id)
    const again = { id: made.id, patientId: ana.id, seenVersion: null, title: 'Back pain', text: 'Walk every day.' }

    expect(await clinic.client.plans.saveDraft(again)).toEqual(made)
    expect(await outcomeOf(clinic.client.plans.saveDraft({ ...again, text: 'Run.' }))).toBe('CHANGED_MEANWHILE')
  })
})

describe('R10.7 the settings', () => {
  test('R10.7 a change over an old version is refused; one over the new version changes what was given', async () => {
    const okafor = clinic.core.openStation('Room 3')
    clinic.signInAs(clinic.people.admin, okafor)
    const current = await clinic.clientAt(okafor).settings.save({ seenVersion: 1, changes: { accessDays: 7 } })

    const told = await conflictOf(clinic.client.settings.save({ seenVersion: 1, changes: { undoSeconds: 30 } }))

    expect(current).toMatchObject({ version: 2, accessDays: 7, undoSeconds: 10 })
    expect(told).toEqual({ by: 'Maya Iyer', at: clinic.clock.now(), current })
    expect(await clinic.client.settings.save({ seenVersion: 2, changes: { undoSeconds: 30 } })).toMatchObject({
      version: 3,
      accessDays: 7,
      undoSeconds: 30,
    })
  })

  test('R10.7 what is as it was already is no conflict and no change', async () => {
    await clinic.client.settings.save({ seenVersion: 1, changes: { accessDays: 7 } })
    const rows = await auditRows()

    const same = await clinic.client.settings.save({ seenVersion: 1, changes: { accessDays: 7 } })

    expect(same).toMatchObject({ version: 2, accessDays: 7 })
    expect(await clinic.client.settings.save({ seenVersion: 2, changes: {} })).toMatchObject({ version: 2 })
    expect(await auditRows()).toBe(rows)
  })

  test('R10.7 of two at once one wins', async () => {
    const both = await Promise.all(
      [6, 7].map((accessDays) => outcomeOf(clinic.client.settings.save({ seenVersion: 1, changes: { accessDays } }))),
    )

    expect(both.sort()).toEqual(['CHANGED_MEANWHILE', 'done'])
  })

  test('R10.7 a patient whom the program alone had changed names nobody', async () => {
    await changePatient(clinic, ana.id, { phone: '604 555 0102' })
    await clinic.context.db.updateTable('patient').set({ changed_by: null }).execute()

    expect(
      await conflictOf(
        clinic.client.patients.change({ id: ana.id, seenVersion: 1, changes: { phone: '604 555 0103' } }),
      ),
    ).toMatchObject({ by: null })
  })
})
