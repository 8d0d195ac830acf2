import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import { AssignmentId, InvitationId, MailId } from '../../../shared/domain/ids.ts'
import { CalendarDay, HOUR, MINUTE, plusMilliseconds, SECOND } from '../../../shared/domain/time.ts'
import { book, HALF_PAST, openPairedClinic, setStatus, TEN } from '../testing/deskActs.ts'
import type { TestClinic } from '../testing/openClinic.ts'
import { addIntake, mailsIn, outboxIn, prepareAccess, redeem, somebody, submit } from '../testing/patientActs.ts'

let clinic: TestClinic
let ana: PatientSummary
let ben: PatientSummary

beforeEach(async () => {
  clinic = await openPairedClinic()
  ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test' })
  ben = await clinic.addPatient('Ben Okoro', { email: 'ben@example.test' })
})
afterEach(() => clinic.close())

type Visit = Awaited<ReturnType<typeof setStatus>>

const undo = ({ id, version }: Pick<Visit, 'id' | 'version'>) =>
  clinic.client.calendar.undo({ id, seenVersion: version })
const move = (
  { id, version, practitionerId }: Pick<Visit, 'id' | 'version' | 'practitionerId'>,
  { startsAt = HALF_PAST, tell = false } = {},
) =>
  clinic.client.calendar.move({
    ...{ id, seenVersion: version, practitionerId, startsAt },
    ...{ despite: [], overbookReason: null, tell },
  })
const tomorrow = async () => (await clinic.client.calendar.day({ on: CalendarDay.parse('2026-03-03') })).appointments
const actions = async () =>
  (await clinic.client.patients.history({ patientId: ana.id })).map(({ facts }) => facts).slice(1)

describe('R10.4 undoing a booking', () => {
  test('R10.4 leaves no visit, no e-mail, no form and no way in; the history keeps both', async () => {
    const visit = await book(clinic, ana.id, { formIds: [await addIntake(clinic)] })

    expect(await undo(visit)).toEqual({ visit: null })

    expect(await tomorrow()).toEqual([])
    expect(await clinic.client.calendar.ofPatient({ patientId: ana.id })).toEqual([])
    expect(await mailsIn(clinic)).toMatchObject([{ state: 'undone' }])
    expect((await outboxIn(clinic)).map(({ kind }) => kind)).not.toContain('mail.put')
    expect(await clinic.client.forms.assignments()).toEqual([])
    expect(await clinic.client.access.get({ patientId: ana.id })).toMatchObject({ earlier: [{ state: 'revoked' }] })
    expect(await actions()).toContainEqual({ action: 'appointment.undone', act: 'booked' })
    expect(await book(clinic, ben.id)).toMatchObject({ startsAt: TEN })
  })

  test('R9.3 its confirmation offers no “Send again”, and is not sent again', async () => {
    const visit = await book(clinic, ana.id)
    await undo(visit)

    const { mails } = await clinic.client.outbox.list()

    expect(mails).toMatchObject([{ state: 'undone', canBeSentAgain: false }])
    const again = clinic.client.outbox.sendAgain({ mailId: MailId.parse(mails[0]?.id), emailForChart: null })
    await expect(again).rejects.toMatchObject({ code: 'INVITATION_CLOSED' })
  })

  test('R10.4 twice is once', async () => {
    const visit = await book(clinic, ana.id)
    await undo(visit)
    const before = await actions()

    expect(await undo(visit)).toEqual({ visit: null })
    expect(await actions()).toEqual(before)
  })

  test('R10.4 is too late once its e-mail may have left, or the time for it is over', async () => {
    await clinic.context.db.updateTable('clinic').set({ undo_seconds: 3 }).execute()
    const told = await book(clinic, ana.id)
    expect(told.undoUntil).toBe(plusMilliseconds(clinic.clock.now(), 3 * SECOND))
    const untold = await book(clinic, ben.id, { tell: false, startsAt: HALF_PAST })
    expect(untold.undoUntil).toBe(plusMilliseconds(clinic.clock.now(), 10 * SECOND))

    clinic.clock.advance(3 * SECOND)
    await expect(undo(told)).rejects.toMatchObject({ code: 'TOO_LATE' })
    clinic.clock.advance(13 * SECOND)
    await expect(undo(untold)).rejects.toMatchObject({ code: 'TOO_LATE' })
    expect(await tomorrow()).toHaveLength(2)
  })

  test('R10.4 is too late once one of its forms came back, though its e-mail has not left', async () => {
    const email = 'ana@example.test'
    const { id } = await prepareAccess(clinic, ana.id, email)
    const linkId = await redeem(clinic, InvitationId.parse(id), await somebody(clinic, email))
    const visit = await book(clinic, ana.id, { formIds: [await addIntake(clinic)] })
    const [form] = await clinic.client.forms.assignments()
    await submit(clinic, linkId, AssignmentId.parse(form?.id))

    await expect(undo(visit)).rejects.toMatchObject({ code: 'TOO_LATE' })
    expect(await tomorrow()).toMatchObject([{ status: 'booked' }])
  })
})

