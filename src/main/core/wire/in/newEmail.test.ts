import { expect, test } from 'vitest'
import { sealJson } from '../../../../shared/envelope/seal.ts'
import { readClinic } from '../../db/clinic.ts'
import { sendForms } from '../../testing/deskActs.ts'
import { openWithBen } from '../../testing/openWithBen.ts'
import { ask, outboxIn } from '../../testing/patientActs.ts'

const NEW = 'ben.okoro@example.test'

type Story = Awaited<ReturnType<typeof openWithBen>>

async function takesAnother({ clinic, ben, login, linkId }: Story, isForged = false) {
  const letter = { format: 1, about: 'newEmail', patientId: ben.id, was: login.email, email: NEW, message: '' }
  await ask(clinic, linkId, await sealJson(letter, [(await readClinic(clinic.context.db)).recipient]), isForged)
}

async function formsOf({ clinic, linkId }: Story): Promise<string[]> {
  const { items } = await clinic.client.access.seeAs({ linkId })
  return items.flatMap(({ item }) => (item.kind === 'form' ? [item.because] : []))
}

test('R4.8 a login that takes another address is shown with it, and what the former one verified decides nothing', async () => {
  await using story = await openWithBen()
  const { clinic, ben, login } = story
  await sendForms(clinic, ben.id, [story.form])
  const before = await formsOf(story)
  await clinic.context.db.deleteFrom('outbox').execute()

  await takesAnother(story)

  const [item] = await clinic.client.inbox.list({ includeDone: false })
  expect(item?.facts).toEqual({ kind: 'newEmail', email: login.email, newEmail: NEW, isFromHolder: true })
  const rows = await clinic.context.db.selectFrom('login').select(['email', 'email_key']).execute()
  expect(rows).toEqual([{ email: NEW, email_key: NEW }])
  const history = await clinic.client.patients.history({ patientId: ben.id })
  const fact = { action: 'login.newEmail', email: login.email, newEmail: NEW }
  expect(history.map(({ facts }) => facts)).toContainEqual(fact)
  expect(before.toSorted()).toEqual(['sentToThisLogin', 'sentToVerifiedEmail'])
  expect(await formsOf(story)).toEqual(['sentToThisLogin'])
  expect((await outboxIn(clinic)).map(({ kind }) => kind)).toContain('records.put')
  expect(await clinic.client.patients.get({ patientId: ben.id })).toMatchObject({ email: login.email })
})

test('R11.5 nobody else gives a login another address, and staff are told that somebody tried', async () => {
  await using story = await openWithBen()
  const { clinic, login } = story

  await takesAnother(story, true)

  const [item] = await clinic.client.inbox.list({ includeDone: false })
  expect(item?.facts).toMatchObject({ kind: 'newEmail', newEmail: NEW, isFromHolder: false })
  const rows = await clinic.context.db.selectFrom('login').select('email').execute()
  expect(rows).toEqual([{ email: login.email }])
})
