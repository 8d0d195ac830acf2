import { afterEach, beforeEach, expect, test } from 'vitest'
import { calendarEntries } from '../../../../tests/support/calendarEntries.ts'
import { MailCalendar } from '../../../../tests/support/mailCalendar.ts'
import { CalendarDay, DAY, Instant, MINUTE, plusMilliseconds } from '../../../shared/domain/time.ts'
import { book, HALF_PAST, outcomeOf, setStatus, TEN } from '../testing/deskActs.ts'
import { openClinic, type TestClinic } from '../testing/openClinic.ts'
import { addAppointment } from '../testing/visitRows.ts'

let clinic: TestClinic
beforeEach(async () => {
  clinic = await openClinic()
})
afterEach(() => clinic.close())

const day = (text: string) => CalendarDay.parse(text)
const on = day('2026-03-03')
const timesOf = async (fromOn: CalendarDay, toOn = fromOn) =>
  (await clinic.client.files.times({ practitionerId: clinic.people.lee.id, fromOn, toOn })).text
const written = async () =>
  (await clinic.context.db.selectFrom('audit').select(['action', 'detail', 'patient_id']).orderBy('seq').execute())
    .filter(({ action }) => action.endsWith('.savedAsFile'))
    .map(({ detail, ...row }) => ({ ...row, detail: JSON.parse(detail ?? 'null') as unknown })) // our own row

test('R9.2, R8.6 a visit’s file has when and where, by the id that its e-mails have, and never what for; one row is on the chart', async () => {
  const ana = await clinic.addPatient('Ana Ruiz')
  const visit = await book(clinic, ana.id, { tell: false })

  const { text } = await clinic.client.files.visit({ appointmentId: visit.id })

  expect(calendarEntries(text)).toEqual([
    { uid: visit.id, from: TEN, to: HALF_PAST, stamp: clinic.clock.now(), summary: 'Visit to Harbour Clinic' },
  ])
  expect(text).toContain('METHOD:PUBLISH')
  expect(text).toContain('LOCATION:12 Water Street\\, Vancouver')
  for (const secret of ['Ana', 'Ruiz', 'Consultation', 'ATTENDEE', 'ORGANIZER']) expect(text).not.toContain(secret)
  expect(await written()).toEqual([{ action: 'appointment.savedAsFile', detail: {}, patient_id: ana.id }])
})

test('R9.2 a file of a visit that was moved takes the place of the earlier one; of one that is off there is none', async () => {
  const ana = await clinic.addPatient('Ana Ruiz')
  const visit = await book(clinic, ana.id, { tell: false })
  const calendar = new MailCalendar()
  calendar.take((await clinic.client.files.visit({ appointmentId: visit.id })).text)
  await clinic.client.calendar.move({
    ...{ id: visit.id, seenVersion: 1, practitionerId: clinic.people.lee.id, startsAt: HALF_PAST },
    ...{ tell: false, despite: [], overbookReason: null },
  })
  calendar.take((await clinic.client.files.visit({ appointmentId: visit.id })).text)

  expect(calendar.spans(TEN, plusMilliseconds(TEN, DAY))).toEqual([
    { from: HALF_PAST, to: plusMilliseconds(HALF_PAST, 30 * MINUTE) },
  ])
  await setStatus(clinic, visit.id, 'cancelled')
  expect(await outcomeOf(clinic.client.files.visit({ appointmentId: visit.id }))).toBe('NOT_FOUND')
})

test('R11.1, R8.6 a practitioner’s file has the taken times of its days by the clinic’s clock, and nothing of whose they are', async () => {
  const ana = await clinic.addPatient('Ana Ruiz')
  const at = (text: string) => addAppointment(clinic, ana.id, text)
  await at('2026-03-03T07:30:00.000Z')
  const first = await at('2026-03-03T08:00:00.000Z')
  const off = await at('2026-03-03T18:00:00.000Z')
  const last = await at('2026-03-04T07:30:00.000Z')
  const next = await at('2026-03-04T08:00:00.000Z')
  await setStatus(clinic, off, 'cancelled')
  const stamp = clinic.clock.now()
  const busy = (id: string, from: string) => ({
    ...{ uid: `busy-${id}`, from, to: plusMilliseconds(Instant.parse(from), 30 * MINUTE), stamp, summary: 'Busy' },
  })

  const text = await timesOf(on)

  expect(calendarEntries(text)).toEqual([
    busy(first, '2026-03-03T08:00:00.000Z'),
    busy(last, '2026-03-04T07:30:00.000Z'),
  ])
  for (const secret of ['Ana', 'Ruiz', 'Consultation', 'Lee', 'Harbour']) expect(text).not.toContain(secret)
  expect(calendarEntries(await timesOf(on, day('2026-03-04'))).map(({ uid }) => uid)).toContain(`busy-${next}`)
  const row = { action: 'times.savedAsFile', patient_id: null }
  expect(await written()).toEqual([
    { ...row, detail: { name: 'Jun Lee', fromOn: on, toOn: on } },
    { ...row, detail: { name: 'Jun Lee', fromOn: on, toOn: '2026-03-04' } },
  ])
})

test('R11.1 a file goes over a year at most, and not backwards', async () => {
  expect(calendarEntries(await timesOf(on, day('2027-03-03')))).toEqual([])
  await expect(timesOf(on, day('2027-03-04'))).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  await expect(timesOf(on, day('2026-03-02'))).rejects.toMatchObject({ code: 'BAD_REQUEST' })
})
