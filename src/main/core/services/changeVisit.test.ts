import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import { MailId } from '../../../shared/domain/ids.ts'
import { CalendarDay, DAY, HOUR, Instant, plusMilliseconds } from '../../../shared/domain/time.ts'
import { book, HALF_PAST, openPairedClinic, QUARTER_PAST, setStatus, TEN } from '../testing/deskActs.ts'
import type { TestClinic } from '../testing/openClinic.ts'
import { mailsIn, outboxIn } from '../testing/patientActs.ts'

let clinic: TestClinic
let ana: PatientSummary
let ben: PatientSummary
const ELEVEN = Instant.parse('2026-03-03T19:00:00.000Z')
/** In the break. */
const NOON = Instant.parse('2026-03-03T20:00:00.000Z')

beforeEach(async () => {
  clinic = await openPairedClinic()
  ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test' })
  ben = await clinic.addPatient('Ben Okoro', { email: 'ben@example.test' })
})
afterEach(() => clinic.close())

type MoveTo = Partial<Parameters<TestClinic['client']['calendar']['move']>[0]>
const move = ({ id, version, practitionerId }: DayAppointment, to: MoveTo = {}) =>
  clinic.client.calendar.move({
    ...{ id, seenVersion: version, practitionerId, startsAt: ELEVEN },
    ...{ despite: [], overbookReason: null, tell: false, ...to },
  })
const facts = async () => (await clinic.client.patients.history({ patientId: ana.id })).map((line) => line.facts)

describe('R6.2 moving a visit', () => {
  test('R6.2, R9.2 to another time or practitioner keeps its length, counts the .ics on, and is in the history', async () => {
    const booked = await book(clinic, ana.id)

    const later = await move(booked)
    const moved = await move(later, { practitionerId: clinic.people.okafor.id })

    expect(later).toMatchObject({ startsAt: ELEVEN, endsAt: '2026-03-03T19:30:00.000Z', version: 2 })
    expect(moved).toMatchObject({ practitionerId: clinic.people.okafor.id, version: 3 })
    expect(await facts()).toContainEqual({ action: 'appointment.moved', from: TEN, to: ELEVEN })
    const { sequence } = await clinic.context.db.selectFrom('appointment').select('sequence').executeTakeFirstOrThrow()
    expect(sequence).toBe(2)
    expect((await outboxIn(clinic)).map(({ kind }) => kind)).toEqual(['records.put'])
  })

  test('R6.2 where it stands already is no change, and is not in its own way', async () => {
    const booked = await book(clinic, ana.id)

    expect(await move(booked, { startsAt: TEN })).toMatchObject({ version: 1 })
    expect(await move(booked, { startsAt: QUARTER_PAST })).toMatchObject({ startsAt: QUARTER_PAST })
  })

  test('R6.4 out of the ordinary or onto somebody else needs to be on purpose, as for booking', async () => {
    const booked = await book(clinic, ana.id)
    await book(clinic, ben.id, { startsAt: ELEVEN })
    const wanted = { practitionerId: booked.practitionerId, serviceId: booked.serviceId, moving: booked.id }

    expect(await clinic.client.calendar.concerns({ ...wanted, startsAt: QUARTER_PAST })).toEqual({
      concerns: [],
      taken: null,
    })
    expect(await clinic.client.calendar.concerns({ ...wanted, startsAt: ELEVEN })).toMatchObject({
      taken: { patientName: 'Ben Okoro' },
    })
    await expect(move(booked)).rejects.toMatchObject({ code: 'TIME_TAKEN', data: { patientName: 'Ben Okoro' } })
    await expect(move(booked, { startsAt: NOON })).rejects.toMatchObject({
      code: 'OUT_OF_THE_ORDINARY',
      data: { concerns: [{ kind: 'break' }] },
    })
    const moved = await move(booked, { startsAt: NOON, despite: ['break'] })
    await move(moved, { overbookReason: 'Twins' })

    expect(await facts()).toEqual(
      expect.arrayContaining([
        { action: 'appointment.moved', from: TEN, to: NOON, despite: ['break'] },
        { action: 'appointment.moved', from: NOON, to: ELEVEN, reason: 'Twins' },
      ]),
    )
  })

  test('R6.2, R6.6 its end is moved too: shorter or longer, over nobody, told anew and undone as one act', async () => {
    const booked = await book(clinic, ana.id)
    clinic.later(HOUR)
    const longer = await move(booked, { startsAt: TEN, endsAt: ELEVEN })

    expect(longer).toMatchObject({ startsAt: TEN, endsAt: ELEVEN, version: 2, blockers: ['notTold'] })
    expect(await facts()).toContainEqual({ action: 'appointment.moved', from: TEN, to: TEN, minutes: 60 })
    const { sequence } = await clinic.context.db.selectFrom('appointment').select('sequence').executeTakeFirstOrThrow()
    expect(sequence).toBe(1)
    const undone = await clinic.client.calendar.undo({ id: longer.id, seenVersion: 2 })
    expect(undone.visit).toMatchObject({ endsAt: HALF_PAST, blockers: [] })

    await book(clinic, ben.id, { startsAt: HALF_PAST })
    await expect(move({ ...booked, version: 3 }, { startsAt: TEN, endsAt: ELEVEN })).rejects.toMatchObject({
      code: 'TIME_TAKEN',
      data: { patientName: 'Ben Okoro' },
    })
    const wanted = { practitionerId: booked.practitionerId, serviceId: booked.serviceId, moving: booked.id }
    expect(await clinic.client.calendar.concerns({ ...wanted, startsAt: TEN, endsAt: NOON })).toMatchObject({
      taken: { patientName: 'Ben Okoro' },
    })
    const shorter = await move({ ...booked, version: 3 }, { startsAt: TEN, endsAt: QUARTER_PAST })
    expect(shorter).toMatchObject({ endsAt: QUARTER_PAST, version: 4 })
    expect(await move(shorter, { startsAt: TEN, endsAt: QUARTER_PAST })).toMatchObject({ version: 4 })
  })

  test('R6.2 a visit does not end before it begins, nor take longer than a day', async () => {
    const booked = await book(clinic, ana.id)
    for (const endsAt of [TEN, plusMilliseconds(TEN, -HOUR), plusMilliseconds(TEN, DAY + 1)]) {
      await expect(move(booked, { startsAt: TEN, endsAt })).rejects.toMatchObject({ code: 'LENGTH_IMPOSSIBLE' })
    }
  })

  test('R6.4 of two moves to one time at once one gets it', async () => {
    const [one, other] = [await book(clinic, ana.id), await book(clinic, ben.id, { startsAt: HALF_PAST })]

    const both = await Promise.allSettled([move(one), move(other)])

    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  })

  test('R10.7 over an old version says how it stands; a visit that is over is not moved', async () => {
    const booked = await book(clinic, ana.id)
    await setStatus(clinic, booked.id, 'arrived')
    await expect(move(booked)).rejects.toMatchObject({
      code: 'CHANGED_MEANWHILE',
      data: { current: { status: 'arrived' } },
    })

    for (const status of ['inSession', 'completed', 'noShow', 'cancelled'] as const) {
      await expect(move(await setStatus(clinic, booked.id, status))).rejects.toMatchObject({ code: 'VISIT_OVER' })
    }
  })
})

