import { expect, test } from 'vitest'
import { LinkId } from '../../../../shared/domain/ids.ts'
import { ANA, giveFull, openWithAna } from '../../testing/openWithAna.ts'
import { outboxIn } from '../../testing/patientActs.ts'
import { enqueue } from '../enqueue.ts'
import { linkLevel } from './linkLevel.ts'

test('R11.6 of a link that the endpoint has forgotten nothing is left to lower, and nothing is left to settle', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  const { linkId } = await giveFull(story, ana.id, ANA)
  await story.round()
  const unknown = LinkId.parse(clinic.ids())
  endpoint.script.refuse = ({ body }) => {
    if (body.kind !== 'link.level') return null
    return body.id === unknown ? 'unknownLink' : 'notAnAgeFile'
  }
  await clinic.context.db.transaction().execute(async (tx) => {
    await enqueue(tx, clinic.context, linkLevel, { id: unknown, level: 'limited' })
    await enqueue(tx, clinic.context, linkLevel, { id: linkId, level: 'limited' })
  })

  await story.round()

  const left = (await outboxIn(clinic)).filter(({ kind }) => kind === 'link.level')
  expect(left).toMatchObject([{ state: 'refused', reason: 'notAnAgeFile' }])
})
