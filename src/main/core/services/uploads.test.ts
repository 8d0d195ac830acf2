import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { DocumentId, type PartId } from '../../../shared/domain/ids.ts'
import { addDocument, collect, fileOfKind, roundWithFiles, seenThrough, sendFile } from '../testing/fileActs.ts'
import { ANA, giveFull, openWithAna } from '../testing/openWithAna.ts'

type Story = Awaited<ReturnType<typeof openWithAna>>
const inboxOf = ({ clinic }: Story) => clinic.client.inbox.list({ includeDone: true })
const uploadsIn = async (story: Story) => (await inboxOf(story)).filter(({ facts }) => facts.kind.startsWith('upload'))
const stateOf = ({ clinic }: Story, fileId: PartId) => clinic.client.uploads.get({ fileId })

test('R8.3 a file that a patient sent waits in the Inbox, is fetched beside the rounds, and is read as it was', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  const { linkId, person } = await giveFull(story, ana.id, ANA)
  const file = fileOfKind('jpeg', 200_000)
  const { fileId } = await sendFile(story, linkId, file, { note: ' It itches. ' })

  await story.round()
  expect(await uploadsIn(story)).toMatchObject([
    { facts: { kind: 'upload', fileId, name: 'rash.jpg', email: ANA, note: 'It itches.' }, doneAt: null },
  ])
  expect(await stateOf(story, fileId)).toMatchObject({ state: 'arriving' })
  await roundWithFiles(story)

  expect(await stateOf(story, fileId)).toMatchObject({ state: 'here', documentId: null })
  expect((await collect(await clinic.client.uploads.read({ fileId }))).equals(file)).toBe(true)
  expect(endpoint.takenOf('blob.end')).toEqual([{ kind: 'blob.end', id: fileId }])
  const { items, parts } = await seenThrough(story, linkId, person.identity)
  expect(items.find(({ kind }) => kind === 'upload')).toMatchObject({ upload: { name: 'rash.jpg', state: 'received' } })
  expect(parts).toContain(fileId)
  const order = endpoint.taken.map(({ body }) => body.kind)
  expect(order.lastIndexOf('index.put'), 'named before it is let go').toBeLessThan(order.indexOf('blob.end'))
})

test('R8.3 a file is filed under a name into the documents of the patient, once, and that is undone', async () => {
  await using story = await openWithAna()
  const { clinic, ana } = story
  const { linkId } = await giveFull(story, ana.id, ANA)
  const { fileId } = await sendFile(story, linkId, fileOfKind('heic'), { kind: 'heic', name: 'IMG_1.heic' })
  await roundWithFiles(story)
  const [item] = await uploadsIn(story)
  if (!item) throw new Error('Nothing came')
  const list = async () => (await clinic.client.documents.list({ patientId: ana.id })).documents

  const input = { itemId: item.id, id: DocumentId.parse(clinic.ids()), title: 'Rash, 2 March' }
  const filed = await clinic.client.uploads.file(input)
  expect(await clinic.client.uploads.file({ ...input, id: DocumentId.parse(clinic.ids()) })).toEqual(filed)

  expect(await list()).toMatchObject([{ id: input.id, fileId, title: 'Rash, 2 March', sentBy: ANA, seenBy: [] }])
  expect(await uploadsIn(story)).toMatchObject([{ doneAt: filed.doneAt }])
  await clinic.client.inbox.undoSettling({ id: item.id, doneAt: filed.doneAt })
  expect(await list()).toEqual([])
  expect(await uploadsIn(story)).toMatchObject([{ doneAt: null }])
})

test('R3.2 what one login sent another does not see, however much it may see otherwise', async () => {
  await using story = await openWithAna()
  const { ana } = story
  const { linkId } = await giveFull(story, ana.id, ANA)
  const other = await giveFull(story, ana.id, 'sam@example.test')
  await sendFile(story, linkId, fileOfKind('jpeg'))

  await roundWithFiles(story)

  const { items } = await seenThrough(story, other.linkId, other.person.identity)
  expect(items.map(({ kind }) => kind)).not.toContain('upload')
})

