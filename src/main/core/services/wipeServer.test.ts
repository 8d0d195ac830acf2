import { expect, test } from 'vitest'
import { outcomeOf } from '../testing/deskActs.ts'
import { openClinic } from '../testing/openClinic.ts'
import { ANA, giveFull, openWithAna } from '../testing/openWithAna.ts'
import { sendAccessLink } from '../testing/patientActs.ts'

/** Ana holds her chart in full, another login did, and an Access Link is open; all of it has been handed over. */
async function openPublished() {
  const story = await openWithAna()
  const { clinic, ana } = story
  const { linkId } = await giveFull(story, ana.id, ANA)
  const { linkId: ended } = await giveFull(story, ana.id, 'mia@example.test')
  await clinic.client.access.revokeLink({ linkId: ended, reason: 'left' })
  const open = await sendAccessLink(clinic, ana.id, 'rosa@example.test')
  await story.round()
  await story.round()
  const taken = () => story.endpoint.taken.length
  const actions = async () =>
    (await clinic.context.db.selectFrom('audit').select('action').where('action', 'like', 'server%').execute()).map(
      ({ action }) => action,
    )
  return { ...story, linkId, ended, open, taken, actions }
}

test('R11.1 the endpoint is told what is to stay, and once it has wiped the rest all is published anew', async () => {
  await using story = await openPublished()
  const { clinic, endpoint, linkId, ended, open } = story
  const before = endpoint.takenOf('part.put').length
  expect(await clinic.client.serverKnows.rebuild({})).toEqual({ state: 'done' })

  expect(await clinic.client.serverKnows.wipe({})).toEqual({ state: 'waiting' })
  expect(await clinic.client.serverKnows.wipe({})).toEqual({ state: 'waiting' })
  await story.round()

  const [wiped, ...more] = endpoint.takenOf('clinic.wipe')
  expect(more).toEqual([])
  expect(wiped?.links).toEqual([linkId])
  expect(wiped?.links).not.toContain(ended)
  expect(wiped?.invitations).toContain(open.id)
  expect(await clinic.client.serverKnows.rebuild({})).toMatchObject({ state: 'publishing' })
  const from = endpoint.taken.findIndex(({ body }) => body.kind === 'clinic.wipe')
  await story.round()
  const after = endpoint.taken.slice(from + 1).map(({ body }) => body)
  expect(after.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['clinic.put', 'invitation.put', 'index.put', 'link.end']),
  )
  const owners = after.flatMap((body) => (body.kind === 'index.put' ? [body.owner.id] : []))
  expect(owners).toEqual(expect.arrayContaining([linkId, open.id]))
  expect(owners).not.toContain(ended)
  expect(endpoint.takenOf('part.put').length).toBe(before * 2)
  expect(await clinic.client.serverKnows.rebuild({})).toEqual({ state: 'done' })
  expect(await story.actions()).toEqual(['server.wipeAsked', 'server.wipeAsked', 'server.wiped'])
})

test('R11.1 while something waits that the desk has not heard nothing is wiped; it is asked for again by itself', async () => {
  await using story = await openPublished()
  const { clinic, endpoint } = story
  endpoint.script.refuse = ({ body }) => (body.kind === 'clinic.wipe' ? 'eventsWait' : null)
  await clinic.client.serverKnows.wipe({})

  await story.round()

  expect(await clinic.client.serverKnows.rebuild({})).toEqual({ state: 'waiting' })
  expect(await story.actions()).toEqual(['server.wipeAsked'])
  endpoint.script.refuse = () => null
  await story.round()
  expect(endpoint.takenOf('clinic.wipe')).toHaveLength(1)
  expect(await story.actions()).toEqual(['server.wipeAsked', 'server.wiped'])
})

test('R11.1 one whose answer was lost wipes once more, and loses nothing', async () => {
  await using story = await openPublished()
  const { clinic, endpoint, linkId } = story
  await clinic.client.serverKnows.wipe({})
  endpoint.script.lose.push = 1

  await expect(story.round()).rejects.toThrow()
  await story.round()
  await story.round()

  expect(endpoint.takenOf('clinic.wipe').map(({ links }) => links)).toEqual([[linkId], [linkId]])
  const last = endpoint.taken.findLastIndex(({ body }) => body.kind === 'clinic.wipe')
  expect(endpoint.taken.slice(last).some(({ body }) => body.kind === 'index.put' && body.owner.id === linkId)).toBe(
    true,
  )
})

test('R11.1 a desk that is not paired has nothing to wipe', async () => {
  await using clinic = await openClinic()

  expect(await outcomeOf(clinic.client.serverKnows.wipe({}))).toBe('NOT_PAIRED')
  const audit = await clinic.context.db.selectFrom('audit').select('action').execute()
  expect(audit.map(({ action }) => action)).not.toContain('server.wipeAsked')
})
