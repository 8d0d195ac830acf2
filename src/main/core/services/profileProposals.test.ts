import { expect, test } from 'vitest'
import type { ProfileSeen, ProfileValues } from '../../../shared/domain/profileProposals.ts'
import { sealJson } from '../../../shared/envelope/seal.ts'
import { readClinic } from '../db/clinic.ts'
import { viewsOf } from '../records/views.ts'
import { openWithBen } from '../testing/openWithBen.ts'
import { ask, outboxIn } from '../testing/patientActs.ts'

type Story = Awaited<ReturnType<typeof openWithBen>>

async function propose(
  { clinic, ben, linkId }: Story,
  changes: ProfileValues | Record<string, string>,
  {
    saw = {},
    patientId = ben.id,
    isForged = false,
  }: { saw?: ProfileSeen; patientId?: string; isForged?: boolean } = {},
) {
  const letter = { format: 1, about: 'profile', patientId, changes, saw, message: '' }
  await ask(clinic, linkId, await sealJson(letter, [(await readClinic(clinic.context.db)).recipient]), isForged)
  const [item] = await clinic.client.inbox.list({ includeDone: false })
  return item
}

test('R8.4 a proposal waits in the Inbox, and changes nothing of the chart', async () => {
  await using story = await openWithBen()
  const { clinic, ben } = story

  const item = await propose(story, { phone: '604 555 0199', familyName: 'Okoro-Lang' }, { saw: { phone: null } })

  expect(item?.facts).toMatchObject({
    ...{ kind: 'profile', isFromHolder: true, saw: { phone: null }, outcome: {} },
    changes: { phone: '604 555 0199', familyName: 'Okoro-Lang' },
  })
  expect(await clinic.client.patients.get({ patientId: ben.id })).toMatchObject({ phone: null, familyName: 'Okoro' })
})

test('R8.4 the desk takes each field or not, it is in the log, and the patient sees what became of it', async () => {
  await using story = await openWithBen()
  const { clinic, ben } = story
  const item = await propose(story, { phone: '604 555 0199', familyName: 'Okoro-Lang' })
  const id = item?.id ?? ''
  const before = await outboxIn(clinic)
  const { version } = await clinic.client.patients.get({ patientId: ben.id })

  await clinic.client.inbox.takeProfile({ id, seenVersion: version, take: ['phone'] })

  expect(await clinic.client.patients.get({ patientId: ben.id })).toMatchObject({
    ...{ phone: '604 555 0199', familyName: 'Okoro' },
  })
  const [view] = await viewsOf(clinic.context, ben.id)
  expect(view?.proposals).toMatchObject([
    { outcome: { phone: 'taken', familyName: 'left' }, decidedAt: clinic.clock.now() },
  ])
  expect(before.map(({ kind }) => kind)).toContain('records.put')
  expect(await clinic.client.inbox.list({ includeDone: false })).not.toContainEqual(expect.objectContaining({ id }))
  const facts = (await clinic.client.patients.history({ patientId: ben.id })).map((line) => line.facts)
  expect(facts).toContainEqual({ action: 'patient.changed', fields: ['phone'] })
  expect(facts).toContainEqual({ action: 'inbox.settled', kind: 'profile' })
})

test('R10.7 what was looked at beside an older chart is not taken, and stays open', async () => {
  await using story = await openWithBen()
  const { clinic, ben } = story
  const item = await propose(story, { phone: '604 555 0199' })
  const id = item?.id ?? ''
  const { version } = await clinic.client.patients.get({ patientId: ben.id })
  await clinic.client.patients.change({ id: ben.id, seenVersion: version, changes: { phone: '604 555 0100' } })

  await expect(clinic.client.inbox.takeProfile({ id, seenVersion: version, take: ['phone'] })).rejects.toMatchObject({
    code: 'CHANGED_MEANWHILE',
  })

  expect(await clinic.client.patients.get({ patientId: ben.id })).toMatchObject({ phone: '604 555 0100' })
  expect(await clinic.client.inbox.list({ includeDone: false })).toContainEqual(expect.objectContaining({ id }))
})

test('R11.5 what the login did not write, or wrote for another patient, is told and cannot be taken', async () => {
  await using story = await openWithBen()
  const { clinic } = story
  const other = await clinic.addPatient('Ana Ruiz')

  for (const how of [{ isForged: true }, { patientId: other.id }]) {
    const item = await propose(story, { phone: '604 555 0199' }, how)
    expect(item?.facts).toMatchObject({ kind: 'profile', isFromHolder: false })
    await expect(
      clinic.client.inbox.takeProfile({ id: item?.id ?? '', seenVersion: 1, take: ['phone'] }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await clinic.client.inbox.settle({ id: item?.id ?? '' })
  }
})

test('R8.4 a proposal is settled by taking or leaving, and by nothing else', async () => {
  await using story = await openWithBen()
  const item = await propose(story, { phone: '604 555 0199' })

  await expect(story.clinic.client.inbox.settle({ id: item?.id ?? '' })).rejects.toMatchObject({ code: 'TO_DECIDE' })
})

test('section 12: what is no telephone number cannot be read as a proposal, and nothing is lost', async () => {
  await using story = await openWithBen()

  const item = await propose(story, { phone: 'call me' })

  expect(item?.facts).toMatchObject({ kind: 'request', isReadable: false })
})
