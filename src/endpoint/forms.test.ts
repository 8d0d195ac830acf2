import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AssignmentId, EventId, SubmissionId } from '../shared/domain/ids.ts'
import { MINUTE } from '../shared/domain/time.ts'
import { makeIdentity, open, seal } from '../shared/envelope/seal.ts'
import { MAC, browser, registration, startClinic, type TestClinic } from './testing/clients.ts'
import { failureOf } from './testing/failure.ts'
import { DATABASES } from './testing/harness.ts'

describe.each(DATABASES)('what patients send, on %s', (kind) => {
  let running: TestClinic['running']
  let desk: TestClinic['desk']
  let stop: TestClinic['stop']
  beforeAll(async () => {
    ;({ running, desk, stop } = await startClinic(kind))
  })
  afterAll(() => stop())

  async function patient(email: string) {
    const client = browser(running.url)
    const assignmentId = AssignmentId.parse(randomUUID())
    const input = await registration(desk.clinicId, await desk.invite('form', { forms: [assignmentId] }), email)
    const { linkId } = await client.invitation.register(input)
    return { client, input, form: { clinicId: desk.clinicId, linkId, assignmentId } }
  }

  test('R7.4 a half-filled form goes on at another device, and only its own login sees it', async () => {
    const { client, input, form } = await patient('draft@example.test')
    const stranger = await patient('stranger@example.test')
    const me = await makeIdentity()
    await client.forms.saveDraft({ ...form, sealed: await seal('half', [me.recipient]) })
    running.clock.pass(MINUTE)
    await client.forms.saveDraft({ ...form, sealed: await seal('more than half', [me.recipient]) })

    const telephone = browser(running.url)
    await telephone.session.signIn({ clinicId: desk.clinicId, email: input.email, auths: [input.auth] })
    const draft = await telephone.forms.draft(form)

    expect(draft?.savedAt).toBe(running.clock.now())
    expect(await open(draft?.sealed ?? '', [me.identity])).toBe('more than half')
    expect(await failureOf(stranger.client.forms.draft(form))).toMatchObject({ code: 'NOT_FOUND' })
    const overwrite = stranger.client.forms.saveDraft({ ...form, sealed: await seal('mine', [me.recipient]) })
    expect(await failureOf(overwrite)).toMatchObject({ code: 'NOT_FOUND' })
    expect(await failureOf(browser(running.url).forms.draft(form))).toMatchObject({ code: 'SIGNED_OUT' })
  })

  test('a submission arrives once however often it is sent, and its draft goes', async () => {
    const { client, form } = await patient('submits@example.test')
    const before = (await desk.events()).length
    const sealed = await seal('answers', [desk.recipient])
    await client.forms.saveDraft({ ...form, sealed })
    const submission = { ...form, submissionId: SubmissionId.parse(randomUUID()), sealed, mac: MAC }

    const [first, second] = await Promise.all([client.forms.submit(submission), client.forms.submit(submission)])
    running.clock.pass(MINUTE)
    const third = await client.forms.submit(submission)

    expect([second, third]).toEqual([first, first])
    expect((await desk.events()).slice(before)).toMatchObject([
      { kind: 'form.submitted', body: { submissionId: submission.submissionId, linkId: form.linkId, sealed } },
    ])
    expect(await client.forms.draft(form)).toBeNull()
  })

  test('R3.6 asking for full access arrives once however often it is sent', async () => {
    const { client, form } = await patient('asks@example.test')
    const before = (await desk.events()).length
    const request = {
      clinicId: desk.clinicId,
      linkId: form.linkId,
      requestId: EventId.parse(randomUUID()),
      sealed: await seal('please', [desk.recipient]),
      mac: MAC,
    }

    expect(await client.requests.make(request)).toEqual(await client.requests.make(request))

    expect((await desk.events()).slice(before)).toMatchObject([{ kind: 'request.made', body: { linkId: form.linkId } }])
  })

  test('R3.5 nothing goes through a link that has ended, nor through another login’s', async () => {
    const { client, form } = await patient('over@example.test')
    const stranger = await patient('not-mine@example.test')
    const sealed = await seal('answers', [desk.recipient])
    const submission = { ...form, submissionId: SubmissionId.parse(randomUUID()), sealed, mac: MAC }
    const { clinicId, linkId } = form
    const request = { clinicId, linkId, requestId: EventId.parse(randomUUID()), sealed, mac: MAC }
    expect(await failureOf(stranger.client.forms.submit(submission))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await failureOf(stranger.client.requests.make(request))).toMatchObject({ code: 'NOT_FOUND' })

    await client.forms.saveDraft({ ...form, sealed })
    await desk.push({ kind: 'link.end', id: form.linkId })

    expect(await failureOf(client.forms.submit(submission))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await failureOf(client.forms.saveDraft({ ...form, sealed }))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await failureOf(client.forms.draft(form))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await failureOf(client.requests.make(request))).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('R11.1 what is not sealed is not taken', async () => {
    const { client, form } = await patient('plain@example.test')

    const readable = client.forms.saveDraft({ ...form, sealed: Buffer.from('I smoke').toString('base64') })

    await expect(readable).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    expect(await client.forms.draft(form)).toBeNull()
  })

  test('one login cannot flood the clinic', async () => {
    const { client, form } = await patient('floods@example.test')
    const sealed = await seal('again', [desk.recipient])
    const send = () =>
      client.forms.submit({ ...form, submissionId: SubmissionId.parse(randomUUID()), sealed, mac: MAC }).then(
        () => 'taken',
        () => 'refused',
      )

    const answers = await Promise.all(Array.from({ length: 130 }, send))

    expect(answers.filter((answer) => answer === 'taken')).toHaveLength(120)
    const { clinicId, linkId } = form
    const asking = client.requests.make({ clinicId, linkId, requestId: EventId.parse(randomUUID()), sealed, mac: MAC })
    expect(await failureOf(asking), 'nor by asking').toMatchObject({ code: 'RATE_LIMITED' })
  })
})
