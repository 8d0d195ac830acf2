import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DayAppointment } from '../../../../shared/contract/desk/calendar.ts'
import type { PatientSummary } from '../../../../shared/contract/desk/patients.ts'
import { MailId } from '../../../../shared/domain/ids.ts'
import { DAY, HOUR, Instant, plusMilliseconds, SECOND } from '../../../../shared/domain/time.ts'
import {
  book,
  changePatient,
  HALF_PAST,
  openPairedClinic,
  QUARTER_PAST,
  setStatus,
  TEN,
} from '../../testing/deskActs.ts'
import type { TestClinic } from '../../testing/openClinic.ts'
import { addIntake, mailsIn, receive } from '../../testing/patientActs.ts'

const ANA = 'ana@example.test'
const ELEVEN = Instant.parse('2026-03-03T19:00:00.000Z')

let clinic: TestClinic
let ana: PatientSummary

beforeEach(async () => {
  clinic = await openPairedClinic()
  ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
})
afterEach(() => clinic.close())

type Visit = Pick<DayAppointment, 'id' | 'version' | 'practitionerId'>
const move = ({ id, version, practitionerId }: Visit, startsAt = ELEVEN, tell = true) =>
  clinic.client.calendar.move({
    ...{ id, seenVersion: version, practitionerId, startsAt },
    ...{ tell, despite: [], overbookReason: null },
  })
const undo = ({ id, version }: Visit) => clinic.client.calendar.undo({ id, seenVersion: version })
const tell = ({ id, version }: Visit) => clinic.client.calendar.tell({ id, seenVersion: version, how: 'email' })
/** Kind and state of every e-mail, and where its .ics puts the visit. */
const mails = async () =>
  (await mailsIn(clinic)).map(({ kind, state, content: { calendar } }) =>
    [kind, state, calendar?.method, calendar?.startsAt, calendar?.sequence].join(' '),
  )
const newest = async () => (await mailsIn(clinic)).at(-1)
/** Booked at ten, and told of it an hour ago. */
async function bookAndTell() {
  const booked = await book(clinic, ana.id)
  clinic.later(HOUR)
  return booked
}