test.each([
  ['of another kind than was said', 'otherKind', { kind: 'png' }],
  ['with another checksum', 'damaged', { sha256: 'a'.repeat(64) }],
  ['cut short', 'damaged', { isCut: true }],
] as const)('R8.3 a file %s is refused, and not kept', async (_what, because, changes) => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  const { linkId, person } = await giveFull(story, ana.id, ANA)
  const { fileId } = await sendFile(story, linkId, fileOfKind('jpeg'), changes)
  const good = await sendFile(story, linkId, fileOfKind('jpeg'))

  await roundWithFiles(story)

  expect(await stateOf(story, fileId)).toMatchObject({ state: 'refused', because })
  expect(await stateOf(story, good.fileId), 'and stops no other').toMatchObject({ state: 'here' })
  await expect(clinic.client.uploads.read({ fileId }).then(collect)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(endpoint.takenOf('blob.end').map(({ id }) => id)).toContain(fileId)
  const { items, parts } = await seenThrough(story, linkId, person.identity)
  expect(parts).not.toContain(fileId)
  expect(items.filter(({ kind }) => kind === 'upload')).toMatchObject([
    { upload: { state: 'received' } },
    { upload: { state: 'refused' }, part: null },
  ])
})

test('R8.3 a file that is no file of any kind that is taken is refused, whatever the letter says', async () => {
  await using story = await openWithAna()
  const { ana } = story
  const { linkId } = await giveFull(story, ana.id, ANA)
  const html = Buffer.from('<!doctype html><script>alert(1)</script>')
  const { fileId } = await sendFile(story, linkId, html, { kind: 'pdf', name: 'bill.pdf' })

  await roundWithFiles(story)

  expect(await stateOf(story, fileId)).toMatchObject({ state: 'refused', because: 'otherKind' })
})

test('R8.3 a file that the endpoint has lost did not arrive', async () => {
  await using story = await openWithAna()
  const { endpoint, ana } = story
  const { linkId } = await giveFull(story, ana.id, ANA)
  const { fileId } = await sendFile(story, linkId, fileOfKind('jpeg'))
  endpoint.blobs.kept.clear()

  await roundWithFiles(story)

  expect(await stateOf(story, fileId)).toMatchObject({ state: 'refused', because: 'lost' })
})

test('R8.3 a file whose line is cut goes on where it was', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  const { linkId } = await giveFull(story, ana.id, ANA)
  const file = fileOfKind('jpeg', 300_000)
  const { fileId } = await sendFile(story, linkId, file)
  endpoint.blobs.lines.cutAfter = 100_000

  await roundWithFiles(story)
  expect(await stateOf(story, fileId)).toMatchObject({ state: 'arriving' })
  expect(await clinic.context.files.fetchedSoFar(fileId)).toBe(100_000)
  await roundWithFiles(story)

  expect(await stateOf(story, fileId)).toMatchObject({ state: 'here' })
  expect((await collect(await clinic.client.uploads.read({ fileId }))).equals(file)).toBe(true)
})

test('R11.5 a file that the login did not send, or that does not open, is shown as that and never fetched', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  const { linkId } = await giveFull(story, ana.id, ANA)
  await sendFile(story, linkId, fileOfKind('jpeg'), { isForged: true })
  await sendFile(story, linkId, fileOfKind('jpeg'), { bytes: 21 * 1024 * 1024 })

  await roundWithFiles(story)

  expect((await uploadsIn(story)).map(({ facts }) => facts)).toEqual([
    { kind: 'uploadDoubtful', email: ANA, because: 'unreadable' },
    { kind: 'uploadDoubtful', email: ANA, because: 'notFromHolder' },
  ])
  expect(endpoint.takenOf('blob.end')).toHaveLength(2)
  expect(readdirSync(clinic.folder)).not.toContain('clinic.db-files')
})

test('section 12 a name with slashes and marks that turn it round is shown as what it is', async () => {
  await using story = await openWithAna()
  const { ana } = story
  const { linkId } = await giveFull(story, ana.id, ANA)
  await sendFile(story, linkId, fileOfKind('jpeg'), { name: '../../etc/\u202Egpj.exe\u0000\n.jpg' })

  await story.round()

  expect(await uploadsIn(story)).toMatchObject([{ facts: { name: '-..-etc-gpj.exe--.jpg' } }])
})

test('R8.2 a document of the clinic is no upload, and is not read as one', async () => {
  await using story = await openWithAna()
  const { clinic, ana } = story
  const { fileId } = await addDocument(clinic, ana.id, fileOfKind('pdf'))

  await expect(clinic.client.uploads.get({ fileId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(clinic.client.uploads.read({ fileId }).then(collect)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
