import { expect, test } from 'vitest'
import { sealJson } from '../../../../shared/envelope/seal.ts'
import { readClinic } from '../../db/clinic.ts'
import { viewsOf } from '../../records/views.ts'
import { openWithBen } from '../../testing/openWithBen.ts'
import { ask, outboxIn } from '../../testing/patientActs.ts'

async function leave({ clinic, ben, linkId }: Awaited<ReturnType<typeof openWithBen>>, isForged = false) {
  const letter = { format: 1, about: 'leave', patientId: ben.id, message: '' }
  await ask(clinic, linkId, await sealJson(letter, [(await readClinic(clinic.context.db)).recipient]), isForged)
}

test('R3.5 whoever deletes their login holds the patient no more: staff are told, the log says it, the chart stays', async () => {
  await using story = await openWithBen()
  const { clinic, ben, login } = story

  await leave(story)

  const [item] = await clinic.client.inbox.list({ includeDone: false })
  expect(item?.facts).toEqual({ kind: 'left', email: login.email, isFromHolder: true })
  const [link] = await clinic.context.db.selectFrom('link').selectAll().execute()
  expect(link).toMatchObject({ ended_because: 'holder', ended_at: clinic.clock.now() })
  expect((await outboxIn(clinic)).map(({ kind }) => kind)).toContain('link.end')
  expect((await viewsOf(clinic.context, ben.id)).map(({ owner }) => owner.kind)).not.toContain('link')
  const history = await clinic.client.patients.history({ patientId: ben.id })
  expect(history.map(({ facts }) => facts)).toContainEqual({ action: 'link.left', email: login.email })
  expect(await clinic.client.patients.get({ patientId: ben.id })).toMatchObject({ givenName: 'Ben' })
})

test('R11.5 nobody else ends a link by saying that its login was deleted', async () => {
  await using story = await openWithBen()
  const { clinic, ben } = story

  await leave(story, true)

  const [item] = await clinic.client.inbox.list({ includeDone: false })
  expect(item?.facts).toMatchObject({ kind: 'left', isFromHolder: false })
  expect((await viewsOf(clinic.context, ben.id)).map(({ owner }) => owner.kind)).toContain('link')
})
