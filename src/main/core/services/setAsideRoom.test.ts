import { statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SyncEvent } from '../../../shared/contract/events.ts'
import { AssignmentId, EventId, LinkId } from '../../../shared/domain/ids.ts'
import { BYTES_KEPT } from '../../../shared/domain/setAsideRoom.ts'
import { sealJson } from '../../../shared/envelope/seal.ts'
import { readClinic } from '../db/clinic.ts'
import { bytesKept } from '../db/setAsideRoom.ts'
import { BEN } from '../testing/openWithBen.ts'
import { GREATEST, openWithTwo, takeRoom, type TwoStory } from '../testing/openWithTwo.ts'
import { FORGED, submit, writtenBy } from '../testing/patientActs.ts'

test('R11.6 what one login sends and is set aside takes so much of the desk’s disk and no more; another’s form is filed', async () => {
  await using story = await openWithTwo()
  const { clinic, endpoint, ben, ana } = story
  await takeRoom(story, ben.login.loginId, 4 * 3_000_000)
  for (let sent = 0; sent < 4; sent += 1) story.tell(await story.unreadable(ben))
  await story.round()
  expect(await story.listed()).toEqual([])
  const sizeWhenFull = sizeOf(clinic)
  const published = endpoint.takenOf('index.put').length

  const over = [await story.unreadable(ben), await story.unreadable(ben), await story.unreadable(ben)]
  const bytes = over.map((each) => Buffer.byteLength(JSON.stringify(story.tell(each))))
  await story.round()

  expect(await story.submissionsOf(ben)).toHaveLength(4)
  expect(await story.listed()).toEqual([
    {
      ...{ kind: 'notKept', loginId: ben.login.loginId, email: BEN, count: 3, newestAt: clinic.clock.now() },
      ...{ bytes: bytes.reduce((sum, each) => sum + each, 0), roomBytes: BYTES_KEPT.login },
    },
  ])
  expect(sizeOf(clinic) - sizeWhenFull).toBeLessThan(GREATEST.length / 2)
  expect(endpoint.takenOf('index.put').length, 'the page offers the form again').toBeGreaterThan(published)
  const history = await clinic.client.patients.history({ patientId: ben.patient.id })
  const noted = history.flatMap(({ facts }) => (facts.action === 'event.notKept' ? [facts] : []))
  expect(noted).toHaveLength(3)
  expect(noted.map(({ email }) => email)).toEqual([BEN, BEN, BEN])
  for (const { sha256 } of noted) expect(sha256).toMatch(/^[0-9a-f]{64}$/)
  const due = await clinic.context.db.selectFrom('event_not_kept').select('patient_id').execute()
  expect(due).toEqual(Array(3).fill({ patient_id: ben.patient.id }))

  await submit(clinic, ana.linkId, ana.assignmentId)
  await submit(clinic, ben.linkId, ben.assignmentId)

  expect(await story.submissionsOf(ana)).toMatchObject([{ state: 'received' }])
  expect(
    (await story.submissionsOf(ben)).filter(({ state }) => state === 'received'),
    'a form that keeps its rules',
  ).toHaveLength(1)
})

