import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { until } from '../../tests/support/until.ts'
import type { OutboxBody } from '../shared/contract/sync.ts'
import { ClinicId, EventId, InvitationId, LinkId, MailId, OutboxId } from '../shared/domain/ids.ts'
import { MINUTE } from '../shared/domain/time.ts'
import { hashToken } from '../shared/envelope/secrets.ts'
import { sealJson } from '../shared/envelope/seal.ts'
import { makeToken } from './secrets.ts'
import { browser, pairDesk, registration, syncClient, type TestDesk } from './testing/clients.ts'
import { failureOf } from './testing/failure.ts'
import { DATABASES, startEndpoint, startMachine, type Machine, type TestEndpoint } from './testing/harness.ts'

describe.each(DATABASES)('synchronising on %s', (kind) => {
  let machine: Machine
  let running: TestEndpoint
  beforeAll(async () => {
    machine = await startMachine(kind)
    running = await startEndpoint(machine)
  })
  afterAll(async () => {
    await running.endpoint.close()
    await machine.stop()
  })

  const profileOf = (desk: TestDesk, name = 'Elm Street Clinic') => ({
    name,
    addressLine: '1 Elm Street',
    phone: '+44 20 7946 0000',
    timeZone: 'Europe/London',
    recipient: desk.recipient,
    codeSalt: 'AAAAAAAAAAAAAAAAAAAAAA',
  })
  const pairing = (desk: TestDesk, code: string, clinicId: ClinicId = desk.clinicId) => ({
    code,
    clinicId,
    tokenHash: hashToken(makeToken()),
    epoch: 1,
    profile: profileOf(desk),
  })
  const item = (body: OutboxBody) => ({ id: OutboxId.parse(randomUUID()), body })

  /** A login that holds one limited link. */
  async function patientOf(desk: TestDesk, email: string) {
    const invitation = await desk.invite('form')
    const client = browser(running.url)
    const { linkId } = await client.invitation.register(await registration(desk.clinicId, invitation, email))
    const projection = async () => (await client.records.list({ clinicId: desk.clinicId })).links[0]?.projection
    const ask = async () =>
      client.requests.make({
        clinicId: desk.clinicId,
        linkId,
        requestId: EventId.parse(randomUUID()),
        sealed: await sealJson({ about: 'fullAccess' }, [desk.recipient]),
      })
    return { client, linkId, projection, ask }
  }

  test('a pairing code makes one clinic, repeats safely for it, and ends after 15 minutes', async () => {
    const desk = await pairDesk(running)
    const anonymous = syncClient(running.url, 'none')
    const code = await running.endpoint.makePairingCode()
    const clinicId = ClinicId.parse(randomUUID())

    const first = await anonymous.pair(pairing(desk, ` ${code.toLowerCase()}`, clinicId))
    expect(first.portalUrl).toBe(running.url)
    expect(first.mailRecipient).toMatch(/^age1/)
    expect(await anonymous.pair(pairing(desk, code, clinicId))).toEqual(first)

    const second = anonymous.pair(pairing(desk, code, ClinicId.parse(randomUUID())))
    expect(await failureOf(second)).toMatchObject({ code: 'PAIRING_CODE_INVALID' })
    const late = await running.endpoint.makePairingCode()
    running.clock.pass(15 * MINUTE)
    expect(await failureOf(anonymous.pair(pairing(desk, late, ClinicId.parse(randomUUID()))))).toMatchObject({
      code: 'PAIRING_CODE_INVALID',
    })
    expect(await failureOf(anonymous.pair(pairing(desk, code, clinicId)))).toMatchObject({
      code: 'PAIRING_CODE_INVALID',
    })
  })

  test('R11.3 nobody takes a clinic over with a code for a new one; a code made for it pairs a new desk', async () => {
    const desk = await pairDesk(running)
    const anonymous = syncClient(running.url, 'none')

    const takeOver = anonymous.pair(pairing(desk, await running.endpoint.makePairingCode()))
    expect(await failureOf(takeOver)).toMatchObject({ code: 'PAIRING_CODE_INVALID' })
    await desk.sync.hello({ epoch: 1 })

    await anonymous.pair(pairing(desk, await running.endpoint.makePairingCode(desk.clinicId)))
    expect(await failureOf(desk.sync.hello({ epoch: 1 }))).toMatchObject({ code: 'UNAUTHORIZED' })
  })

  test('a desk says its protocol and its token, and is told the time', async () => {
    const desk = await pairDesk(running)

    expect(await desk.sync.hello({ epoch: 1 })).toMatchObject({ now: running.clock.now(), epoch: 1 })
    const old = syncClient(running.url, desk.token, '0')
    expect(await failureOf(old.hello({ epoch: 1 }))).toEqual({
      code: 'PROTOCOL_UNSUPPORTED',
      data: { supported: [1] },
    })
    const stranger = syncClient(running.url, makeToken())
    expect(await failureOf(stranger.pull({ epoch: 1, after: 0, limit: 1 }))).toMatchObject({ code: 'UNAUTHORIZED' })
  })

  test('an epoch that has passed is refused; a newer one is adopted and its versions count anew', async () => {
    const desk = await pairDesk(running)
    const { linkId, projection } = await patientOf(desk, 'epoch@example.test')
    const put = async (version: number) =>
      item({
        kind: 'projection.put',
        owner: { kind: 'link', id: linkId },
        level: 'limited',
        version,
        sealed: await sealJson({ version }, [desk.recipient]),
      })
    await desk.sync.push({ epoch: 1, items: [await put(700)] })

    await desk.sync.push({ epoch: 2, items: [await put(3)] })

    expect(await projection()).toMatchObject({ version: 3 })
    expect(await failureOf(desk.sync.push({ epoch: 1, items: [await put(800)] }))).toEqual({
      code: 'EPOCH_PASSED',
      data: { epoch: 2 },
    })
    expect(await projection()).toMatchObject({ version: 3 })
  })

  test('pushing the same item again changes nothing and says duplicate', async () => {
    const desk = await pairDesk(running)
    const first = item({ kind: 'clinic.put', profile: profileOf(desk, 'First name') })
    const second = item({ kind: 'clinic.put', profile: profileOf(desk, 'Second name') })

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
    const bad = item({ kind: 'projection.put', owner: unknownOwner, level: 'full', version: 1, sealed })
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
    expect(running.logged.some((line) => line.includes('outbox item failed'))).toBe(true)
  })

  test('an older version of a projection, or one of another level, is passed over', async () => {
    const desk = await pairDesk(running)
    const { linkId, projection } = await patientOf(desk, 'versions@example.test')
    const put = async (version: number, level: 'limited' | 'full' = 'limited'): Promise<OutboxBody> => ({
      kind: 'projection.put',
      owner: { kind: 'link', id: linkId },
      level,
      version,
      sealed: await sealJson({ version }, [desk.recipient]),
    })

    const answers = await desk.push(await put(5), await put(4), await put(6, 'full'))

    expect(answers).toEqual(['applied', 'applied', 'applied'])
    expect(await projection()).toMatchObject({ version: 5 })
  })

  test('events come in order without a gap, page by page, and go when they are acknowledged', async () => {
    const desk = await pairDesk(running)
    const patients = await Promise.all(Array.from({ length: 5 }, (_, n) => patientOf(desk, `order${n}@example.test`)))
    await Promise.all(patients.flatMap(({ ask }) => Array.from({ length: 10 }, ask)))

    const seen: number[] = []
    let hasMore = true
    while (hasMore) {
      const page = await desk.sync.pull({ epoch: 1, after: seen.at(-1) ?? 0, limit: 7 })
      seen.push(...page.events.map(({ seq }) => seq))
      hasMore = page.hasMore
    }
    expect(seen).toEqual(Array.from({ length: 55 }, (_, n) => n + 1))

    await desk.sync.acknowledge({ epoch: 1, upTo: 50 })
    const { events } = await desk.sync.pull({ epoch: 1, after: 0, limit: 1000 })
    expect(events.map(({ seq }) => seq)).toEqual([51, 52, 53, 54, 55])
  })

  test.each(['pull', 'acknowledge'] as const)(
    'after a backup was put back, a desk that has seen more gets what happened since by its next %s',
    async (act) => {
      const desk = await pairDesk(running)
      const { ask } = await patientOf(desk, `back-${act}@example.test`)
      await ask()
      const here = await desk.sync.pull({ epoch: 1, after: 0, limit: 10 })
      expect(here.events.map(({ seq }) => seq)).toEqual([1, 2])

      if (act === 'acknowledge') await desk.sync.acknowledge({ epoch: 1, upTo: 40 })
      const again = await desk.sync.pull({ epoch: 1, after: 40, limit: 10 })
      await ask()

      expect(again.events).toEqual(here.events.map((event) => ({ ...event, seq: event.seq + 40 })))
      await desk.sync.acknowledge({ epoch: 1, upTo: 42 })
      const { events } = await desk.sync.pull({ epoch: 1, after: 42, limit: 10 })
      expect(events.map(({ seq }) => seq)).toEqual([43])
    },
  )

  test('a page is cut by size, so that long submissions never make one answer too large', async () => {
    const desk = await pairDesk(running)
    const { client, linkId } = await patientOf(desk, 'long@example.test')
    const sealed = await sealJson('x'.repeat(1_900_000), [desk.recipient])
    for (let n = 0; n < 5; n++) {
      const requestId = EventId.parse(randomUUID())
      await client.requests.make({ clinicId: desk.clinicId, linkId, requestId, sealed })
    }

    const page = await desk.sync.pull({ epoch: 1, after: 1, limit: 1000 })

    expect(page).toMatchObject({ hasMore: true, events: { length: 3 } })
    const rest = await desk.sync.pull({ epoch: 1, after: page.events.at(-1)?.seq ?? 0, limit: 1000 })
    expect(rest).toMatchObject({ hasMore: false, events: { length: 2 } })
  })

  test('wake speaks at once and whenever something happened, and ends when the desk goes', async () => {
    const desk = await pairDesk(running)
    const { ask } = await patientOf(desk, 'wake@example.test')
    const going = new AbortController()
    const wakes = (await desk.sync.wake({}, { signal: going.signal }))[Symbol.asyncIterator]()

    expect(await wakes.next()).toMatchObject({ done: false })
    const woken = wakes.next()
    await ask()
    expect(await woken).toMatchObject({ done: false })

    going.abort()
    await expect(wakes.next()).rejects.toThrow()
  })

  test('R11.3 nothing of one clinic is reached from another, not even by its ids', async () => {
    const ours = await pairDesk(running)
    const theirs = await pairDesk(running)
    const { client, linkId, projection } = await patientOf(ours, 'ours@example.test')
    const invitation = await ours.invite('access')
    const before = { projection: await projection(), events: await ours.events() }
    const sealed = await sealJson('theirs', [theirs.recipient])

    const answers = await theirs.push(
      { kind: 'link.end', id: linkId },
      { kind: 'link.level', id: linkId, level: 'full' },
      { kind: 'invitation.end', id: invitation.id, state: 'revoked' },
      { kind: 'projection.put', owner: { kind: 'link', id: linkId }, level: 'limited', version: 99, sealed },
      { kind: 'projection.put', owner: { kind: 'invitation', id: invitation.id }, level: 'full', version: 99, sealed },
    )
    await theirs.sync.acknowledge({ epoch: 1, upTo: 1000 })

    expect(answers).toEqual(['applied', 'unknownLink', 'applied', 'unknownLink', 'unknownInvitation'])
    expect({ projection: await projection(), events: await ours.events() }).toEqual(before)
    expect(await theirs.events()).toEqual([])
    expect(await client.session.current({ clinicId: theirs.clinicId })).toBeNull()
    expect(await failureOf(client.records.list({ clinicId: theirs.clinicId }))).toMatchObject({ code: 'SIGNED_OUT' })
    const request = {
      clinicId: ours.clinicId,
      linkId: LinkId.parse(randomUUID()),
      requestId: EventId.parse(randomUUID()),
      sealed,
    }
    expect(await failureOf(client.requests.make(request))).toMatchObject({ code: 'NOT_FOUND' })
  })
})

