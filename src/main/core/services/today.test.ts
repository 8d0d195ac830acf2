import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { HOUR, MINUTE, plusMilliseconds } from '../../../shared/domain/time.ts'
import { setStatus } from '../testing/deskActs.ts'
import { openClinic, type TestClinic } from '../testing/openClinic.ts'
import { addAppointment, addMail } from '../testing/visitRows.ts'

let clinic: TestClinic

beforeEach(async () => {
  clinic = await openClinic()
})
afterEach(() => clinic.close())

describe('R10.1 Today', () => {
  test('R10.1 tomorrow is the clinic’s tomorrow, and a visit is ready when nothing is missing', async () => {
    const ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@mail.example' })
    const noMail = await clinic.addPatient('Wei Chen')
    await addAppointment(clinic, ana.id, '2026-03-03T18:00:00.000Z')
    await addAppointment(clinic, noMail.id, '2026-03-03T19:00:00.000Z')
    const bounced = await addAppointment(clinic, ana.id, '2026-03-04T06:00:00.000Z')
    await addMail(clinic, bounced, 'bounced')
    const cancelled = await addAppointment(clinic, ana.id, '2026-03-03T20:00:00.000Z')
    await setStatus(clinic, cancelled, 'cancelled')
    const notTold = await addAppointment(clinic, ana.id, '2026-03-03T21:00:00.000Z')
    await clinic.context.db.updateTable('appointment').set({ told_json: null }).where('id', '=', notTold).execute()
    clinic.later(19 * HOUR)

    const { tomorrow, mailTrouble } = await clinic.client.today.summary()

    expect(tomorrow).toEqual({
      visits: 4,
      ready: 1,
      formNotReturned: 0,
      notTold: 1,
      noEmail: 1,
      mailBounced: 1,
      withoutReminder: 4,
    })
    expect(mailTrouble.map(({ to }) => to)).toEqual(['ana@mail.example'])
  })

  test('R10.1 mail that came back counts until something newer went out for the same visit', async () => {
    const ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@mail.example' })
    const id = await addAppointment(clinic, ana.id, '2026-03-03T18:00:00.000Z')
    await addMail(clinic, id, 'bounced')
    const attention = async () =>
      (await clinic.client.outbox.list()).mails.filter(({ needsAttention }) => needsAttention).length
    expect([(await clinic.client.today.counts()).outboxTrouble, await attention()]).toEqual([1, 1])

    clinic.clock.advance(MINUTE)
    await addMail(clinic, id, 'sent')

    expect(await clinic.client.today.counts()).toEqual({ visitsToCome: 0, forms: 0, inbox: 0, outboxTrouble: 0 })
    expect(await attention()).toBe(0)
  })

  test('R10.1 what lies in the Inbox is counted by kind, the newest of each is named, and all of it is the rail’s figure', async () => {
    const ana = await clinic.addPatient('Ana Ruiz')
    const receivedAt = clinic.clock.now()
    const bounced = (n: number) => ({
      kind: 'mailBounced' as const,
      facts_json: JSON.stringify({
        ...{ kind: 'mailBounced', mailId: clinic.ids(), to: `${n}@mail.example` },
        failure: { kind: 'addressRefused', code: 550 },
      }),
    })
    const item = {
      event_seq: null,
      patient_id: ana.id,
      submission_id: null,
      mail_id: null,
      facts_json: JSON.stringify({ kind: 'unproven', email: 'eve@mail.example' }),
      received_at: receivedAt,
      done_at: null,
      done_by: null,
    }
    await clinic.context.db
      .insertInto('inbox_item')
      .values([
        { ...item, ...bounced(1), id: clinic.ids() },
        { ...item, ...bounced(2), id: clinic.ids(), received_at: plusMilliseconds(receivedAt, MINUTE) },
        { ...item, id: clinic.ids(), kind: 'unproven', patient_id: null },
        { ...item, id: clinic.ids(), kind: 'unproven', done_at: receivedAt },
      ])
      .execute()

    const { inbox } = await clinic.client.today.summary()
    expect(inbox).toMatchObject([
      { count: 2, newest: { facts: { to: '2@mail.example' }, patientName: 'Ana Ruiz' } },
      { count: 1, newest: { facts: { email: 'eve@mail.example' }, patientName: null, receivedAt } },
    ])
    expect(await clinic.client.today.counts()).toMatchObject({ inbox: 3 })
  })
})
