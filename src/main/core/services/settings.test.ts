import { expect, test } from 'vitest'
import type { Settings } from '../../../shared/contract/desk/settings.ts'
import { CalendarDay } from '../../../shared/domain/time.ts'
import { book, openPairedClinic, TEN } from '../testing/deskActs.ts'
import { ANA, giveFull, openWithAna } from '../testing/openWithAna.ts'
import { openClinic, type TestClinic } from '../testing/openClinic.ts'
import { mailsIn, outboxIn } from '../testing/patientActs.ts'

const save = (clinic: TestClinic, changes: Partial<Settings>, seenVersion = 1) =>
  clinic.client.settings.save({ seenVersion, changes })

test('R10.8 what patients see of the clinic is changed by an admin, published with every index, and in the audit log', async () => {
  await using story = await openWithAna()
  const { clinic } = story
  await giveFull(story, story.ana.id, ANA)
  await story.round()
  const kinds = async () => (await outboxIn(clinic)).map(({ kind }) => kind).filter((kind) => kind !== 'mail.put')
  expect(await kinds()).toEqual([])

  const saved = await save(clinic, { name: 'Elm Street Clinic', phone: '604 555 0199' })

  expect(saved).toMatchObject({ version: 2, name: 'Elm Street Clinic', phone: '604 555 0199' })
  expect((await kinds()).sort()).toEqual(['clinic.put', 'records.put'])
  expect((await clinic.client.session.current()).clinic).toMatchObject({ name: 'Elm Street Clinic' })
  const [row] = await clinic.context.db.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(1).execute()
  expect(row).toMatchObject({ action: 'settings.changed', staff_id: clinic.people.admin.id })
  expect(JSON.parse(row?.detail ?? '')).toEqual({ name: 'Elm Street Clinic', phone: '604 555 0199' })
})

test('R10.8 what stands already is no change: nothing is published, and no version is passed', async () => {
  await using clinic = await openPairedClinic()
  const { name, timeZone } = await clinic.client.settings.get()
  const before = await outboxIn(clinic)

  expect(await save(clinic, { name, timeZone }, 7)).toMatchObject({ version: 1 })
  expect(await outboxIn(clinic)).toEqual(before)
})

test('R6.1 another zone moves no visit: its instant stays, and the day it is shown on follows', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  await book(clinic, ana.id)

  await save(clinic, { timeZone: 'Pacific/Auckland' })

  const visitsOn = async (on: string) =>
    (await clinic.client.calendar.day({ on: CalendarDay.parse(on) })).appointments.map(({ startsAt }) => startsAt)
  expect(await visitsOn('2026-03-03')).toEqual([])
  expect(await visitsOn('2026-03-04')).toEqual([TEN])
})

test('R6.1 a time zone that the machine does not know is refused by name, and nothing changes', async () => {
  await using clinic = await openPairedClinic()
  const before = await clinic.client.settings.get()

  await expect(save(clinic, { timeZone: 'Mars/Olympus', phone: '604 555 0101' })).rejects.toMatchObject({
    code: 'TIME_ZONE_UNKNOWN',
    data: { timeZone: 'Mars/Olympus' },
  })
  expect(await clinic.client.settings.get()).toEqual(before)
})

test('R10.1 what is no telephone number is refused, and one of before may stay while other facts change', async () => {
  await using clinic = await openPairedClinic()
  await expect(save(clinic, { phone: 'ask at the desk' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  await clinic.context.db.updateTable('clinic').set({ phone: 'ask at the desk' }).execute()

  expect(await save(clinic, { name: 'Elm Street' })).toMatchObject({ name: 'Elm Street', phone: 'ask at the desk' })
  expect(await save(clinic, { phone: '' }, 2)).toMatchObject({ phone: '' })
})

test('R9.3 where answers to e-mails go is one address or none, stands in every e-mail from then on, and is published to nobody', async () => {
  await using clinic = await openPairedClinic()
  await expect(save(clinic, { email: 'desk@' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  await clinic.client.email.test({ to: 'ana@example.test', through: { way: 'endpoint' } })
  const before = await outboxIn(clinic)

  expect(await save(clinic, { email: 'desk@clinic.test' })).toMatchObject({ email: 'desk@clinic.test' })
  expect(await outboxIn(clinic)).toEqual(before)
  await clinic.client.email.test({ to: 'ana@example.test', through: { way: 'endpoint' } })

  const mails = await mailsIn(clinic)
  expect(mails.map(({ content }) => content.replyTo)).toEqual([null, 'desk@clinic.test'])
})

test('R10.3 a practitioner reads the settings and changes none of them', async () => {
  await using clinic = await openPairedClinic()
  clinic.signInAs(clinic.people.lee)

  expect(await clinic.client.settings.get()).toMatchObject({ version: 1 })
  await expect(save(clinic, { name: 'Lee’s' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
})

test('R8.6 what was done to the clinic itself is read by admins, newest first, a page at a time, and nothing about patients', async () => {
  await using clinic = await openClinic()
  await clinic.addPatient('Ana Ruiz')
  await clinic.client.settings.save({ seenVersion: 1, changes: { accessDays: 9 } })
  for (let times = 0; times < 51; times += 1) {
    await clinic.client.session.signOut()
    clinic.signInAs(clinic.people.admin)
  }

  const newest = await clinic.client.settings.history({ before: null })
  const older = await clinic.client.settings.history({ before: newest.before })

  expect(newest.lines).toHaveLength(50)
  expect(newest.lines[0]).toMatchObject({ staffName: 'Maya Iyer', facts: { action: 'session.signedOut' } })
  expect(older).toMatchObject({
    lines: [
      { facts: { action: 'session.signedOut' } },
      { facts: { action: 'settings.changed', accessDays: 9 }, stationName: 'Front desk' },
    ],
    before: null,
  })
})
