import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LinkId, MessageId } from '../shared/domain/ids.ts'
import { makeIdentity, open, seal } from '../shared/envelope/seal.ts'
import { MAC, browser, registration, startClinic, type TestClinic } from './testing/clients.ts'
import { failureOf } from './testing/failure.ts'
import { DATABASES } from './testing/harness.ts'

const messageId = () => MessageId.parse(randomUUID())

describe.each(DATABASES)('messages, on %s', (kind) => {
  let running: TestClinic['running']
  let desk: TestClinic['desk']
  let stop: TestClinic['stop']
  beforeAll(async () => {
    ;({ running, desk, stop } = await startClinic(kind))
  })
  afterAll(() => stop())

  async function patient(email: string, kind: 'form' | 'access' = 'access') {
    const client = browser(running.url)
    const invited = await desk.invite(kind)
    const { linkId } = await client.invitation.register(await registration(desk.clinicId, invited, email))
    const me = await makeIdentity()
    const list = (page: { before?: number; after?: number } = {}) =>
      client.messages.list({ clinicId: desk.clinicId, linkId, before: page.before ?? null, after: page.after ?? null })
    const give = async (text: string, level: 'full' | 'limited' = 'full', id = messageId()) => {
      const sealed = await seal(text, [me.recipient])
      await desk.push({ kind: 'message.put', owner: { kind: 'link', id: linkId }, id, level, sealed, macs: [MAC] })
      return id
    }
    const read = async (page: { before?: number; after?: number } = {}) => {
      const { messages } = await list(page)
      return Promise.all(messages.map(({ sealed }) => open(sealed, [me.identity])))
    }
    return { client, linkId, me, list, give, read }
  }

  test('R8.5 what the clinic gives is listed newest first, then what came since, to its own login alone', async () => {
    const ana = await patient('ana@example.test')
    const stranger = await patient('stranger@example.test')
    await ana.give('one')
    await ana.give('two')

    expect(await ana.read()).toEqual(['two', 'one'])
    const [newest] = (await ana.list()).messages
    await ana.give('three')
    await ana.give('four')

    expect(await ana.read({ after: newest?.number ?? 0 })).toEqual(['three', 'four'])
    expect(await ana.read({ before: newest?.number ?? 0 })).toEqual(['one'])
    const foreign = stranger.client.messages.list({
      ...{ clinicId: desk.clinicId, linkId: ana.linkId, before: null, after: null },
    })
    expect(await failureOf(foreign)).toMatchObject({ code: 'NOT_FOUND' })
    const nobody = browser(running.url).messages.list({
      ...{ clinicId: desk.clinicId, linkId: ana.linkId, before: null, after: null },
    })
    expect(await failureOf(nobody)).toMatchObject({ code: 'SIGNED_OUT' })
  })

  test('R8.5 given again a message takes its own place; a hundred come at a time', async () => {
    const ben = await patient('ben@example.test')
    const first = await ben.give('as it was')
    for (let n = 0; n < 101; n += 1) await ben.give(`${n}`)
    await ben.give('as it is', 'full', first)

    const page = await ben.list()
    expect([page.messages.length, page.hasMore]).toEqual([100, true])
    const last = await ben.list({ before: page.messages.at(-1)?.number ?? 0 })
    expect([last.messages.length, last.hasMore]).toEqual([2, false])
    expect((await ben.read())[0]).toBe('as it is')
  })

  test('R3.4 nothing is given to a limited link but its own, and lowering it destroys what was', async () => {
    const cleo = await patient('cleo@example.test', 'form')
    const owner = { kind: 'link', id: cleo.linkId } as const
    const sealed = await seal('secret', [cleo.me.recipient])
    const put = { kind: 'message.put' as const, owner, id: messageId(), level: 'full' as const, sealed, macs: [MAC] }

    expect(await desk.push(put)).toEqual(['lowerLevel'])
    await cleo.give('mine', 'limited')
    expect(await cleo.read()).toEqual(['mine'])

    const dora = await patient('dora@example.test')
    await dora.give('answer')
    await desk.push({ kind: 'link.level', id: dora.linkId, level: 'limited' })
    expect(await dora.read()).toEqual([])
    await desk.push({ kind: 'link.level', id: dora.linkId, level: 'full' })
    expect(await dora.read()).toEqual([])
  })

  test('R3.5 a message ends for one holder, and all of them with the link', async () => {
    const emil = await patient('emil@example.test')
    const [one] = [await emil.give('one'), await emil.give('two')]

    await desk.push({ kind: 'message.end', owner: { kind: 'link', id: emil.linkId }, ids: [one] })
    expect(await emil.read()).toEqual(['two'])
    await desk.push({ kind: 'link.end', id: emil.linkId })

    expect(await failureOf(emil.list())).toMatchObject({ code: 'NOT_FOUND' })
    const unknown = { kind: 'link', id: LinkId.parse(randomUUID()) } as const
    const sealed = await seal('x', [emil.me.recipient])
    const put = { kind: 'message.put' as const, id: messageId(), level: 'full' as const, sealed, macs: [MAC] }
    expect(await desk.push({ ...put, owner: unknown })).toEqual(['unknownLink'])
    expect(await desk.push({ ...put, owner: { kind: 'link', id: emil.linkId } })).toEqual(['unknownLink'])
  })

  test('R4.6 what was sealed to an Access Link is there for whoever redeems it', async () => {
    const client = browser(running.url)
    const invited = await desk.invite('access')
    const { identity, recipient } = await makeIdentity()
    const owner = { kind: 'invitation', id: invited.id } as const
    const sealed = await seal('come in', [recipient])
    await desk.push({ kind: 'message.put' as const, owner, id: messageId(), level: 'full', sealed, macs: [MAC] })

    const input = await registration(desk.clinicId, invited, 'fay@example.test')
    const { linkId } = await client.invitation.register(input)

    const { messages } = await client.messages.list({ clinicId: desk.clinicId, linkId, before: null, after: null })
    expect(messages).toMatchObject([{ owner, macs: [MAC] }])
    expect(await open(messages[0]?.sealed ?? '', [identity])).toBe('come in')
  })

  test('R8.5 what a patient sends arrives once however often, and is theirs to read until the desk has it', async () => {
    const gus = await patient('gus@example.test')
    const before = (await desk.events()).length
    const sealed = await seal('hello', [gus.me.recipient, desk.recipient])
    const sending = { clinicId: desk.clinicId, linkId: gus.linkId, messageId: messageId(), sealed, mac: MAC }

    expect(await gus.client.messages.send(sending)).toEqual(await gus.client.messages.send(sending))

    const events = (await desk.events()).slice(before)
    expect(events).toMatchObject([{ kind: 'message.sent', body: { linkId: gus.linkId, messageId: sending.messageId } }])
    expect((await gus.list()).waiting).toMatchObject([{ id: sending.messageId, sealed, mac: MAC }])
  })
})