test('R11.4 two processes on one PostgreSQL wake each other’s desks, after a lost connection too', async () => {
  const machine = await startMachine('postgres')
  const first = await startEndpoint(machine)
  const second = await startEndpoint(machine, { database: first.database, mailIdentity: first.options.mailIdentity })
  const desk = await pairDesk(first)
  const wakes = (await desk.sync.wake({}))[Symbol.asyncIterator]()
  await wakes.next()

  const woken = wakes.next()
  const invitation = await desk.invite('form')
  const ana = browser(second.url)
  const { linkId } = await ana.invitation.register(await registration(desk.clinicId, invitation, 'ana@example.test'))
  expect(await woken).toMatchObject({ done: false })

  const lost = wakes.next()
  const administrator = new pg.Client(first.database.kind === 'postgres' ? first.database.url : '')
  await administrator.connect()
  await administrator.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND query LIKE 'LISTEN%'
     OR query LIKE 'SELECT pg_notify%' AND pid <> pg_backend_pid()`,
  )
  await administrator.end()
  expect(await lost).toMatchObject({ done: false })
  let isWokenAgain = false
  const again = wakes.next().then(() => {
    isWokenAgain = true
  })
  await until(async () => {
    await ana.requests.make({
      clinicId: desk.clinicId,
      linkId,
      requestId: EventId.parse(randomUUID()),
      sealed: await sealJson({}, [desk.recipient]),
    })
    return isWokenAgain
  }, 'a wake through the new connection')
  await again

  await Promise.all([first.endpoint.close(), second.endpoint.close()])
  await machine.stop()
})
