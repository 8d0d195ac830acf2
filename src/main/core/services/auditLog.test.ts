import { expect, test } from 'vitest'
import { CalendarDay, DAY, HOUR } from '../../../shared/domain/time.ts'
import { openClinic, type TestClinic } from '../testing/openClinic.ts'
import { changePatient } from '../testing/deskActs.ts'
import { appendAudit } from './audit.ts'

type Wanted = Parameters<TestClinic['client']['auditLog']['list']>[0]
const ALL: Wanted = { patientId: null, staffId: null, from: null, to: null, before: null }
const day = (on: string) => CalendarDay.parse(on)

const actionsOf = async (clinic: TestClinic, wanted: Partial<Wanted> = {}) =>
  (await clinic.client.auditLog.list({ ...ALL, ...wanted })).lines.map(({ facts }) => facts.action)

test('R8.6 the log is read by patient, with who, where, when and about whom; that it was read stands in it once a stay', async () => {
  await using clinic = await openClinic()
  const ana = await clinic.addPatient('Ana Ruiz')
  const ben = await clinic.addPatient('Ben Okafor')
  await changePatient(clinic, ben.id, { phone: '604 555 0171' })

  const { lines, before } = await clinic.client.auditLog.list({ ...ALL, patientId: ben.id })
  await clinic.client.auditLog.list({ ...ALL, patientId: ben.id })

  expect(before).toBeNull()
  expect(lines.map(({ facts }) => facts.action)).toEqual(['patient.changed', 'patient.added'])
  expect(lines[0]).toMatchObject({
    staffName: clinic.people.admin.name,
    at: clinic.clock.now(),
    patient: { id: ben.id, name: 'Ben Okafor', chartNumber: ben.chartNumber },
  })
  expect(lines[0]?.stationName).not.toBeNull()
  expect(await actionsOf(clinic, { patientId: ben.id })).toEqual(['auditLog.read', 'patient.changed', 'patient.added'])
  expect(await actionsOf(clinic, { patientId: ana.id })).toEqual(['patient.added'])
})

test('R8.6 by staff, and by the clinic’s own days from midnight to midnight', async () => {
  await using clinic = await openClinic()
  const today = clinic.clock.now()
  await clinic.addPatient('Ana Ruiz')
  clinic.later(DAY)
  await clinic.addPatient('Ben Okafor')
  const { admin, lee } = clinic.people

  const added = async (wanted: Partial<Wanted>) =>
    (await clinic.client.auditLog.list({ ...ALL, ...wanted })).lines.flatMap(({ facts, patient }) =>
      facts.action === 'patient.added' ? [patient?.name] : [],
    )

  // The tests' clinic is far from any day's edge at this hour.
  const first = day(today.slice(0, 10))
  const second = day(clinic.clock.now().slice(0, 10))
  expect(await added({})).toEqual(['Ben Okafor', 'Ana Ruiz'])
  expect(await added({ from: first, to: first })).toEqual(['Ana Ruiz'])
  expect(await added({ from: second })).toEqual(['Ben Okafor'])
  expect(await added({ to: first })).toEqual(['Ana Ruiz'])
  expect(await added({ staffId: admin.id })).toEqual(['Ben Okafor', 'Ana Ruiz'])
  expect(await added({ staffId: lee.id })).toEqual([])
})

test('R8.6 a page after another, without a line lost or told twice', async () => {
  await using clinic = await openClinic()
  const { db } = clinic.context
  await db.transaction().execute(async (tx) => {
    for (let count = 0; count < 450; count += 1) {
      await appendAudit(tx, { clock: clinic.clock, actor: null }, { action: 'session.signedOut' })
    }
  })
  const seen: number[] = []
  let before: number | null = null
  do {
    const page: Awaited<ReturnType<typeof clinic.client.auditLog.list>> = await clinic.client.auditLog.list({
      ...ALL,
      before,
    })
    seen.push(...page.lines.map(({ seq }) => seq))
    before = page.before
  } while (before !== null)

  expect(new Set(seen).size).toBe(seen.length)
  expect(Math.max(...seen) - Math.min(...seen)).toBe(seen.length - 1)
  expect(Math.min(...seen)).toBe(1)
})

test('R8.6 that lines were printed or exported stands in the log, with how many, beside the patient they are about', async () => {
  await using clinic = await openClinic()
  const ana = await clinic.addPatient('Ana Ruiz')

  await clinic.client.auditLog.taken({ patientId: ana.id, how: 'printed', count: 12 })
  clinic.later(HOUR)
  await clinic.client.auditLog.taken({ patientId: null, how: 'exported', count: 3 })

  const { lines } = await clinic.client.auditLog.list(ALL)
  expect(lines.slice(0, 2)).toMatchObject([
    { facts: { action: 'auditLog.taken', how: 'exported', count: 3 }, patient: null },
    { facts: { action: 'auditLog.taken', how: 'printed', count: 12 }, patient: { name: 'Ana Ruiz' } },
  ])
})
