import { afterEach, beforeEach, expect, test } from 'vitest'
import { CalendarDay, SECOND } from '../../../shared/domain/time.ts'
import { NOTE_LENGTH, type VisitNotes } from '../../../shared/domain/visitNotes.ts'
import { outcomeOf, setStatus } from '../testing/deskActs.ts'
import { openClinic, type TestClinic } from '../testing/openClinic.ts'
import { outboxIn } from '../testing/patientActs.ts'
import { addAppointment } from '../testing/visitRows.ts'

let clinic: TestClinic
let anaId: Awaited<ReturnType<TestClinic['addPatient']>>['id']
let id: Awaited<ReturnType<typeof addAppointment>>

beforeEach(async () => {
  clinic = await openClinic()
  anaId = (await clinic.addPatient('Ana Ruiz', { email: 'ana@mail.example' })).id
  id = await addAppointment(clinic, anaId, '2026-03-02T18:00:00.000Z')
})
afterEach(() => clinic.close())

const annotate = (seenVersion: number, changes: Partial<VisitNotes>) =>
  clinic.client.calendar.annotate({ id, seenVersion, changes })
const shown = async () =>
  (await clinic.client.calendar.day({ on: CalendarDay.parse('2026-03-02') })).appointments.find(
    (visit) => visit.id === id,
  )

test('R6.2 a visit has why the patient comes, a note and an alert: what is named is changed, blanks are nothing, the same is no change', async () => {
  const noted = await annotate(1, { reason: '  Tired since September ', alert: 'Ask for the new address' })
  expect(noted).toMatchObject({
    version: 2,
    reason: 'Tired since September',
    note: null,
    alert: 'Ask for the new address',
  })
  expect(noted.leavesAt).toBeNull()

  expect(await annotate(2, { alert: '  ', note: 'Needs the ground floor' })).toMatchObject({ version: 3, alert: null })
  expect(await annotate(1, { note: 'Needs the ground floor' })).toMatchObject({ version: 3 })
  expect(await shown()).toMatchObject({ reason: 'Tired since September', note: 'Needs the ground floor', alert: null })
})

test('R6.2 a note is as long as it may be, and no longer', async () => {
  for (const field of ['reason', 'note', 'alert'] as const) {
    const longest = 'x'.repeat(NOTE_LENGTH[field])
    expect(await annotate((await shown())?.version ?? 0, { [field]: longest })).toMatchObject({ [field]: longest })
    await expect(annotate((await shown())?.version ?? 0, { [field]: `${longest}x` })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
  }
})

test('R10.7 over another version a note is refused with how things stand', async () => {
  await annotate(1, { note: 'First' })

  const outcome = await outcomeOf(annotate(1, { note: 'Second' }))

  expect(outcome).toBe('CHANGED_MEANWHILE')
  expect(await shown()).toMatchObject({ note: 'First' })
})

test('R10.4 a note is taken back as one act, and stays where the status changes', async () => {
  await annotate(1, { note: 'First', alert: 'Pay' })
  const second = await annotate(2, { note: 'Second' })

  const { visit } = await clinic.client.calendar.undo({ id, seenVersion: second.version })
  expect(visit).toMatchObject({ note: 'First', alert: 'Pay' })
  expect(await setStatus(clinic, id, 'arrived')).toMatchObject({ note: 'First', alert: 'Pay', reason: null })
  clinic.clock.advance(60 * SECOND)
  expect(await shown()).toMatchObject({ status: 'arrived', note: 'First' })
})

test('R8.6, R11.1 the log says which and never what; nothing of it waits to be sent, nor is found by a search', async () => {
  const before = await outboxIn(clinic)
  const words = { reason: 'Zebrafinch', note: 'Quokkanote', alert: 'Axolotlword' }
  const noted = await annotate(1, words)
  await clinic.client.calendar.undo({ id, seenVersion: noted.version })
  await annotate(3, words)

  const history = await clinic.client.patients.history({ patientId: anaId })
  expect(history.map(({ facts }) => facts)).toContainEqual({
    action: 'appointment.noted',
    fields: ['reason', 'note', 'alert'],
  })
  expect(history.map(({ facts }) => facts)).toContainEqual({ action: 'appointment.undone', act: 'noted' })
  expect(await outboxIn(clinic)).toEqual(before)
  const { db } = clinic.context
  const elsewhere = JSON.stringify([
    await db.selectFrom('audit').selectAll().execute(),
    await db.selectFrom('outbox').selectAll().execute(),
    await db.selectFrom('mail').selectAll().execute(),
    await db.selectFrom('patient_search').selectAll().execute(),
  ])
  for (const word of Object.values(words)) {
    expect(elsewhere).not.toContain(word)
    expect(await clinic.client.patients.search({ query: word, limit: 5, offset: 0 })).toMatchObject({ total: 0 })
  }
})