describe('R10.4 undoing what was done to a visit', () => {
  test('R10.4 puts back the status with the time since when it was so', async () => {
    const arrived = await setStatus(clinic, (await book(clinic, ana.id)).id, 'arrived')
    clinic.later(20 * MINUTE)
    const completed = await setStatus(clinic, arrived.id, 'completed')

    const { visit } = await undo(completed)

    expect(visit).toMatchObject({ status: 'arrived', statusAt: arrived.statusAt, version: completed.version + 1 })
    expect(await undo(completed)).toEqual({ visit })
  })

  test('R10.7 what somebody changed since stays, and says who', async () => {
    const booked = await book(clinic, ana.id)
    const arrived = await setStatus(clinic, booked.id, 'arrived')
    await setStatus(clinic, booked.id, 'inSession')

    await expect(undo(arrived)).rejects.toMatchObject({
      code: 'CHANGED_MEANWHILE',
      data: { by: clinic.people.admin.name, current: { status: 'inSession' } },
    })
  })

  test('R6.4 a time that somebody else has by now is not taken back', async () => {
    const cancelled = await setStatus(clinic, (await book(clinic, ana.id)).id, 'cancelled')
    await book(clinic, ben.id)

    await expect(undo(cancelled)).rejects.toMatchObject({ code: 'TIME_TAKEN', data: { patientName: 'Ben Okoro' } })
    await expect(setStatus(clinic, cancelled.id, 'booked')).rejects.toMatchObject({ code: 'TIME_TAKEN' })
  })

  test('R6.4 two at once on purpose are so again when a cancellation is undone', async () => {
    await book(clinic, ana.id)
    const beside = await book(clinic, ben.id, { overbookReason: 'Came in pain' })
    const cancelled = await setStatus(clinic, beside.id, 'cancelled')

    expect(await undo(cancelled)).toMatchObject({ visit: { status: 'booked', startsAt: TEN } })
    const moved = await clinic.client.calendar.move({
      ...{ id: (await book(clinic, ben.id, { startsAt: HALF_PAST })).id, seenVersion: 1 },
      ...{ practitionerId: clinic.people.lee.id, startsAt: TEN, despite: [], overbookReason: 'Twins', tell: false },
    })
    expect(await undo(await setStatus(clinic, moved.id, 'cancelled'))).toMatchObject({ visit: { status: 'booked' } })
  })

  test('R10.4 what was undone leaves for whoever sees the patient’s visits', async () => {
    const booked = await book(clinic, ana.id)
    clinic.later(HOUR)
    const cancelled = await setStatus(clinic, booked.id, 'cancelled')
    await clinic.context.db.deleteFrom('outbox').execute()

    await undo(cancelled)

    expect((await outboxIn(clinic)).map(({ kind, subject }) => [kind, subject])).toEqual([['records.put', ana.id]])
  })

  test('R6.6 a cancellation that was undone leaves the patient told, as before', async () => {
    const booked = await book(clinic, ana.id)
    clinic.later(HOUR)
    const cancelled = await setStatus(clinic, booked.id, 'cancelled')
    expect(cancelled.blockers).toEqual(['notTold'])

    expect(await undo(cancelled)).toMatchObject({ visit: { status: 'booked', blockers: [] } })
  })

  test('R6.6 a move that was undone is as the patient knows it, its forms due as before', async () => {
    const booked = await book(clinic, ana.id, { formIds: [await addIntake(clinic)] })
    clinic.later(HOUR)
    const dueAt = async () => (await clinic.context.db.selectFrom('assignment').select('due_at').execute())[0]?.due_at

    const moved = await move(booked)
    expect(moved.blockers).toContain('notTold')
    expect(await dueAt()).toBe(HALF_PAST)
    const { visit } = await undo(moved)

    expect(visit).toMatchObject({ startsAt: TEN, blockers: ['formNotReturned'] })
    expect(await dueAt()).toBe(TEN)
  })

  test('R9.3 a confirmation that has not left does not tell of what was cancelled or moved', async () => {
    await setStatus(clinic, (await book(clinic, ana.id)).id, 'cancelled')
    const moved = await move(await book(clinic, ben.id))

    expect((await mailsIn(clinic)).map(({ state }) => state)).toEqual(['undone', 'undone'])
    expect(moved.blockers).toEqual(['notTold'])
    expect((await tomorrow()).map(({ status, blockers }) => [status, blockers])).toEqual([
      ['cancelled', []],
      ['booked', ['notTold']],
    ])
  })
})
