import { sql } from 'kysely'
import { randomBytes, randomUUID } from 'node:crypto'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SyncEvent } from '../shared/contract/events.ts'
import { AssignmentId, EventId, LinkId, MailId, OutboxId, SubmissionId } from '../shared/domain/ids.ts'
import { DAY, HOUR } from '../shared/domain/time.ts'
import { seal, sealJson } from '../shared/envelope/seal.ts'
import { openDatabase } from './db/openDatabase.ts'
import { tidy } from './housekeeping.ts'
import { MAC, pairDesk, redemption, registered, startClinic, type TestClinic } from './testing/clients.ts'
import { failureOf } from './testing/failure.ts'
import { DATABASES } from './testing/harness.ts'

const assignment = () => AssignmentId.parse(randomUUID())
/** An envelope of about so many bytes. */
const envelope = (bytes: number, recipient: string) =>
  seal(randomBytes(Math.ceil(bytes / 2)).toString('hex'), [recipient])

describe.each(DATABASES)('quotas on %s', (kind) => {
  let running: TestClinic['running']
  let stop: TestClinic['stop']
  beforeAll(async () => {
    ;({ running, stop } = await startClinic(kind))
  })
  afterAll(() => stop())

  async function database() {
    const db = await openDatabase(running.database, running.clock)
    return { db, [Symbol.asyncDispose]: () => db.destroy() }
  }

  test('R11.6 only a form that the clinic gave to this holder is kept half filled, or taken', async () => {
    const desk = await pairDesk(running)
    const [form, anothers] = [assignment(), assignment()]
    const { client, linkId } = await registered(running, desk, 'given@example.test', { forms: [form] })
    await registered(running, desk, 'another@example.test', { forms: [anothers] })
    const sealed = await seal('answers', [desk.recipient])
    const of = (assignmentId: AssignmentId) => ({ clinicId: desk.clinicId, linkId, assignmentId, sealed })
    const submissionId = SubmissionId.parse(randomUUID())

    await client.forms.saveDraft(of(form))
    for (const other of [assignment(), anothers]) {
      expect(await failureOf(client.forms.saveDraft(of(other)))).toMatchObject({ code: 'NOT_FOUND' })
      expect(await failureOf(client.forms.submit({ ...of(other), submissionId, mac: MAC }))).toMatchObject({
        code: 'NOT_FOUND',
      })
    }

    const first = await client.forms.submit({ ...of(form), submissionId, mac: MAC })
    const twice = await desk.index({ kind: 'link', id: linkId }, 'limited', 2, [], [form, form])
    expect(await desk.push(twice), 'named twice').toEqual(['applied'])
    await client.forms.saveDraft(of(form))
    await desk.push(await desk.index({ kind: 'link', id: linkId }, 'limited', 3))
    expect(await client.forms.submit({ ...of(form), submissionId, mac: MAC })).toEqual(first)
    expect(await failureOf(client.forms.saveDraft(of(form)))).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('R11.6 a form goes with its invitation’s index to the link that redeems it', async () => {
    const desk = await pairDesk(running)
    const [first, second] = [assignment(), assignment()]
    const { client, linkId, invitation } = await registered(running, desk, 'moves@example.test', { forms: [first] })
    const access = await desk.invite('access', { patientId: invitation.patientId, forms: [second] })
    const sealed = await seal('half', [desk.recipient])

    await client.invitation.redeem(await redemption(desk.clinicId, access, 'moves@example.test'))

    await client.forms.saveDraft({ clinicId: desk.clinicId, linkId, assignmentId: second, sealed })
  })

  test('R11.6 the drafts of a link have 20 MB, what is replaced not among them', async () => {
    const desk = await pairDesk(running)
    const forms = Array.from({ length: 11 }, assignment)
    const { client, linkId } = await registered(running, desk, 'drafts@example.test', { forms })
    const sealed = await envelope(2_000_000, desk.recipient)
    const save = (assignmentId: AssignmentId) =>
      client.forms.saveDraft({ clinicId: desk.clinicId, linkId, assignmentId, sealed })

    const [extra = assignment(), ...kept] = forms
    for (const form of kept) await save(form)

    expect(await failureOf(save(extra))).toEqual({ code: 'QUOTA_REACHED', data: { of: 'link' } })
    for (const form of kept.slice(0, 2)) await save(form)
  })

  test('R11.6 what a login sends waits up to 60 MB, and has room again once the desk has it', async () => {
    const desk = await pairDesk(running)
    const form = assignment()
    const { client, linkId } = await registered(running, desk, 'sends@example.test', { forms: [form] })
    const other = await registered(running, desk, 'waits@example.test', { forms: [form] })
    const sealed = await envelope(2_100_000, desk.recipient)
    const send = (from = { client, linkId }) =>
      from.client.forms.submit({
        clinicId: desk.clinicId,
        linkId: from.linkId,
        assignmentId: form,
        submissionId: SubmissionId.parse(randomUUID()),
        sealed,
        mac: MAC,
      })

    let sent = 0
    for (; sent < 29; sent++) await send()
    expect(await failureOf(send())).toEqual({ code: 'QUOTA_REACHED', data: { of: 'login' } })
    expect(sent * 2_100_000).toBeLessThan(60 * 1024 * 1024)
    await send({ client: other.client, linkId: other.linkId })

    const { events } = await desk.sync.pull({ epoch: 1, after: 0, limit: 1000 })
    await desk.sync.acknowledge({ epoch: 1, upTo: SyncEvent.parse(events.at(-1)).seq })
    await send()
  })

  test('R11.6 a clinic has 2 GB, and its count is what is stored whatever happens', async () => {
    const desk = await pairDesk(running)
    const forms = [assignment(), assignment()]
    const { client, linkId } = await registered(running, desk, 'counts@example.test', { forms })
    await using opened = await database()
    const stored = async () => {
      const { rows } = await sql<{ counted: number; kept: string | number }>`SELECT stored_bytes AS counted,
        (SELECT coalesce(sum(length(body_sealed)), 0) FROM event WHERE clinic_id = ${desk.clinicId})
        + (SELECT coalesce(sum(length(body_sealed)), 0) FROM draft WHERE clinic_id = ${desk.clinicId}) AS kept
        FROM clinic WHERE id = ${desk.clinicId}`.execute(opened.db)
      const [row] = rows
      return { counted: row?.counted, kept: Number(row?.kept) }
    }
    const expectTrue = async () => {
      const { counted, kept } = await stored()
      expect(counted).toBe(kept)
      return kept
    }
    const draft = async (form: AssignmentId | undefined, bytes: number) =>
      client.forms.saveDraft({
        clinicId: desk.clinicId,
        linkId,
        assignmentId: form ?? assignment(),
        sealed: await envelope(bytes, desk.recipient),
      })

    await draft(forms[0], 3_000)
    await draft(forms[1], 5_000)
    await draft(forms[0], 1_000)
    expect(await expectTrue()).toBeGreaterThan(6_000)
    await client.forms.submit({
      clinicId: desk.clinicId,
      linkId,
      assignmentId: forms[0] ?? assignment(),
      submissionId: SubmissionId.parse(randomUUID()),
      sealed: await envelope(4_000, desk.recipient),
      mac: MAC,
    })
    expect(await expectTrue()).toBeGreaterThan(9_000)
    const request = {
      clinicId: desk.clinicId,
      linkId,
      requestId: EventId.parse(randomUUID()),
      sealed: await envelope(100, desk.recipient),
      mac: MAC,
    }
    await opened.db.updateTable('clinic').set({ stored_bytes: 2_000_000_000 }).where('id', '=', desk.clinicId).execute()
    for (const more of [() => client.requests.make(request), () => draft(forms[1], 6_000)]) {
      expect(await failureOf(more())).toEqual({ code: 'QUOTA_REACHED', data: { of: 'clinic' } })
    }
    await sql`UPDATE clinic SET stored_bytes = ${(await stored()).kept} WHERE id = ${desk.clinicId}`.execute(opened.db)

    await client.requests.make(request)
    await expectTrue()
    const { events } = await desk.sync.pull({ epoch: 1, after: 0, limit: 1000 })
    await desk.sync.acknowledge({ epoch: 1, upTo: SyncEvent.parse(events.at(-1)).seq })
    await desk.push({ kind: 'link.end', id: linkId })
    expect(await expectTrue()).toBe(0)
  })

  test('R11.6 a clinic leaves 2,000 e-mails a day, is told of the next why, and goes on the day after', async () => {
    const desk = await pairDesk(running)
    const sealed = await sealJson({}, [desk.recipient])
    const mail = () => ({ kind: 'mail.put', id: MailId.parse(randomUUID()), to: 'ana@example.test', sealed }) as const
    for (let page = 0; page < 20; page++) {
      const answers = await desk.push(...Array.from({ length: 100 }, mail))
      expect(new Set(answers)).toEqual(new Set(['applied']))
    }
    const items = [{ id: OutboxId.parse(randomUUID()), body: mail() }]

    expect((await desk.sync.push({ epoch: 1, items })).answers).toMatchObject([
      { answer: 'refused', reason: 'mailQuota' },
    ])
    running.clock.pass(DAY)
    expect((await desk.sync.push({ epoch: 1, items })).answers).toMatchObject([{ answer: 'applied' }])
  })

  test('R11.6 what was applied is forgotten when it can no longer come again: what is as old is refused', async () => {
    const desk = await pairDesk(running)
    const msecs = Date.parse(running.clock.now())
    const item = {
      id: OutboxId.parse(v7({ msecs })),
      body: { kind: 'link.end', id: LinkId.parse(randomUUID()) },
    } as const
    const push = async () => (await desk.sync.push({ epoch: 1, items: [item] })).answers
    expect(await push()).toMatchObject([{ answer: 'applied' }])
    await using opened = await database()
    const remembered = async () =>
      (await opened.db.selectFrom('applied_item').select('id').where('clinic_id', '=', desk.clinicId).execute()).length

    running.clock.pass(400 * DAY - HOUR)
    await tidy({ db: opened.db, clock: running.clock, log: running.options.log })
    expect(await push()).toMatchObject([{ answer: 'duplicate' }])
    running.clock.pass(HOUR)
    await tidy({ db: opened.db, clock: running.clock, log: running.options.log })

    expect(await remembered()).toBe(0)
    expect(await push()).toMatchObject([{ answer: 'refused', reason: 'tooOld' }])
    expect(await remembered()).toBe(0)
  })

  test('R11.6 a clinic of which nothing can have been forgotten may have a desk whose clock is years slow', async () => {
    const desk = await pairDesk(running)
    const id = OutboxId.parse(v7({ msecs: Date.parse('2020-01-01T00:00:00.000Z') }))
    const item = { id, body: { kind: 'link.end', id: LinkId.parse(randomUUID()) } } as const

    const { answers } = await desk.sync.push({ epoch: 1, items: [item] })

    expect(answers).toMatchObject([{ answer: 'applied' }])
  })

  test('R11.6 what patients sent is forgotten after 400 days, and not before', async () => {
    const desk = await pairDesk(running)
    const form = assignment()
    const { client, linkId } = await registered(running, desk, 'long-ago@example.test', { forms: [form] })
    const submission = { clinicId: desk.clinicId, linkId, assignmentId: form, submissionId: SubmissionId.parse(v7()) }
    await client.forms.submit({ ...submission, sealed: await seal('answers', [desk.recipient]), mac: MAC })
    await using opened = await database()
    const remembered = async () => {
      await tidy({ db: opened.db, clock: running.clock, log: running.options.log })
      return opened.db.selectFrom('received').select('id').where('clinic_id', '=', desk.clinicId).execute()
    }

    running.clock.pass(399 * DAY)
    expect(await remembered()).toEqual([{ id: submission.submissionId }])
    running.clock.pass(DAY)
    expect(await remembered()).toEqual([])
  })
})
