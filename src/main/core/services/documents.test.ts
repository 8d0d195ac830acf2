import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { FILE_BYTES } from '../../../shared/domain/fileLimits.ts'
import { LinkId, PartId } from '../../../shared/domain/ids.ts'
import { MINUTE } from '../../../shared/domain/time.ts'
import { addDocument, collect, fileOfKind, openedBy, roundWithFiles, seenThrough } from '../testing/fileActs.ts'
import { ANA, giveFull, openWithAna } from '../testing/openWithAna.ts'
import { sendAccessLink } from '../testing/patientActs.ts'

const SAM = 'sam@example.test'

async function documentsOf({ clinic, ana }: Awaited<ReturnType<typeof openWithAna>>) {
  return clinic.client.documents.list({ patientId: ana.id })
}

test('R8.2 a document is added in pieces, sealed as it comes, and read again as it was', async () => {
  await using story = await openWithAna()
  const { clinic, ana } = story
  const file = fileOfKind('pdf', 1_000_003)

  const document = await addDocument(clinic, ana.id, file, 'Referral')

  expect(document).toMatchObject({ title: 'Referral', kind: 'pdf', bytes: 1_000_003, isSharedWithAll: false })
  expect((await collect(await clinic.client.documents.read({ id: document.id }))).equals(file)).toBe(true)
  const { folder } = clinic.context.files
  expect(readdirSync(folder)).toEqual([`${document.fileId}.age`])
  const stored = readFileSync(`${folder}/${document.fileId}.age`)
  expect(stored.subarray(0, 21).toString()).toBe('age-encryption.org/v1')
  expect(stored.includes('%PDF')).toBe(false)
})

test('R8.3 what is no PDF and no photo, is empty or larger than 20 MB is not added', async () => {
  await using story = await openWithAna()
  const { clinic, ana } = story
  const refused = (file: Buffer) => addDocument(clinic, ana.id, file)
  const begin = (bytes: number) =>
    clinic.client.documents.beginAdd({ patientId: ana.id, fileId: PartId.parse(clinic.ids()), bytes })

  await expect(refused(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).rejects.toMatchObject({
    code: 'FILE_REFUSED',
    data: { because: 'otherKind' },
  })
  await expect(begin(0)).rejects.toMatchObject({ data: { because: 'empty' } })
  await expect(begin(FILE_BYTES + 1)).rejects.toMatchObject({ data: { because: 'tooLarge' } })
  await begin(FILE_BYTES)
  expect((await documentsOf(story)).documents).toEqual([])
})

test('R8.2 what was stopped half-way leaves nothing behind', async () => {
  await using story = await openWithAna()
  const { clinic, ana } = story
  const fileId = PartId.parse(clinic.ids())
  const piece = fileOfKind('png').toString('base64')
  await clinic.client.documents.beginAdd({ patientId: ana.id, fileId, bytes: 9_000 })
  await clinic.client.documents.addPiece({ fileId, from: 0, piece })

  await clinic.client.documents.giveUpAdd({ fileId })

  await expect(clinic.client.documents.addPiece({ fileId, from: 5_000, piece })).rejects.toMatchObject({
    code: 'ADDING_OVER',
  })
  expect(readdirSync(clinic.context.files.folder)).toEqual([])
})

test('R8.2, R3.4 a document never leaves the desk before it is shared with somebody who has full access', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  const { linkId, person } = await giveFull(story, ana.id, ANA)
  const document = await addDocument(clinic, ana.id, fileOfKind('pdf'))

  await roundWithFiles(story)
  expect(endpoint.blobs.kept.size).toBe(0)

  const shared = await clinic.client.documents.share({ id: document.id, seenVersion: document.version, with: 'all' })
  expect(shared).toMatchObject({ isSharedWithAll: true, isOnItsWay: true, seenBy: [{ linkId, openedAt: null }] })
  await roundWithFiles(story)

  const index = await seenThrough(story, linkId, person.identity)
  const item = index.items.find(({ kind }) => kind === 'document')
  expect(item).toMatchObject({ document: { title: 'Letter', kind: 'pdf' }, part: { id: document.fileId } })
  expect(index.parts).toContain(document.fileId)
  expect([...endpoint.blobs.kept.keys()]).toEqual([document.fileId])
  expect((await documentsOf(story)).documents).toMatchObject([{ isOnItsWay: false }])
})

