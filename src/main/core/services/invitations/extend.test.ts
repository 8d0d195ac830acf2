import { expect, test } from 'vitest'
import { InvitationId } from '../../../../shared/domain/ids.ts'
import { DAY, plusMilliseconds } from '../../../../shared/domain/time.ts'
import { openPairedClinic, sendForms } from '../../testing/deskActs.ts'
import { openWithEndpoint } from '../../testing/openWithEndpoint.ts'
import { addIntake, outboxIn, prepareAccess, receive } from '../../testing/patientActs.ts'

const ANA = 'ana@example.test'

test('R4.2 staff extend Smart Forms before they expire and after: 30 days more, from now at the least', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  const id = await sendForms(clinic, ana.id, [await addIntake(clinic)])
  const form = async () => (await clinic.client.forms.ofPatient({ patientId: ana.id })).assignments[0]
  const before = (await form())?.invitation?.expiresAt

  const first = await clinic.client.forms.extend({ id })
  expect(first.expiresAt).toBe(before && plusMilliseconds(before, 30 * DAY))
  clinic.later(91 * DAY)
  expect((await form())?.state).toBe('expired')
  const second = await clinic.client.forms.extend({ id })

  expect(second.expiresAt).toBe(plusMilliseconds(clinic.clock.now(), 30 * DAY))
  expect(await form()).toMatchObject({ state: 'pending', invitation: { id, expiresAt: second.expiresAt } })
  expect((await outboxIn(clinic)).at(-1)?.kind).toBe('records.put')
  const history = await clinic.client.patients.history({ patientId: ana.id })
  expect(history.filter(({ facts }) => facts.action === 'invitation.extended')).toHaveLength(2)
})

test('R4.2 what staff have extended is not shortened when it is opened', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  const id = await sendForms(clinic, ana.id, [await addIntake(clinic)])
  await clinic.client.forms.extend({ id })
  const { expiresAt } = await clinic.client.forms.extend({ id })

  await receive(clinic, { kind: 'invitation.opened', invitationId: id, expiresAt })

  const { assignments } = await clinic.client.forms.ofPatient({ patientId: ana.id })
  expect(assignments[0]).toMatchObject({ state: 'inProgress', invitation: { expiresAt } })
})

test('R4.2 no Access Link is extended, and nothing that staff had ended', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  const access = await prepareAccess(clinic, ana.id, ANA)
  const id = InvitationId.parse(await sendForms(clinic, ana.id, [await addIntake(clinic)]))
  await clinic.client.access.revokeInvitation({ invitationId: id, reason: '' })

  for (const each of [access.id, id]) {
    await expect(clinic.client.forms.extend({ id: each })).rejects.toMatchObject({ code: 'INVITATION_CLOSED' })
  }
  const { assignments } = await clinic.client.forms.ofPatient({ patientId: ana.id })
  expect(assignments[0]?.invitation).toBeNull()
})

test('R4.2, R4.6 the endpoint hears of the later end, and gets what the invitee may see once more', async () => {
  await using story = await openWithEndpoint()
  const { clinic, endpoint } = story
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  const id = await sendForms(clinic, ana.id, [await addIntake(clinic)])
  await story.round()
  clinic.later(61 * DAY)
  const before = endpoint.taken.length

  const { expiresAt } = await clinic.client.forms.extend({ id })
  await story.round()

  const since = endpoint.taken.slice(before).map(({ body }) => body)
  expect(since).toContainEqual(expect.objectContaining({ kind: 'invitation.put', id, expiresAt }))
  expect(since.map(({ kind }) => kind)).toContain('index.put')
})