describe('R6.6 who knows of a visit is told of its change by one e-mail', () => {
  test('R6.6, R9.1, R9.2 of another time, naming both; the .ics goes one further', async () => {
    const booked = await bookAndTell()
    expect(booked).toMatchObject({ isKnown: true, hasEmail: true })

    const moved = await move(booked)

    expect(moved).toMatchObject({ blockers: [], leavesAt: plusMilliseconds(clinic.clock.now(), 10 * SECOND) })
    expect(await mails()).toEqual([`confirmation waiting REQUEST ${TEN} 0`, `change waiting REQUEST ${ELEVEN} 1`])
    const mail = await newest()
    expect(mail).toMatchObject({
      recipient_email: ANA,
      subject: expect.stringContaining('Tuesday 3 March, 11:00') as string,
    })
    expect(mail?.content.text).toContain('your visit on Tuesday 3 March, 10:00 has another time now')
    const history = (await clinic.client.patients.history({ patientId: ana.id })).map(({ facts }) => facts)
    expect(history).toContainEqual({ action: 'appointment.told', how: 'email' })
  })

  test('R6.3 until when it is in time to call is what the clinic says of its online booking', async () => {
    await clinic.context.db.updateTable('online_booking').set({ cut_off_minutes: 120 }).execute()
    const booked = await bookAndTell()

    await move(booked)

    const [confirmation, change] = (await mailsIn(clinic)).map(({ content }) => content.text)
    expect(confirmation).toContain('until 3 March, 08:00')
    expect(change).toContain('until 3 March, 09:00')
  })

  test('R6.6, R9.2 of its end; why stays at the desk', async () => {
    const booked = await bookAndTell()

    const cancelled = await setStatus(clinic, booked.id, 'cancelled', { tell: true, reason: 'Quetzal flu' })

    expect(cancelled).toMatchObject({ blockers: [], cancelReason: 'Quetzal flu' })
    expect((await mails()).at(-1)).toBe(`cancellation waiting CANCEL ${TEN} 1`)
    expect(JSON.stringify((await newest())?.content)).not.toContain('Quetzal')
    const history = (await clinic.client.patients.history({ patientId: ana.id })).map(({ facts }) => facts)
    expect(history).toContainEqual(expect.objectContaining({ from: 'booked', to: 'cancelled', reason: 'Quetzal flu' }))
    expect(await setStatus(clinic, booked.id, 'booked')).toMatchObject({ cancelReason: null })
  })

  test('R6.6 unticked, nothing leaves, and the visit is marked until somebody tells them', async () => {
    const moved = await move(await bookAndTell(), ELEVEN, false)
    expect(moved).toMatchObject({ blockers: ['notTold'], leavesAt: null, isKnown: true })
    expect(await mails()).toHaveLength(1)

    const told = await tell(moved)

    expect(told).toMatchObject({ blockers: [] })
    expect((await mails()).at(-1)).toBe(`change waiting REQUEST ${ELEVEN} 1`)
  })

  test('R6.6 who was never told of it hears nothing of its end, and all of it when they are told', async () => {
    const one = await book(clinic, ana.id, { tell: false })
    const other = await book(clinic, ana.id, { tell: false, startsAt: HALF_PAST })

    await setStatus(clinic, one.id, 'cancelled', { tell: true })
    expect(await mails()).toEqual([])
    await tell(await move(other, ELEVEN, false))

    expect(await mails()).toEqual([`confirmation waiting REQUEST ${ELEVEN} 1`])
  })

  test('R6.6 without an address, and once its time has come, the visit changes and is marked', async () => {
    const booked = await bookAndTell()
    await changePatient(clinic, ana.id, { email: null })
    const moved = await move(booked)
    expect(moved).toMatchObject({ startsAt: ELEVEN, blockers: expect.arrayContaining(['notTold']) as string[] })
    await expect(tell(moved)).rejects.toMatchObject({ code: 'EMAIL_MISSING' })

    await changePatient(clinic, ana.id, { email: ANA })
    clinic.later(DAY + 9 * HOUR)
    await expect(tell(moved)).rejects.toMatchObject({ code: 'VISIT_OVER' })
    expect(await mails()).toHaveLength(1)
  })
})