test('R3.2, R3.4 of a clinic with limited links only, a document that is shared with all stays at the desk', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  const { linkId } = await giveFull(story, ana.id, ANA)
  const document = await addDocument(clinic, ana.id, fileOfKind('pdf'))
  const seen = { linkId, reason: 'Asked for' }
  await clinic.client.access.lowerLink(seen)

  await clinic.client.documents.share({ id: document.id, seenVersion: document.version, with: 'all' })
  await roundWithFiles(story)

  expect(endpoint.blobs.kept.size).toBe(0)
  await expect(
    clinic.client.documents.share({ id: document.id, seenVersion: document.version + 1, with: [linkId] }),
  ).rejects.toMatchObject({ code: 'NOT_FULL' })
})

test('R8.2 a document is shared with one holder and not with another', async () => {
  await using story = await openWithAna()
  const { clinic, ana } = story
  const own = await giveFull(story, ana.id, ANA)
  const other = await giveFull(story, ana.id, SAM)
  const document = await addDocument(clinic, ana.id, fileOfKind('jpeg'))

  await clinic.client.documents.share({ id: document.id, seenVersion: document.version, with: [own.linkId] })
  await roundWithFiles(story)

  const kinds = async ({ linkId, person }: typeof own) =>
    (await seenThrough(story, linkId, person.identity)).items.map(({ kind }) => kind)
  expect(await kinds(own)).toContain('document')
  expect(await kinds(other)).not.toContain('document')
  await expect(
    clinic.client.documents.share({
      id: document.id,
      seenVersion: document.version + 1,
      with: [LinkId.parse(clinic.ids())],
    }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('R8.2 a recalled document is taken back: who had it is told so, and neither key nor bytes are named any more', async () => {
  await using story = await openWithAna()
  const { clinic, ana } = story
  const { linkId, person } = await giveFull(story, ana.id, ANA)
  const document = await addDocument(clinic, ana.id, fileOfKind('pdf'), 'HIV result')
  await clinic.client.documents.share({ id: document.id, seenVersion: document.version, with: 'all' })
  await roundWithFiles(story)
  clinic.later(3 * MINUTE)
  await openedBy(clinic, linkId, document.id)
  const openedAt = clinic.clock.now()

  const recalled = await clinic.client.documents.recall({ id: document.id })
  await roundWithFiles(story)

  expect(recalled).toMatchObject({ seenBy: [], openedBefore: [{ email: ANA, openedAt }], recalledAt: openedAt })
  const index = await seenThrough(story, linkId, person.identity)
  expect(index.items.find(({ kind }) => kind === 'takenBack')).toMatchObject({
    document: { id: document.id, takenBackAt: openedAt },
  })
  expect(index.parts).not.toContain(document.fileId)
  expect(JSON.stringify(index)).not.toContain('HIV')
  expect(await clinic.client.documents.recall({ id: document.id })).toEqual(recalled)
})

test('R8.2 whoever comes after a recall is told of no document that they never had', async () => {
  await using story = await openWithAna()
  const { clinic, ana } = story
  await giveFull(story, ana.id, ANA)
  const document = await addDocument(clinic, ana.id, fileOfKind('pdf'))
  await clinic.client.documents.share({ id: document.id, seenVersion: document.version, with: 'all' })
  await clinic.client.documents.recall({ id: document.id })

  const later = await giveFull(story, ana.id, SAM)
  await roundWithFiles(story)

  const { items } = await seenThrough(story, later.linkId, later.person.identity)
  expect(items.map(({ kind }) => kind)).not.toContain('takenBack')
})

test('R8.2 a document that was taken back can be shared again', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  const { linkId, person } = await giveFull(story, ana.id, ANA)
  const document = await addDocument(clinic, ana.id, fileOfKind('pdf'))
  await clinic.client.documents.share({ id: document.id, seenVersion: document.version, with: 'all' })
  await roundWithFiles(story)
  const { version } = await clinic.client.documents.recall({ id: document.id })
  await roundWithFiles(story)
  endpoint.blobs.kept.clear()

  await clinic.client.documents.share({ id: document.id, seenVersion: version, with: [linkId] })
  await roundWithFiles(story)

  expect((await seenThrough(story, linkId, person.identity)).parts).toContain(document.fileId)
  expect(endpoint.blobs.isWhole(document.fileId)).toBe(true)
})

test('R8.2, R11.5 it counts as opened once, by the word of whoever holds the link and of nobody else', async () => {
  await using story = await openWithAna()
  const { clinic, ana } = story
  const { linkId } = await giveFull(story, ana.id, ANA)
  const document = await addDocument(clinic, ana.id, fileOfKind('pdf'))
  await clinic.client.documents.share({ id: document.id, seenVersion: document.version, with: 'all' })
  const openedAt = async () => (await documentsOf(story)).documents[0]?.seenBy[0]?.openedAt

  await openedBy(clinic, linkId, document.id, true)
  expect(await openedAt()).toBeNull()
  await openedBy(clinic, linkId, document.id)
  const first = clinic.clock.now()
  clinic.later(MINUTE)
  await openedBy(clinic, linkId, document.id)

  expect(await openedAt()).toBe(first)
  const rows = await clinic.context.db.selectFrom('audit').select('action').execute()
  expect(rows.filter(({ action }) => action === 'document.opened')).toHaveLength(1)
})

test('R10.7 a document that somebody changed meanwhile is neither renamed nor shared unseen', async () => {
  await using story = await openWithAna()
  const { clinic, ana } = story
  const { id, version } = await addDocument(clinic, ana.id, fileOfKind('pdf'))
  await clinic.client.documents.rename({ id, seenVersion: version, title: 'Referral' })

  const meant = { code: 'CHANGED_MEANWHILE', data: { current: { title: 'Referral' } } }
  await expect(clinic.client.documents.rename({ id, seenVersion: version, title: 'X-ray' })).rejects.toMatchObject(
    meant,
  )
  await expect(clinic.client.documents.share({ id, seenVersion: version, with: 'all' })).rejects.toMatchObject(meant)
  expect(await clinic.client.documents.rename({ id, seenVersion: version, title: 'Referral' })).toMatchObject({
    title: 'Referral',
  })
})

test('R11.6 an endpoint that has lost a document is brought it again', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  const { linkId, person } = await giveFull(story, ana.id, ANA)
  const document = await addDocument(clinic, ana.id, fileOfKind('pdf'))
  await clinic.client.documents.share({ id: document.id, seenVersion: document.version, with: 'all' })
  await roundWithFiles(story)
  endpoint.forget()

  await clinic.client.documents.rename({ id: document.id, seenVersion: document.version + 1, title: 'Again' })
  await clinic.client.patients.change({ id: ana.id, seenVersion: ana.version, changes: { phone: '+44 20 7946 0001' } })
  await roundWithFiles(story)
  await roundWithFiles(story)

  expect(endpoint.blobs.isWhole(document.fileId)).toBe(true)
  expect((await seenThrough(story, linkId, person.identity)).parts).toContain(document.fileId)
})

test('R8.2 a document goes on where the line was cut', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  await giveFull(story, ana.id, ANA)
  const document = await addDocument(clinic, ana.id, fileOfKind('pdf', 300_000))
  await clinic.client.documents.share({ id: document.id, seenVersion: document.version, with: 'all' })
  endpoint.blobs.lines.cutAfter = 100_000

  await roundWithFiles(story)
  expect(endpoint.blobs.kept.get(document.fileId)?.body).toHaveLength(100_000)
  await roundWithFiles(story)

  const stored = readFileSync(`${clinic.context.files.folder}/${document.fileId}.age`)
  expect(endpoint.blobs.kept.get(document.fileId)?.body.equals(stored)).toBe(true)
})

test('R8.2 of a document whose file is gone from the disk it is said that it cannot be read', async () => {
  await using story = await openWithAna()
  const { clinic, ana } = story
  const document = await addDocument(clinic, ana.id, fileOfKind('pdf'))
  const path = `${clinic.context.files.folder}/${document.fileId}.age`
  expect(existsSync(path)).toBe(true)
  rmSync(path)

  await expect(clinic.client.documents.read({ id: document.id }).then(collect)).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})

test('R4.6 whoever redeems an Access Link finds what was shared with all', async () => {
  await using story = await openWithAna()
  const { clinic, ana } = story
  const document = await addDocument(clinic, ana.id, fileOfKind('pdf'))
  await clinic.client.documents.share({ id: document.id, seenVersion: document.version, with: 'all' })
  await sendAccessLink(clinic, ana.id, ANA)

  await roundWithFiles(story)

  expect(story.endpoint.blobs.isWhole(document.fileId)).toBe(true)
  expect(story.endpoint.takenOf('index.put').at(-1)).toMatchObject({
    owner: { kind: 'invitation' },
    parts: [document.fileId],
  })
})
