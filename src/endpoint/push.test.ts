import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OutboxBody } from '../shared/contract/outbox.ts'
import { AssignmentId, EventId, InvitationId, LinkId, MailId, OutboxId } from '../shared/domain/ids.ts'
import { hashToken } from '../shared/envelope/secrets.ts'
import { sealJson } from '../shared/envelope/seal.ts'
import { makeToken } from './secrets.ts'
import {
  browser,
  MAC,
  pairDesk,
  profileOf,
  registered,
  startClinic,
  syncClient,
  type TestClinic,
} from './testing/clients.ts'
import { failureOf } from './testing/failure.ts'
import { DATABASES } from './testing/harness.ts'

describe.each(DATABASES)('pushing on %s', (kind) => {
  let running: TestClinic['running']
  let stop: TestClinic['stop']
  beforeAll(async () => {
    ;({ running, stop } = await startClinic(kind))
  })
  afterAll(() => stop())

  const item = (body: OutboxBody) => ({ id: OutboxId.parse(randomUUID()), body })

  test('pushing the same item again changes nothing and says duplicate', async () => {
    const desk = await pairDesk(running)
    const first = item({ kind: 'clinic.put', profile: profileOf(desk.recipient, 'First name') })
    const second = item({ kind: 'clinic.put', profile: profileOf(desk.recipient, 'Second name') })

    const answers = await desk.sync.push({ epoch: 1, items: [first, second, first] })

    expect(answers.answers).toEqual([
      { id: first.id, answer: 'applied' },
      { id: second.id, answer: 'applied' },
      { id: first.id, answer: 'duplicate' },
    ])
    const profile = await browser(running.url).clinic.profile({ clinicId: desk.clinicId })
    expect(profile.name).toBe('Second name')
  })

  test('one bad item blocks nothing, leaves nothing half done, and may be pushed again', async () => {
    const desk = await pairDesk(running)
    const sealed = await sealJson('x', [desk.recipient])
    const unknownOwner = { kind: 'invitation', id: InvitationId.parse(randomUUID()) } as const
    const bad = item(await desk.index(unknownOwner, 'full', 1))
    const readable = item({
      kind: 'mail.put',
      id: MailId.parse(randomUUID()),
      to: 'ana@example.test',
      sealed: Buffer.from('Dear Ana').toString('base64'),
    })
    const invitation = await desk.invite('access')
    const { identity: _, ...taken } = await desk.invite('access')
    const twin = item({
      kind: 'invitation.put',
      id: InvitationId.parse(randomUUID()),
      patientId: taken.patientId,
      invitationKind: 'access',
      recipient: desk.recipient,
      tokenHash: hashToken('a token that two invitations claim'),
      codeTokenHash: null,
      expiresAt: running.clock.now(),
      daysFromOpening: null,
      greeting: sealed,
      introduction: MAC,
      codeIntroduction: null,
      renewal: null,
    })
    const good = item({ kind: 'invitation.end', id: invitation.id, state: 'revoked' })
    const clash = item({ ...twin.body, id: InvitationId.parse(randomUUID()) } as OutboxBody)

    const { answers } = await desk.sync.push({ epoch: 1, items: [bad, readable, twin, clash, good] })

    expect(answers).toEqual([
      { id: bad.id, answer: 'refused', reason: 'unknownInvitation' },
      { id: readable.id, answer: 'refused', reason: 'notAnAgeFile' },
      { id: twin.id, answer: 'applied' },
      { id: clash.id, answer: 'refused', reason: 'internal' },
      { id: good.id, answer: 'applied' },
    ])
    const again = await desk.sync.push({ epoch: 1, items: [bad] })
    expect(again.answers).toEqual([{ id: bad.id, answer: 'refused', reason: 'unknownInvitation' }])
    const lines = running.logged.filter((line) => line.includes('outbox item failed'))
    expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
      { item: clash.id, kind: 'invitation.put', code: kind === 'sqlite' ? 'SQLITE_CONSTRAINT_UNIQUE' : '23505' },
    ])
  })

  test('R11.3 nothing of one clinic is reached from another, not even by its ids', async () => {
    const ours = await pairDesk(running)
    const theirs = await pairDesk(running)
    const assignmentId = AssignmentId.parse(randomUUID())
    const { client, linkId, links } = await registered(running, ours, 'ours@example.test', { forms: [assignmentId] })
    const form = { clinicId: ours.clinicId, linkId, assignmentId }
    await client.forms.saveDraft({ ...form, sealed: await sealJson('half filled', [ours.recipient]) })
    const draft = await client.forms.draft(form)
    const parts = await ours.parts(1)
    const invitation = await ours.invite('access')
    const before = { links: await links(), events: await ours.events() }
    const own = await theirs.invite('access')
    const sealed = await sealJson('theirs', [theirs.recipient])

    const answers = await theirs.push(
      { kind: 'link.end', id: linkId },
      { kind: 'link.level', id: linkId, level: 'full' },
      { kind: 'invitation.end', id: invitation.id, state: 'revoked' },
      await theirs.index({ kind: 'link', id: linkId }, 'limited', 99),
      await theirs.index({ kind: 'invitation', id: invitation.id }, 'full', 99),
      await theirs.index({ kind: 'invitation', id: own.id }, 'full', 99, parts),
      { kind: 'anchor.put', sealed },
    )
    await theirs.sync.acknowledge({ epoch: 1, upTo: 1000 })

    const expected = ['applied', 'unknownLink', 'applied', 'unknownLink', 'unknownInvitation', 'unknownPart', 'applied']
    expect(answers).toEqual(expected)
    expect({ links: await links(), events: await ours.events() }).toEqual(before)
    expect(draft).not.toBeNull()
    expect(await client.forms.draft(form)).toEqual(draft)
    expect((await ours.sync.hello({ epoch: 1 })).anchor).toBeNull()
    expect(await theirs.events()).toEqual([])
    expect(await client.session.current({ clinicId: theirs.clinicId })).toBeNull()
    expect(await failureOf(client.records.list({ clinicId: theirs.clinicId }))).toMatchObject({ code: 'SIGNED_OUT' })
    const request = {
      clinicId: ours.clinicId,
      linkId: LinkId.parse(randomUUID()),
      requestId: EventId.parse(randomUUID()),
      sealed,
      mac: MAC,
    }
    expect(await failureOf(client.requests.make(request))).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('an epoch that has passed is refused by every call; a newer one is adopted', async () => {
    const desk = await pairDesk(running)
    expect(await desk.sync.hello({ epoch: 2 })).toMatchObject({ epoch: 2, highestVersion: 0 })

    const calls = [
      desk.sync.hello({ epoch: 1 }),
      desk.sync.push({ epoch: 1, items: [] }),
      desk.sync.pull({ epoch: 1, after: 0, limit: 1 }),
      desk.sync.acknowledge({ epoch: 1, upTo: 0 }),
    ]

    const failures = await Promise.all(calls.map(failureOf))
    expect(failures).toEqual(calls.map(() => ({ code: 'EPOCH_PASSED', data: { epoch: 2 } })))
    const stranger = syncClient(running.url, makeToken())
    expect(await failureOf(stranger.push({ epoch: 9, items: [] }))).toMatchObject({ code: 'UNAUTHORIZED' })
    expect(await failureOf(stranger.wake({}))).toMatchObject({ code: 'UNAUTHORIZED' })
    expect(await desk.sync.hello({ epoch: 2 })).toMatchObject({ epoch: 2 })
  })

  test('R8.6 the anchor of the audit chain is kept as it was put last, and given back to its own desk', async () => {
    const desk = await pairDesk(running)
    const anchor = async (row: number) => ({
      kind: 'anchor.put' as const,
      sealed: await sealJson({ row }, [desk.recipient]),
    })
    const newest = await anchor(2)
    expect(await desk.sync.hello({ epoch: 1 })).toMatchObject({ anchor: null })

    const readable = { kind: 'anchor.put', sealed: Buffer.from('row 3').toString('base64') } as const
    const answers = await desk.push(await anchor(1), newest, readable)

    expect(answers).toEqual(['applied', 'applied', 'notAnAgeFile'])
    expect(await desk.sync.hello({ epoch: 1 })).toMatchObject({ anchor: newest.sealed })
  })
})
