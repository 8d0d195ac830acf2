import { expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../../shared/domain/time.ts'
import { sealJson } from '../../../shared/envelope/seal.ts'
import { makeAnchor } from '../auditChain.ts'
import { readClinic } from '../db/clinic.ts'
import { savePairing } from '../db/syncState.ts'
import { drain } from '../sync/drain.ts'
import { raiseEpoch } from '../sync/raiseEpoch.ts'
import { openWithAna } from '../testing/openWithAna.ts'
import { changePatient } from '../testing/deskActs.ts'
import { beginRound } from './round.ts'

/** What the endpoint was told first is what it says again after `putBack`; something newer was told since. */
async function openWithOlderAnchor() {
  const story = await openWithAna()
  const { clinic, endpoint, ana } = story
  await story.round()
  const older = endpoint.script.anchor
  let phone = 0
  const change = async () => changePatient(clinic, ana.id, { phone: `604 555 ${(phone += 1)}` })
  await change()
  await story.round()
  const state = () => clinic.context.db.selectFrom('sync_state').selectAll().executeTakeFirstOrThrow()
  return {
    ...story,
    change,
    older,
    state,
    putBack: () => void (endpoint.script.anchor = older),
    lines: async () => (await clinic.client.toSettle.list()).filter(({ kind }) => kind === 'putBack'),
    timesSaid: () => endpoint.takenOf('clinic.put').length,
  }
}

test('R11.6 an endpoint that was put back is shown once, in the audit log too, until somebody puts it away', async () => {
  await using story = await openWithOlderAnchor()
  const { clinic, state } = story
  const { anchored_seq: toldRow } = await state()
  expect(await story.lines()).toEqual([])

  story.putBack()
  await story.greet()
  const line = { kind: 'putBack', count: 1, newestAt: clinic.clock.now() }
  expect(await story.lines()).toEqual([{ ...line, isSaidAgain: false }])
  await beginRound(clinic.context)
  await story.greet()
  await story.round()
  await story.greet()
  await story.round()

  expect(await story.lines()).toEqual([{ ...line, isSaidAgain: true }])
  expect(story.timesSaid()).toBe(1)
  await clinic.client.toSettle.putAway({ kind: 'putBack' })
  expect(await story.lines()).toEqual([])
  const audit = clinic.context.db.selectFrom('audit').select(['action', 'detail', 'staff_id'])
  expect(await audit.where('action', 'like', '%utBack%').execute()).toEqual([
    { action: 'endpoint.putBack', detail: JSON.stringify({ heldRow: 1, toldRow }), staff_id: null },
    { action: 'putBack.putAway', detail: '{"count":1}', staff_id: clinic.people.admin.id },
  ])
  await expect(clinic.client.toSettle.putAway({ kind: 'putBack' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('R11.6 one that says so every time has everything said again once an hour, and no sooner', async () => {
  await using story = await openWithOlderAnchor()
  const { clinic } = story
  const lie = async () => {
    story.putBack()
    await story.greet()
    await story.round()
  }

  for (let minutes = 0; minutes < 60; minutes += 10) {
    await lie()
    clinic.later(10 * MINUTE - 1)
  }
  expect(story.timesSaid()).toBe(1)
  expect(await story.lines(), 'the second waits, and stands for those after it').toMatchObject([
    { count: 2, isSaidAgain: false },
  ])
  clinic.later(6)
  await story.round()

  expect(story.timesSaid()).toBe(2)
  expect(await story.lines()).toMatchObject([{ count: 2, isSaidAgain: true }])
  clinic.later(HOUR)
  await story.round()
  expect(story.timesSaid(), 'nothing more came').toBe(2)
})

test('R11.6 an endpoint that has lost every anchor was put back; one that never had any was not', async () => {
  await using story = await openWithAna()
  await story.greet()
  expect(await story.clinic.client.toSettle.list()).toEqual([])
  await story.round()

  story.endpoint.script.anchor = null
  await story.greet()

  expect(await story.clinic.client.toSettle.list()).toMatchObject([{ kind: 'putBack' }])
})

test('R11.6 it is noticed before another anchor takes the place of the one that tells', async () => {
  await using story = await openWithOlderAnchor()

  story.putBack()
  await story.change()
  await story.round()

  expect(story.timesSaid()).toBe(1)
})

test('R11.6 an anchor that was never answered and arrives late is no older state', async () => {
  await using story = await openWithOlderAnchor()
  const { endpoint } = story
  let late: string | null = null
  endpoint.script.refuse = ({ body }) => {
    if (body.kind !== 'anchor.put') return null
    late = body.sealed
    return 'undecided'
  }
  await story.change()
  await story.round()
  endpoint.script.refuse = () => null
  await story.change()
  await story.round()

  endpoint.script.anchor = late
  await story.greet()
  expect(await story.lines()).toEqual([])
  story.putBack()
  await story.greet()

  expect(await story.lines(), 'one that was answered is').toHaveLength(1)
})

test('R11.6 an endpoint that this desk is paired with anew was not put back, whatever the one before still answers', async () => {
  await using story = await openWithOlderAnchor()
  const { clinic, endpoint, state } = story
  const { portal_url, mail_recipient } = await state()
  const paired = { endpoint_url: endpoint.origin, endpoint_token: 'another token', portal_url, mail_recipient }
  endpoint.script.meanwhile = async (call) => {
    if (call !== 'push') return
    endpoint.script.meanwhile = () => undefined
    await clinic.context.db.transaction().execute((tx) => savePairing(tx, paired))
  }
  await story.change()
  await story.round()

  endpoint.script.anchor = null
  await story.greet()

  expect(await state()).toMatchObject({ endpoint_token: 'another token', anchored_seq: 0 })
  expect(await story.lines()).toEqual([])
})

test('R10.9 a desk that was put back itself takes no endpoint for an older one', async () => {
  await using story = await openWithOlderAnchor()
  const { identity, recipient } = await readClinic(story.clinic.context.db)
  const ofAnotherFile = makeAnchor(identity, { seq: 1, hash: 'f'.repeat(64), at: story.clinic.clock.now() })

  story.endpoint.script.anchor = await sealJson(ofAnotherFile, [recipient])
  await story.greet()
  await raiseEpoch(story.clinic.context, 3)
  story.putBack()
  await story.greet()

  expect(await story.lines()).toEqual([])
})

test('R8.6 an anchor names nothing that was written after it was left in the outbox', async () => {
  await using story = await openWithOlderAnchor()
  const { context } = story.clinic
  await story.change()
  const { anchored_seq } = await story.state()

  await beginRound(context)
  await story.change()
  await drain(context, await story.connection(), story.closing.signal)

  expect(await story.state()).toMatchObject({ anchored_seq: anchored_seq + 1 })
})
