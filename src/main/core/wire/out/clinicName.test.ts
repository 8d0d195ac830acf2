import { expect, test } from 'vitest'
import { openWithEndpoint, type PairedStory } from '../../testing/openWithEndpoint.ts'
import { outboxIn } from '../../testing/patientActs.ts'
import { publishEverything } from '../publishEverything.ts'

async function choose({ clinic }: PairedStory, shortName: string | null) {
  const { version } = await clinic.client.settings.get()
  return clinic.client.settings.save({ seenVersion: version, changes: { shortName } })
}

const settingsOf = ({ clinic }: PairedStory) => clinic.client.settings.get()

test('R4.5 a chosen name is said to be in use once the endpoint has taken it', async () => {
  await using story = await openWithEndpoint()
  const long = /^https:\/\/portal\.example\/c\/[0-9a-f-]{36}\/code$/
  expect(await settingsOf(story)).toMatchObject({ shortName: null, shortNameState: 'none' })

  const saved = await choose(story, 'elm-street')
  expect(saved).toMatchObject({ shortName: 'elm-street', shortNameState: 'waiting' })
  expect(saved.codePageUrl).toMatch(long)
  await story.round()

  expect(story.endpoint.takenOf('clinic.name')).toEqual([{ kind: 'clinic.name', name: 'elm-street' }])
  expect(await settingsOf(story)).toMatchObject({
    ...{ shortName: 'elm-street', shortNameState: 'published' },
    codePageUrl: 'https://portal.example/elm-street',
  })
  await choose(story, null)
  await story.round()
  expect(await settingsOf(story)).toMatchObject({ shortName: null, shortNameState: 'none' })
  expect((await settingsOf(story)).codePageUrl).toMatch(long)
})

test('R4.5 of a name that another clinic has Settings say so, and the one before goes on being said', async () => {
  await using story = await openWithEndpoint()
  await choose(story, 'elm-street')
  await story.round()
  story.endpoint.script.refuse = ({ body }) =>
    body.kind === 'clinic.name' && body.name === 'oak-street' ? 'nameTaken' : null

  await choose(story, 'oak-street')
  await story.round()

  expect(await settingsOf(story)).toMatchObject({
    ...{ shortName: 'oak-street', shortNameState: 'taken' },
    codePageUrl: 'https://portal.example/elm-street',
  })
  expect((await outboxIn(story.clinic)).filter(({ kind }) => kind === 'clinic.name')).toEqual([])
  await choose(story, 'oak-lane')
  expect(await settingsOf(story)).toMatchObject({ shortNameState: 'waiting' })
  await story.round()
  expect(await settingsOf(story)).toMatchObject({ codePageUrl: 'https://portal.example/oak-lane' })
})

test('R4.5 whoever publishes everything again publishes the name again, and says it once it is taken', async () => {
  await using story = await openWithEndpoint()
  await choose(story, 'elm-street')
  await story.round()

  story.endpoint.script.refuse = ({ body }) => (body.kind === 'clinic.name' ? 'nameTaken' : null)
  await story.clinic.context.db.transaction().execute((tx) => publishEverything(tx, story.clinic.context))
  await story.round()

  expect(await settingsOf(story)).toMatchObject({ shortName: 'elm-street', shortNameState: 'taken' })
  expect((await settingsOf(story)).codePageUrl).toContain('/c/')
})

test('R4.5 a name that is none is refused at the desk', async () => {
  await using story = await openWithEndpoint()
  await expect(choose(story, 'api')).rejects.toMatchObject({ code: 'BAD_REQUEST' })
})