test('R11.6 settling what is kept gives its room back; a form that was answered and is sent again counts', async () => {
  await using story = await openWithTwo()
  const { clinic, ben } = story
  await submit(clinic, ben.linkId, ben.assignmentId)
  expect(await bytesKept(clinic.context.db, ben.login.loginId)).toBe(0)
  const again = await submit(clinic, ben.linkId, ben.assignmentId)
  expect(await bytesKept(clinic.context.db, ben.login.loginId)).toBeGreaterThan(4_096)
  await takeRoom(story, ben.login.loginId, GREATEST.length)
  story.tell(await story.unreadable(ben))
  await story.round()
  expect(await story.listed()).toMatchObject([{ count: 1 }])

  for (const { id } of await clinic.client.inbox.list({ includeDone: false })) await clinic.client.inbox.settle({ id })
  expect(await bytesKept(clinic.context.db, ben.login.loginId)).toBe(0)
  await clinic.client.toSettle.putAway({ kind: 'notKept', loginId: ben.login.loginId })
  const sentAgain = await story.unreadable(ben)
  story.tell(sentAgain)
  await story.round()

  expect(await story.listed()).toEqual([])
  const ids = (await story.submissionsOf(ben)).map(({ id }) => id)
  expect(ids).toEqual(expect.arrayContaining([sentAgain.submissionId, again]))
  const audit = await clinic.context.db
    .selectFrom('audit')
    .select('detail')
    .where('action', '=', 'notKept.putAway')
    .execute()
  expect(audit).toEqual([{ detail: `{"count":1,"email":"${BEN}"}` }])
  await expect(clinic.client.toSettle.putAway({ kind: 'notKept', loginId: ben.login.loginId })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})

test('R11.6 what nobody is known to have written has its own room, and takes none of a login’s', async () => {
  await using story = await openWithTwo()
  const { clinic, ben } = story
  await takeRoom(story, null, 5_000_000)
  story.tell(await story.unreadable(ben, { isForged: true }))
  const unknown = { ...ben, linkId: LinkId.parse(clinic.ids()) }
  story.tell(await story.unreadable(ben, { isForged: true }))
  story.tell(await story.unreadable(unknown))
  story.tell(await story.unreadable(ben))
  await story.round()

  expect(await story.listed()).toMatchObject([{ loginId: null, email: null, count: 2, roomBytes: BYTES_KEPT.nobody }])
  expect((await story.submissionsOf(ben)).map(({ state }) => state).sort()).toEqual(['setAside', 'unproven'])
  expect(await clinic.context.db.selectFrom('event_set_aside').selectAll().execute()).toEqual([])
})

test('R11.6 a request that its login did not write takes none of its room', async () => {
  await using story = await openWithTwo()
  const { clinic, ben } = story
  const { recipient } = await readClinic(clinic.context.db)
  const sealed = await sealJson({ format: 1, about: 'fullAccess', message: '' }, [recipient])
  const requestId = EventId.parse(clinic.ids())
  story.tell({ kind: 'request.made', linkId: ben.linkId, requestId, sealed, mac: FORGED })
  await story.round()

  expect(await bytesKept(clinic.context.db, ben.login.loginId)).toBe(0)
  expect(await bytesKept(clinic.context.db, null)).toBeGreaterThan(0)
})

test('R11.6 what is kept stays, where it is brought again and there is no room any more', async () => {
  await using story = await openWithTwo()
  const { clinic } = story
  const kept = () => clinic.context.db.selectFrom('event_set_aside').select(['seq', 'event_json']).execute()
  story.endpoint.script.among = ['of no number at all']
  await story.round()
  const before = await kept()
  expect(before).toMatchObject([{ event_json: '"of no number at all"' }])
  await takeRoom(story, null, 0)

  await story.round()

  expect(await kept()).toEqual(before)
  expect(await story.listed()).toEqual([])
})

test('R11.6 putting away what could not be applied gives its room back', async () => {
  await using story = await openWithTwo()
  const { clinic, ben } = story
  const unknown = { ...ben, linkId: LinkId.parse(clinic.ids()) }
  story.tell(await story.unreadable(unknown))
  await story.round()
  expect(await bytesKept(clinic.context.db, null)).toBeGreaterThan(GREATEST.length)

  await clinic.client.toSettle.putAway({ kind: 'events', reason: 'notApplied', event: 'form.submitted' })

  expect(await bytesKept(clinic.context.db, null)).toBe(0)
})

test('R11.6 what was set aside stays so where another try finds no room for it', async () => {
  await using story = await openWithTwo()
  const { clinic, ben } = story
  const early = await story.unreadable(ben)
  story.tell({ ...early, assignmentId: AssignmentId.parse(clinic.ids()) })
  await story.round()
  // As if the form that it names had come since.
  const { event_json } = await clinic.context.db
    .selectFrom('event_set_aside')
    .select('event_json')
    .executeTakeFirstOrThrow()
  const kept = SyncEvent.parse(JSON.parse(event_json))
  await clinic.context.db
    .updateTable('event_set_aside')
    .set({ event_json: JSON.stringify({ ...kept, body: early }) })
    .execute()
  await takeRoom(story, ben.login.loginId, 0)

  const forms = { kind: 'events', reason: 'notApplied', event: 'form.submitted' } as const
  expect(await clinic.client.toSettle.tryAgain(forms)).toEqual({ left: 1 })

  expect(await story.listed()).toEqual([])
  expect(await story.submissionsOf(ben)).toEqual([])
})

test('R11.6 requests have room for thousands and then no more, and their notes do not fill the file either', async () => {
  await using story = await openWithTwo()
  const { clinic, ben } = story
  const { recipient } = await readClinic(clinic.context.db)
  const sealed = await sealJson({ format: 1, about: 'fullAccess', message: '' }, [recipient])
  await takeRoom(story, ben.login.loginId, 9_000)
  for (let sent = 0; sent < 105; sent += 1) {
    const requestId = EventId.parse(clinic.ids())
    const claim = { linkId: ben.linkId, kind: 'request.made', id: requestId } as const
    story.tell({
      kind: 'request.made',
      linkId: ben.linkId,
      requestId,
      sealed,
      mac: await writtenBy(clinic, claim, sealed),
    })
  }
  await story.round()

  const requests = (await clinic.client.inbox.list({ includeDone: false })).filter(
    ({ facts }) => facts.kind === 'request',
  )
  expect(requests).toHaveLength(2)
  expect(await story.listed()).toMatchObject([{ email: BEN, count: 103 }])
  const notes = await clinic.context.db
    .selectFrom('event_not_kept')
    .select(['count', 'sha256'])
    .orderBy('seq')
    .execute()
  expect(notes).toHaveLength(101)
  expect(notes.at(-1)).toEqual({ count: 3, sha256: null })
})

/** In bytes, of the file and its write-ahead log. */
function sizeOf({ options }: TwoStory['clinic']): number {
  return statSync(options.file).size + statSync(`${options.file}-wal`).size
}
