import type { UpdateObject } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OutboxBody } from '../shared/contract/outbox.ts'
import { InvitationId, LinkId, OutboxId, PartId } from '../shared/domain/ids.ts'
import { sealJson } from '../shared/envelope/seal.ts'
import { openDatabase } from './db/openDatabase.ts'
import type { EndpointTables } from './db/tables.ts'
import {
  browser,
  MAC,
  pairDesk,
  redemption,
  registered,
  startClinic,
  type TestClinic,
  type TestDesk,
} from './testing/clients.ts'
import { failureOf } from './testing/failure.ts'
import { DATABASES } from './testing/harness.ts'

describe.each(DATABASES)('indexes and their parts on %s', (kind) => {
  let running: TestClinic['running']
  let desk: TestDesk
  let stop: TestClinic['stop']
  beforeAll(async () => {
    ;({ running, desk, stop } = await startClinic(kind))
  })
  afterAll(() => stop())

  type Patient = Awaited<ReturnType<typeof registered>>
  const ofLink = ({ linkId }: Patient) => ({ kind: 'link', id: linkId }) as const
  const part = ({ client, linkId }: Patient, partId: PartId, at = desk) =>
    client.records.part({ clinicId: at.clinicId, linkId, partId })
  /** For each part `given` or the code of the error. */
  const partsOf = (patient: Patient, ids: readonly PartId[]) =>
    Promise.all(
      ids.map((id) =>
        part(patient, id).then(
          () => 'given',
          async () => (await failureOf(part(patient, id))).code,
        ),
      ),
    )

  test('a part is stored once: the same id put again never changes what it holds', async () => {
    const ana = await registered(running, desk, 'once@example.test')
    const id = PartId.parse(randomUUID())
    const put = async (text: string): Promise<OutboxBody> => ({
      kind: 'part.put',
      id,
      sealed: await sealJson({ text }, [desk.recipient]),
    })
    const first = { id: OutboxId.parse(randomUUID()), body: await put('first') }

    const { answers } = await desk.sync.push({ epoch: 1, items: [first, first] })
    const again = await desk.push(await put('second'), await desk.index(ofLink(ana), 'limited', 2, [id]))

    expect(answers.map(({ answer }) => answer)).toEqual(['applied', 'duplicate'])
    expect(again).toEqual(['applied', 'applied'])
    expect({ kind: 'part.put', id, ...(await part(ana, id)) }).toEqual(first.body)
  })

  test('R11.1 a part that is not sealed is refused', async () => {
    const sealed = Buffer.from('PHQ-9').toString('base64')

    expect(await desk.push({ kind: 'part.put', id: PartId.parse(randomUUID()), sealed })).toEqual(['notAnAgeFile'])
  })

  test('R3.2 a part is given to the login whose own link names it, and to nobody else', async () => {
    const [own, others, nobodys] = await three(desk)
    const ana = await registered(running, desk, 'ana@example.test')
    const sam = await registered(running, desk, 'sam@example.test')
    await desk.push(await desk.index(ofLink(ana), 'limited', 2, [own]))
    await desk.push(await desk.index(ofLink(sam), 'limited', 2, [others]))

    expect(await partsOf(ana, [own, others, nobodys, PartId.parse(randomUUID())])).toEqual([
      'given',
      'NOT_FOUND',
      'NOT_FOUND',
      'NOT_FOUND',
    ])
    expect(await partsOf({ ...ana, linkId: sam.linkId }, [own, others])).toEqual(['NOT_FOUND', 'NOT_FOUND'])
    expect(await partsOf({ ...ana, linkId: LinkId.parse(randomUUID()) }, [own])).toEqual(['NOT_FOUND'])
    const anonymous = browser(running.url).records.part({ clinicId: desk.clinicId, linkId: ana.linkId, partId: own })
    expect(await failureOf(anonymous)).toMatchObject({ code: 'SIGNED_OUT' })
  })

  test('R11.3 a clinic neither names nor gives out another’s parts, be the ids the same', async () => {
    const other = await pairDesk(running)
    const [id] = await three(other)
    const ana = await registered(running, desk, 'here@example.test')
    const there = await registered(running, other, 'there@example.test')
    await other.push(await other.index(ofLink(there), 'limited', 2, [id]))

    expect(await desk.push(await desk.index(ofLink(ana), 'limited', 2, [id]))).toEqual(['unknownPart'])
    const sealed = await sealJson('ours', [desk.recipient])
    const put = await desk.push({ kind: 'part.put', id, sealed }, await desk.index(ofLink(ana), 'limited', 2, [id]))

    expect(put).toEqual(['applied', 'applied'])
    expect(await part(ana, id)).toEqual({ sealed })
    expect((await part(there, id, other)).sealed).not.toBe(sealed)
    expect(await failureOf(part(ana, id, other))).toMatchObject({ code: 'SIGNED_OUT' })
  })

  test('an index that names an unknown part is refused and changes nothing, until the part is there', async () => {
    const ana = await registered(running, desk, 'unknown@example.test')
    const [known] = await three(desk)
    const missing = PartId.parse(randomUUID())
    await desk.push(await desk.index(ofLink(ana), 'limited', 2, [known]))
    const next = { id: OutboxId.parse(randomUUID()), body: await desk.index(ofLink(ana), 'limited', 3, [missing]) }

    const { answers } = await desk.sync.push({ epoch: 1, items: [next] })

    expect(answers).toEqual([{ id: next.id, answer: 'refused', reason: 'unknownPart' }])
    expect(await ana.links()).toMatchObject([{ index: { version: 2 } }])
    expect(await partsOf(ana, [known, missing])).toEqual(['given', 'NOT_FOUND'])
    await desk.push({ kind: 'part.put', id: missing, sealed: await sealJson('late', [desk.recipient]) })
    expect((await desk.sync.push({ epoch: 1, items: [next] })).answers).toEqual([{ id: next.id, answer: 'applied' }])
    expect(await partsOf(ana, [known, missing])).toEqual(['NOT_FOUND', 'given'])
  })

  test('an older version, or one for an invitation of another level or that has ended, is passed over, whatever it names', async () => {
    const ana = await registered(running, desk, 'versions@example.test')
    const access = await desk.invite('access')
    const revoked = await desk.invite('access')
    const [named] = await three(desk)
    const unknown = [PartId.parse(randomUUID())]
    const toInvitation = ({ id }: { id: InvitationId }) => ({ kind: 'invitation', id }) as const

    const answers = await desk.push(
      await desk.index(ofLink(ana), 'limited', 5, [named]),
      await desk.index(ofLink(ana), 'limited', 5, unknown),
      await desk.index(ofLink(ana), 'limited', 4, unknown),
      await desk.index(toInvitation(access), 'limited', 7, unknown),
      { kind: 'invitation.end', id: revoked.id, state: 'revoked' },
      await desk.index(toInvitation(revoked), 'full', 8, unknown),
    )

    expect(new Set(answers)).toEqual(new Set(['applied']))
    expect(await ana.links()).toMatchObject([{ index: { version: 5, at: running.clock.now() } }])
    expect(await partsOf(ana, [named])).toEqual(['given'])
    expect(await desk.sync.hello({ epoch: 1 })).toMatchObject({ highestVersion: 5 })
  })

  test('R11.6 an index for a link that has less, has ended or never was is refused, and changes nothing', async () => {
    const ana = await registered(running, desk, 'lower@example.test')
    const [named] = await three(desk)
    await desk.push(await desk.index(ofLink(ana), 'limited', 5, [named]))

    expect(await desk.push(await desk.index(ofLink(ana), 'full', 6, [named]))).toEqual(['lowerLevel'])
    expect(await ana.links()).toMatchObject([{ level: 'limited', index: { version: 5 } }])
    const raised = await desk.push(
      { kind: 'link.level', id: ana.linkId, level: 'full' },
      await desk.index(ofLink(ana), 'limited', 7, [named]),
    )
    expect(raised, 'of before it was raised').toEqual(['applied', 'applied'])
    expect(await ana.links()).toMatchObject([{ level: 'full', index: null }])
    await desk.push({ kind: 'link.end', id: ana.linkId })
    expect(await desk.push(await desk.index(ofLink(ana), 'full', 9, [named]))).toEqual(['unknownLink'])
    expect(await ana.links()).toEqual([])
    const neverPut = { kind: 'link', id: LinkId.parse(randomUUID()) } as const
    expect(await desk.push(await desk.index(neverPut, 'limited', 9))).toEqual(['unknownLink'])
  })

  test('R11.6 an index for whom nobody is known here is refused alone; other holders of the patient get theirs', async () => {
    const [ana, sam] = [
      await registered(running, desk, 'kept@example.test'),
      await registered(running, desk, 'too@example.test'),
    ]
    const [first, last] = await three(desk)
    const forgotten = { kind: 'link', id: LinkId.parse(randomUUID()) } as const
    const neverPut = { kind: 'invitation', id: InvitationId.parse(randomUUID()) } as const

    const answers = await desk.push(
      await desk.index(ofLink(ana), 'limited', 2, [first]),
      await desk.index(forgotten, 'full', 3, [first]),
      await desk.index(neverPut, 'full', 4, [first]),
      await desk.index(ofLink(sam), 'limited', 5, [last]),
    )

    expect(answers).toEqual(['applied', 'unknownLink', 'unknownInvitation', 'applied'])
    expect(await ana.links()).toMatchObject([{ index: { version: 2 } }])
    expect(await sam.links()).toMatchObject([{ index: { version: 5 } }])
    expect(await partsOf(ana, [first, last])).toEqual(['given', 'NOT_FOUND'])
    expect(await partsOf(sam, [first, last])).toEqual(['NOT_FOUND', 'given'])
  })

  test.each<[string, UpdateObject<EndpointTables, 'record_index'>]>([
    ['MACs fill 4 MB', { macs_json: `[${'"a",'.repeat(1_000_000)}"a"]` }],
    ['MACs are no JSON', { macs_json: 'none' }],
    ['envelope is larger than any that is put', { body_sealed: Buffer.alloc(30_000_000) }],
  ])('R11.6 an index whose %s counts as none, and the login’s other link has its own', async (_what, change) => {
    const ana = await registered(running, desk, `${randomUUID()}@example.test`)
    const child = await desk.invite('access', { parts: await desk.parts(1) })
    const { linkId } = await ana.client.invitation.redeem(await redemption(desk.clinicId, child, ana.input.email))
    const db = await openDatabase(running.database, running.clock)
    await db.updateTable('record_index').set(change).where('owner_id', '=', ana.linkId).execute()
    await db.destroy()

    const links = await ana.links()

    expect(links.find(({ id }) => id === ana.linkId)?.index).toBeNull()
    expect(links.find(({ id }) => id === linkId)?.index).toMatchObject({ version: 1, macs: [MAC] })
  })

  test('in a newer epoch versions count anew', async () => {
    const at = await pairDesk(running)
    const ana = await registered(running, at, 'epoch@example.test')
    const put = async (epoch: number, version: number) => {
      const items = [{ id: OutboxId.parse(randomUUID()), body: await at.index(ofLink(ana), 'limited', version) }]
      return at.sync.push({ epoch, items })
    }
    await put(1, 700)

    await put(2, 3)

    expect(await ana.links()).toMatchObject([{ index: { version: 3 } }])
    expect(await at.sync.hello({ epoch: 2 })).toMatchObject({ highestVersion: 3 })
    expect(await failureOf(put(1, 800))).toMatchObject({ code: 'EPOCH_PASSED' })
    expect(await ana.links()).toMatchObject([{ index: { version: 3 } }])
  })

  test('an index may name nothing, one part twice, or ten thousand', async () => {
    const ana = await registered(running, desk, 'many@example.test')
    const [id] = await three(desk)
    const many = Array.from({ length: 10_000 }, () => PartId.parse(randomUUID()))

    const answers = await desk.push(
      await desk.index(ofLink(ana), 'limited', 2, [id, id]),
      await desk.index(ofLink(ana), 'limited', 3, many),
    )

    expect(answers).toEqual(['applied', 'unknownPart'])
    expect(await partsOf(ana, [id])).toEqual(['given'])
    expect(await desk.push(await desk.index(ofLink(ana), 'limited', 3))).toEqual(['applied'])
    expect(await partsOf(ana, [id])).toEqual(['NOT_FOUND'])
  })
})

async function three(desk: TestDesk): Promise<readonly [PartId, PartId, PartId]> {
  const [one, two, last] = await desk.parts(3)
  if (!one || !two || !last) throw new Error('Three parts were asked for')
  return [one, two, last]
}