describe('R6.6 an e-mail that has not left', () => {
  test('R6.6, R10.4 is taken back with its change, and then the patient knows it as it stands', async () => {
    const moved = await move(await bookAndTell())

    expect(await undo(moved)).toMatchObject({ visit: { startsAt: TEN, blockers: [] } })
    expect((await mails()).at(-1)).toMatch(/^change undone/)
  })

  test('R10.4 once it may have left, its change is not undone', async () => {
    const cancelled = await setStatus(clinic, (await bookAndTell()).id, 'cancelled', { tell: true })
    clinic.clock.advance(10 * SECOND)

    await expect(undo(cancelled)).rejects.toMatchObject({ code: 'TOO_LATE' })
  })

  test('R6.6 gives way to that of the next change, which names what the patient knows', async () => {
    const moved = await move(await bookAndTell())

    await move(moved, HALF_PAST)

    expect(await mails()).toEqual([
      `confirmation waiting REQUEST ${TEN} 0`,
      `change undone REQUEST ${ELEVEN} 1`,
      `change waiting REQUEST ${HALF_PAST} 2`,
    ])
    expect((await newest())?.content.text).toContain('Tuesday 3 March, 10:00 has another time now')
  })

  test('R6.6 gives way to nothing where the visit is moved back', async () => {
    const back = await move(await move(await bookAndTell()), TEN)

    expect(back).toMatchObject({ blockers: [], leavesAt: null })
    expect(await mails()).toHaveLength(2)
    expect((await mails()).at(-1)).toMatch(/^change undone/)
  })

  test('R6.6, R2.2 a confirmation gives way to one of the new time, with its forms', async () => {
    const booked = await book(clinic, ana.id, { formIds: [await addIntake(clinic)] })

    await move(booked, QUARTER_PAST)

    expect(await mails()).toEqual([
      `confirmation undone REQUEST ${TEN} 0`,
      `confirmation waiting REQUEST ${QUARTER_PAST} 1`,
    ])
    expect((await newest())?.content.text).toContain('Take me to my forms')
  })

  test('R6.6 of a visit that is off again before its confirmation left nobody hears', async () => {
    const booked = await book(clinic, ana.id)

    const cancelled = await setStatus(clinic, booked.id, 'cancelled', { tell: true })

    expect(cancelled).toMatchObject({ blockers: [], leavesAt: null })
    expect(await mails()).toEqual([`confirmation undone REQUEST ${TEN} 0`])
    await undo(cancelled)
    expect((await mails()).at(-1)).toBe(`confirmation waiting REQUEST ${TEN} 2`)
  })

  test('R10.4 leaves again when the change that took its place is undone', async () => {
    const second = await move(await move(await bookAndTell()), HALF_PAST)

    expect(await undo(second)).toMatchObject({ visit: { startsAt: ELEVEN, blockers: [] } })

    expect((await mails()).slice(1)).toEqual([
      `change undone REQUEST ${ELEVEN} 1`,
      `change undone REQUEST ${HALF_PAST} 2`,
      `change waiting REQUEST ${ELEVEN} 3`,
    ])
  })

  test('R9.3 undone in the Outbox: the patient knows what they knew before, and the visit is marked', async () => {
    const { id } = await move(await bookAndTell())
    const mail = await newest()

    await clinic.client.outbox.undo({ mailId: MailId.parse(mail?.id) })

    const [visit] = await clinic.client.calendar.ofPatient({ patientId: ana.id })
    expect(visit).toMatchObject({ id, startsAt: ELEVEN, isTold: false })
    const { untold } = await clinic.client.today.summary()
    expect(untold).toMatchObject([{ id, isKnown: true }])
  })
})

test('R9.3 a change that bounced is sent again as the visit stands then, once', async () => {
  const moved = await move(await bookAndTell())
  const mailId = MailId.parse((await newest())?.id)
  clinic.later(HOUR)
  await receive(clinic, { kind: 'mail.bounced', mailId, code: 550 })
  await move(moved, HALF_PAST, false)

  const again = () => clinic.client.outbox.sendAgain({ mailId, emailForChart: null })
  await Promise.all([again(), again()])

  expect((await mails()).slice(1)).toEqual([
    `change bounced REQUEST ${ELEVEN} 1`,
    `change waiting REQUEST ${HALF_PAST} 2`,
  ])
  expect((await newest())?.content.text).toContain('Tuesday 3 March, 10:00 has another time now')
})

test('R9.3 a change of a visit that is off by now is not sent again, its end is', async () => {
  const moved = await move(await bookAndTell())
  const change = MailId.parse((await newest())?.id)
  await receive(clinic, { kind: 'mail.failed', mailId: change, reason: 'notAccepted' })
  await setStatus(clinic, moved.id, 'cancelled', { tell: true })

  const { mails: shown } = await clinic.client.outbox.list()

  expect(shown.find(({ id }) => id === change)).toMatchObject({ canBeSentAgain: false })
  const again = () => clinic.client.outbox.sendAgain({ mailId: change, emailForChart: null })
  expect(await again()).toEqual({ leaving: null })
  const cancellation = MailId.parse((await newest())?.id)
  await receive(clinic, { kind: 'mail.failed', mailId: cancellation, reason: 'notAccepted' })
  await expect(again()).rejects.toMatchObject({ code: 'INVITATION_CLOSED' })
  expect(await clinic.client.outbox.sendAgain({ mailId: cancellation, emailForChart: null })).not.toEqual({
    leaving: null,
  })
})