describe('R6.6 telling a patient', () => {
  const tell = ({ id, version }: DayAppointment, how: 'telephone' | 'inPerson' = 'telephone') =>
    clinic.client.calendar.tell({ id, seenVersion: version, how })

  test('R6.6 who told, how and when is kept, and the visit is marked no longer', async () => {
    const booked = await book(clinic, ana.id, { tell: false })
    expect(booked.blockers).toEqual(['notTold'])
    expect(await clinic.client.calendar.ofPatient({ patientId: ana.id })).toMatchObject([{ isTold: false }])

    const told = await tell(booked)

    expect(told.blockers).toEqual([])
    expect(await clinic.client.calendar.ofPatient({ patientId: ana.id })).toMatchObject([{ isTold: true }])
    const [line] = (await clinic.client.patients.history({ patientId: ana.id })).filter(
      (each) => each.facts.action === 'appointment.told',
    )
    expect(line).toMatchObject({ staffName: clinic.people.admin.name, facts: { how: 'telephone' } })
    expect(await tell(told, 'inPerson')).toEqual(told)
  })

  test('R6.6 of each change anew: booked, moved, cancelled', async () => {
    let visit: DayAppointment = await book(clinic, ana.id)
    clinic.later(HOUR)
    visit = await move(visit)
    expect(visit.blockers).toEqual(['notTold'])
    visit = await tell(visit)
    visit = await setStatus(clinic, visit.id, 'cancelled')
    expect(visit.blockers).toEqual(['notTold'])
    visit = await tell(visit, 'inPerson')
    expect(visit.blockers).toEqual([])
    expect((await setStatus(clinic, visit.id, 'booked')).blockers).toEqual(['notTold'])
  })

  test('R6.6 who knows of a visit on another day as it was is to settle, until somebody tells them or the day has come', async () => {
    const untold = async () => (await clinic.client.today.summary()).untold.map(({ patientName }) => patientName)
    const anas = await book(clinic, ana.id)
    const bens = await book(clinic, ben.id, { startsAt: QUARTER_PAST, overbookReason: 'Twins' })
    const neverTold = await book(clinic, ana.id, { startsAt: ELEVEN, tell: false })
    clinic.later(HOUR)
    expect(await untold()).toEqual([])

    const called = await setStatus(clinic, anas.id, 'cancelled')
    await move(bens, { startsAt: plusMilliseconds(ELEVEN, DAY) })
    await setStatus(clinic, neverTold.id, 'cancelled')

    expect(await untold()).toEqual(['Ana Ruiz', 'Ben Okoro'])
    await tell(called)
    expect(await untold()).toEqual(['Ben Okoro'])
    clinic.later(2 * DAY)
    expect(await untold()).toEqual([])
    expect((await clinic.client.calendar.day({ on: CalendarDay.parse('2026-03-04') })).appointments).toMatchObject([
      { patientName: 'Ben Okoro', blockers: ['notTold'] },
    ])
  })

  test('R6.6 what was told can be undone', async () => {
    const told = await tell(await book(clinic, ana.id, { tell: false }))

    const { visit } = await clinic.client.calendar.undo({ id: told.id, seenVersion: told.version })

    expect(visit?.blockers).toEqual(['notTold'])
  })

  test('R6.6 a confirmation that is sent again tells how the visit stands now', async () => {
    const booked = await book(clinic, ana.id)
    const moved = await move(booked)
    expect(moved.blockers).toEqual(['notTold'])
    const [undone] = await mailsIn(clinic)

    await clinic.client.outbox.sendAgain({ mailId: MailId.parse(undone?.id), emailForChart: null })

    const [visit] = (await clinic.client.calendar.ofPatient({ patientId: ana.id })) ?? []
    expect(visit).toMatchObject({ startsAt: ELEVEN, isTold: true })
  })
})
