import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { until } from '../../tests/support/until.ts'
import { BLOB_BYTES } from '../shared/domain/fileLimits.ts'
import { EventId, LinkId, PartId } from '../shared/domain/ids.ts'
import { DAY } from '../shared/domain/time.ts'
import { sealJson } from '../shared/envelope/seal.ts'
import { CHUNK_BYTES } from './db/blobs.ts'
import { openDatabase } from './db/openDatabase.ts'
import { tidy } from './housekeeping.ts'
import { ageBytes, blobOf, bring, fetchBlob, ofDesk, ofPage } from './testing/blobs.ts'
import { browser, MAC, pairDesk, registration, startClinic, type TestClinic, type TestDesk } from './testing/clients.ts'
import { failureOf } from './testing/failure.ts'
import { DATABASES } from './testing/harness.ts'

describe.each(DATABASES)('bytes by reference on %s', (kind) => {
  let running: TestClinic['running']
  let desk: TestDesk
  let stop: TestClinic['stop']
  beforeAll(async () => {
    ;({ running, desk, stop } = await startClinic(kind))
  })
  afterAll(() => stop())

  /** A login in a browser of its own, and how it brings and fetches bytes. */
  async function patient(at = desk) {
    const cookies = new Map<string, string>()
    const client = browser(running.url, cookies)
    const input = await registration(at.clinicId, await at.invite('form'), `${randomUUID()}@example.test`)
    const { linkId } = await client.invitation.register(input)
    const sealed = await sealJson({ file: 1 }, [at.recipient])
    return {
      linkId,
      begin: (blob: ReturnType<typeof blobOf>, by = linkId) =>
        client.files.begin({ clinicId: at.clinicId, linkId: by, blobId: blob.id, ...blob }),
      bring: (id: PartId, body: Buffer, from = 0) => bring(ofPage(running.url, at, cookies, { id }), body, from),
      send: (id: PartId, by = linkId) =>
        client.files.send({ clinicId: at.clinicId, linkId: by, blobId: id, sealed, mac: MAC }),
      where: (id: PartId) => ofPage(running.url, at, cookies, { id }),
      fetch: (id: PartId, by = linkId) => fetchBlob(ofPage(running.url, at, cookies, { id, linkId: by })),
      opened: (openingId: EventId, by = linkId) =>
        client.files.opened({ clinicId: at.clinicId, linkId: by, openingId, sealed, mac: MAC }),
    }
  }
  const fromDesk = (id: PartId, at = desk) => ofDesk(running.url, at, id)
  const put = async (file: Buffer, at = desk) => {
    const blob = blobOf(file)
    await at.sync.blobBegin(blob)
    expect(await bring(fromDesk(blob.id, at), file)).toEqual({ status: 200, stored: file.length })
    return blob
  }
  /** What one clinic has here. */
  async function kept(at = desk) {
    const db = await openDatabase(running.database, running.clock)
    const of = (table: 'part' | 'blob' | 'blob_chunk') =>
      db.selectFrom(table).select('clinic_id').where('clinic_id', '=', at.clinicId).execute()
    const counts = { parts: (await of('part')).length, blobs: (await of('blob')).length }
    const chunks = (await of('blob_chunk')).length
    await db.destroy()
    return { ...counts, chunks }
  }

  test('R8.2 a document comes in pieces, and goes to whoever holds an index that names it, whole or from where they were', async () => {
    const ana = await patient()
    const sam = await patient()
    const file = ageBytes(3 * CHUNK_BYTES + 17)
    const blob = await put(file)
    await desk.push(await desk.index({ kind: 'link', id: ana.linkId }, 'limited', 2, [blob.id]))

    const given = await ana.fetch(blob.id)

    expect(given.status).toBe(200)
    expect(given.body.equals(file)).toBe(true)
    expect(given.headers.get('cache-control')).toBe('no-store')
    expect(given.headers.get('content-disposition')).toBe('attachment')
    const rest = await fetchBlob(fromDesk(blob.id), CHUNK_BYTES + 5)
    expect([rest.status, rest.body.equals(file.subarray(CHUNK_BYTES + 5))]).toEqual([206, true])
    expect((await sam.fetch(blob.id)).status).toBe(404)
    expect((await sam.fetch(blob.id, ana.linkId)).status).toBe(404)
    expect((await ana.fetch(blob.id, LinkId.parse(randomUUID()))).status).toBe(404)
  })

  test('R8.2 what is recalled goes at once, bytes and all', async () => {
    const other = await pairDesk(running)
    const ana = await patient(other)
    const blob = await put(ageBytes(CHUNK_BYTES + 1), other)
    await other.push(await other.index({ kind: 'link', id: ana.linkId }, 'limited', 2, [blob.id]))
    expect(await kept(other)).toMatchObject({ blobs: 1, chunks: 2 })

    await other.push(await other.index({ kind: 'link', id: ana.linkId }, 'limited', 3))

    expect((await ana.fetch(blob.id)).status).toBe(404)
    expect(await kept(other)).toEqual({ parts: 0, blobs: 0, chunks: 0 })
  })

  test('R8.2 an index names no document before all of it is here', async () => {
    const ana = await patient()
    const blob = blobOf(ageBytes(CHUNK_BYTES + 10))
    await desk.sync.blobBegin(blob)
    const index = (version: number) => desk.index({ kind: 'link', id: ana.linkId }, 'limited', version, [blob.id])

    expect(await desk.push(await index(2))).toEqual(['unknownPart'])
  })

  test('R8.3 a file whose line is cut goes on where it was', async () => {
    const ana = await patient()
    const file = ageBytes(2 * CHUNK_BYTES + 100)
    const blob = blobOf(file)
    expect(await ana.begin(blob)).toEqual({ stored: 0 })

    expect(await ana.bring(blob.id, file.subarray(0, CHUNK_BYTES + 7))).toEqual({
      status: 200,
      stored: CHUNK_BYTES + 7,
    })
    expect(await ana.begin(blob)).toEqual({ stored: CHUNK_BYTES + 7 })
    expect(await ana.bring(blob.id, file), 'from another place').toEqual({ status: 409, stored: CHUNK_BYTES + 7 })
    expect(await failureOf(ana.send(blob.id)), 'not whole').toMatchObject({ code: 'NOT_FOUND' })
    expect((await ana.bring(blob.id, file.subarray(CHUNK_BYTES + 7), CHUNK_BYTES + 7)).stored).toBe(file.length)
    await ana.send(blob.id)

    const got = await fetchBlob(fromDesk(blob.id))
    expect(got.body.equals(file)).toBe(true)
  })

  test('R8.3 what came before the line was cut is kept', async () => {
    const ana = await patient()
    const file = ageBytes(4 * CHUNK_BYTES)
    const blob = blobOf(file)
    await ana.begin(blob)
    const { url, headers } = ana.where(blob.id)
    const socket = connect(Number(new URL(running.url).port), '127.0.0.1')
    await once(socket, 'connect')
    const lines = Object.entries({ host: 'x', ...headers, 'content-length': file.length })
    socket.write(
      `PUT ${new URL(url).pathname} HTTP/1.1\r\n${lines.map((each) => each.join(': ')).join('\r\n')}\r\n\r\n`,
    )
    socket.write(file.subarray(0, 2 * CHUNK_BYTES + 9))
    await until(async () => ((await ana.begin(blob)).stored >= 2 * CHUNK_BYTES ? true : null), 'two pieces')
    socket.destroy()

    const { stored } = await ana.begin(blob)

    expect(stored).toBe(2 * CHUNK_BYTES)
    expect((await ana.bring(blob.id, file.subarray(stored), stored)).stored).toBe(file.length)
  })

  test('R8.3 a file waits for the desk however long, and goes once it was fetched', async () => {
    const other = await pairDesk(running)
    const ana = await patient(other)
    const file = ageBytes(5_000)
    const blob = blobOf(file)
    await ana.begin(blob)
    await ana.bring(blob.id, file)
    const first = await ana.send(blob.id)
    expect(await ana.send(blob.id)).toEqual(first)
    expect(await other.events()).toMatchObject([
      { kind: 'invitation.redeemed' },
      { kind: 'file.sent', body: { linkId: ana.linkId, blobId: blob.id, bytes: file.length, mac: MAC } },
    ])

    running.clock.pass(30 * DAY)
    const db = await openDatabase(running.database, running.clock)
    await tidy({ db, clock: running.clock, log: running.options.log })
    await db.destroy()
    expect((await fetchBlob(fromDesk(blob.id, other))).body.equals(file)).toBe(true)

    await other.push({ kind: 'blob.end', id: blob.id })
    expect(await kept(other)).toEqual({ parts: 0, blobs: 0, chunks: 0 })
  })

  test('R8.3 a file that is named by the records of whoever sent it stays when the desk has it', async () => {
    const ana = await patient()
    const file = ageBytes(5_000)
    const blob = blobOf(file)
    await ana.begin(blob)
    await ana.bring(blob.id, file)
    await ana.send(blob.id)

    const index = await desk.index({ kind: 'link', id: ana.linkId }, 'limited', 2, [blob.id])
    expect(await desk.push(index, { kind: 'blob.end', id: blob.id })).toEqual(['applied', 'applied'])

    expect((await ana.fetch(blob.id)).body.equals(file)).toBe(true)
  })

  test('R8.3 what is begun and never sent is dropped after a day', async () => {
    const other = await pairDesk(running)
    const ana = await patient(other)
    const file = ageBytes(CHUNK_BYTES * 2)
    const [half, whole] = [blobOf(file), blobOf(file)]
    await ana.begin(half)
    await ana.bring(half.id, file.subarray(0, CHUNK_BYTES))
    await ana.begin(whole)
    await ana.bring(whole.id, file)

    running.clock.pass(DAY)
    const db = await openDatabase(running.database, running.clock)
    await tidy({ db, clock: running.clock, log: running.options.log })
    await db.destroy()

    expect(await kept(other)).toEqual({ parts: 0, blobs: 0, chunks: 0 })
  })

  test('R11.1 what is no age file, and what is another file than was said, is not kept', async () => {
    const ana = await patient()
    const file = ageBytes(1_000)
    const plain = blobOf(Buffer.alloc(1_000, 'x'))
    await ana.begin(plain)
    const other = { ...blobOf(file), sha256: 'a'.repeat(64) }
    await ana.begin(other)

    expect((await ana.bring(plain.id, Buffer.alloc(1_000, 'x'))).status).toBe(400)
    expect((await ana.bring(other.id, file)).status).toBe(422)

    expect(await ana.begin(other), 'begun anew').toEqual({ stored: 0 })
    expect(await failureOf(ana.send(other.id))).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('R8.3 20 MB and what sealing adds have room, and no byte more', async () => {
    const ana = await patient()
    const file = ageBytes(BLOB_BYTES)
    const blob = blobOf(file)

    await ana.begin(blob)
    expect((await ana.bring(blob.id, Buffer.concat([file, Buffer.alloc(1)]))).status).toBe(413)
    expect(await ana.bring(blob.id, file)).toEqual({ status: 200, stored: file.length })

    const larger = { ...blob, id: PartId.parse(randomUUID()), bytes: BLOB_BYTES + 1 }
    await expect(ana.begin(larger)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  test('R11.6 one link has so much waiting and no more; another has its own', async () => {
    const ana = await patient()
    const blob = () => ({ id: PartId.parse(randomUUID()), bytes: BLOB_BYTES, sha256: 'a'.repeat(64) })
    for (let each = 0; each < 20; each += 1) await ana.begin(blob())

    expect(await failureOf(ana.begin(blob()))).toMatchObject({ code: 'QUOTA_REACHED', data: { of: 'link' } })
    await (await patient()).begin(blob())
  })

  test('R11.3 nobody brings, sends, fetches or begins another’s, be the number the same', async () => {
    const other = await pairDesk(running)
    const [ana, sam, eve] = [await patient(), await patient(), await patient(other)]
    const file = ageBytes(2_000)
    const blob = blobOf(file)
    await ana.begin(blob)

    for (const who of [sam, eve]) {
      expect((await who.bring(blob.id, file)).status).toBe(404)
      expect(await failureOf(who.send(blob.id))).toMatchObject({ code: 'NOT_FOUND' })
      expect(await failureOf(who.begin(blob, ana.linkId))).toMatchObject({ code: 'NOT_FOUND' })
    }
    expect(await failureOf(sam.begin(blob))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await desk.sync.blobBegin(blob), 'the desk itself').toEqual({ stored: null })
    expect((await bring(fromDesk(blob.id), file)).status).toBe(404)
    await ana.bring(blob.id, file)
    await ana.send(blob.id)
    expect((await fetchBlob(fromDesk(blob.id, other))).status).toBe(404)
    expect((await sam.fetch(blob.id)).status).toBe(404)
    expect(await eve.begin(blob), 'a number of another clinic is its own').toEqual({ stored: 0 })

    const anonymous = await fetchBlob({ url: fromDesk(blob.id).url, headers: {} })
    expect(anonymous.status).toBe(401)
    expect((await bring({ url: fromDesk(blob.id).url, headers: {} }, file)).status).toBe(401)
    const nobody = `${running.url}/api/portal/blob/${desk.clinicId}/${blob.id}`
    expect((await bring({ url: nobody, headers: {} }, file)).status).toBe(401)
    expect((await bring({ url: nobody, headers: { origin: 'https://evil.test' } }, file)).status).toBe(403)
  })

  test('R8.2 an opened document is told to the desk once', async () => {
    const other = await pairDesk(running)
    const ana = await patient(other)
    const openingId = EventId.parse(randomUUID())

    await ana.opened(openingId)
    await ana.opened(openingId)

    const told = (await other.events()).filter(({ kind: each }) => each === 'document.opened')
    expect(told).toMatchObject([{ body: { linkId: ana.linkId, openingId } }])
    expect(await failureOf(ana.opened(openingId, LinkId.parse(randomUUID())))).toMatchObject({ code: 'NOT_FOUND' })
  })
})
