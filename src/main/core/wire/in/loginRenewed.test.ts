import { expect, test } from 'vitest'
import { AssignmentId } from '../../../../shared/domain/ids.ts'
import { viewsOf } from '../../records/views.ts'
import { changePatient, openPairedClinic, outcomeOf, sendForms } from '../../testing/deskActs.ts'
import type { TestClinic } from '../../testing/openClinic.ts'
import { ANA, openWithLost } from '../../testing/openWithLost.ts'
import {
  addIntake,
  mailsIn,
  outboxIn,
  redeem,
  renew,
  sendAccessLink,
  somebody,
  submit,
} from '../../testing/patientActs.ts'

/** A lost password, renewed by a new Access Link: decision 0026. */
const endedIn = async (clinic: TestClinic) =>
  (await outboxIn(clinic)).flatMap(({ kind, body }) => (kind === 'link.end' ? [body.id] : []))

async function newestAssignment({ client }: TestClinic): Promise<AssignmentId> {
  return AssignmentId.parse((await client.forms.assignments())[0]?.id)
}

test('R4.7 a lost password that is renewed gives this one patient to the new key, and nothing to the one before', async () => {
  await using story = await openWithLost()
  const { clinic, ana, sam, anew } = story

  const linkId = await renew(clinic, story.invitationId, anew)

  expect(await story.keysOf(ana.id)).toEqual([anew.recipient])
  expect(await story.keysOf(sam.id)).toEqual([])
  const [own, child] = [await story.access(ana.id), await story.access(sam.id)]
  expect(own).toMatchObject({ holders: [{ linkId, email: ANA, level: 'full', isProven: true }], suspended: [] })
  expect(own.earlier[0]).toMatchObject({ redeemedOutcome: 'renewed', redeemedBy: ANA })
  expect(child).toMatchObject({ holders: [], suspended: [{ email: ANA, level: 'full', at: clinic.clock.now() }] })
  expect(await story.renewed()).toMatchObject([
    {
      patientName: 'Ana Ruiz',
      liveLinkId: linkId,
      facts: { email: ANA, invitationId: story.invitationId },
      renewal: { state: 'stands', waiting: [{ patientId: sam.id, patientName: 'Sam Ruiz', level: 'full' }] },
    },
  ])
  expect([await endedIn(clinic), await story.restores()], 'at the endpoint all stays as it was').toEqual([[], []])
  const told = (await mailsIn(clinic)).filter((mail) => mail.kind === 'linkAdded' || mail.kind === 'linkEnded')
  expect(told, 'nobody new sees anything').toEqual([])
})

test('R9.1 whose password was renewed is told by one e-mail at the login’s own address, which names nobody', async () => {
  await using story = await openWithLost()
  const { clinic, ana, anew } = story
  const told = async () => (await mailsIn(clinic)).filter(({ kind }) => kind === 'passwordRenewed')

  const linkId = await renew(clinic, story.invitationId, anew)
  await renew(clinic, story.invitationId, anew, { linkId })

  expect(await told()).toMatchObject([
    {
      recipient_email: ANA,
      patient_id: ana.id,
      state: 'waiting',
      subject: 'Your password has changed · Harbour Clinic',
    },
  ])
  expect((await told()).map(({ content_json }) => content_json).join()).not.toMatch(/Ana R|Sam/)
})

test('R5.2 each other patient is given back by an invitation of their own', async () => {
  await using story = await openWithLost()
  const { clinic, sam, anew } = story
  await renew(clinic, story.invitationId, anew)

  await redeem(clinic, (await sendAccessLink(clinic, sam.id, ANA)).id, anew)

  expect(await story.keysOf(sam.id)).toEqual([anew.recipient])
  expect((await story.access(sam.id)).suspended).toEqual([])
  expect(await story.renewed()).toMatchObject([{ renewal: { state: 'stands', waiting: [] } }])
})

test('R4.8 “It was not them” puts the login back with all that it held, and ends whatever the new key came to', async () => {
  await using story = await openWithLost()
  const { clinic, ana, sam, before, anew } = story
  const linkId = await renew(clinic, story.invitationId, anew)
  const childLinkId = await redeem(clinic, (await sendAccessLink(clinic, sam.id, ANA)).id, anew)
  const id = (await story.renewed())[0]?.id ?? ''

  await clinic.client.inbox.restoreLogin({ id })

  expect(await story.keysOf(ana.id)).toEqual([before.recipient])
  expect(await story.keysOf(sam.id)).toEqual([before.recipient])
  expect((await story.access(sam.id)).holders).toMatchObject([{ linkId: story.childLinkId }])
  expect(await story.restores()).toEqual([{ invitationId: story.invitationId }])
  expect((await endedIn(clinic)).sort()).toEqual([linkId, childLinkId].sort())
  expect(await story.renewed()).toMatchObject([
    { doneAt: clinic.clock.now(), liveLinkId: null, renewal: { state: 'takenBack' } },
  ])
  const history = await clinic.context.db
    .selectFrom('audit')
    .select('action')
    .where('patient_id', '=', sam.id)
    .where('action', 'in', ['link.suspended', 'login.restored'])
    .orderBy('seq')
    .execute()
  expect(history.map(({ action }) => action)).toEqual(['link.suspended', 'login.restored', 'login.restored'])

  const rows = await outboxIn(clinic)
  await clinic.client.inbox.restoreLogin({ id })
  expect(await outboxIn(clinic), 'a second time changes nothing').toEqual(rows)
  await renew(clinic, story.invitationId, anew, { linkId })
  expect(await story.keysOf(ana.id), 'nor does the same event once more').toEqual([before.recipient])
})

test('R3.5 what staff revoke of a suspended access stays revoked when the login is put back', async () => {
  await using story = await openWithLost()
  const { clinic, sam, anew } = story
  await renew(clinic, story.invitationId, anew)
  await clinic.client.access.revokeLink({ linkId: story.childLinkId, reason: 'No longer a patient' })
  expect((await story.access(sam.id)).suspended).toEqual([])

  await clinic.client.inbox.restoreLogin({ id: (await story.renewed())[0]?.id ?? '' })

  expect(await story.keysOf(sam.id)).toEqual([])
  expect(await endedIn(clinic)).toContain(story.childLinkId)
})

test('R4.8 a password that was renewed twice is taken back from its newer line', async () => {
  await using story = await openWithLost()
  const { clinic, ana, anew } = story
  const { inbox } = clinic.client
  await renew(clinic, story.invitationId, anew)
  const older = (await story.renewed())[0]?.id ?? ''
  await renew(clinic, (await sendAccessLink(clinic, ana.id, ANA)).id, await somebody(clinic, ANA))
  const items = await story.renewed()
  const newer = items.find(({ id }) => id !== older)
  expect(newer?.renewal?.state).toBe('stands')
  expect(items.find(({ id }) => id === older)?.renewal?.state).toBe('renewedSince')

  expect(await outcomeOf(inbox.restoreLogin({ id: older }))).toBe('RENEWED_SINCE')
  await inbox.restoreLogin({ id: newer?.id ?? '' })
  expect(await story.keysOf(ana.id)).toEqual([anew.recipient])
  await inbox.restoreLogin({ id: older })
  expect(await story.keysOf(ana.id)).toEqual([story.before.recipient])
})

test('R3.2 what was sent through the login before is its person’s still, of a patient that it is given', async () => {
  await using story = await openWithLost()
  const { clinic, ana, anew } = story
  await sendForms(clinic, ana.id, [await addIntake(clinic)])
  const own = await submit(clinic, story.linkId, await newestAssignment(clinic))
  const submissions = async () =>
    (await viewsOf(clinic.context, ana.id)).flatMap(({ owner, items }) =>
      owner.kind === 'link' ? items.flatMap((item) => (item.kind === 'submission' ? [item.submission.id] : [])) : [],
    )

  await renew(clinic, story.invitationId, anew)
  expect(await submissions()).toEqual([own])
  await clinic.client.inbox.restoreLogin({ id: (await story.renewed())[0]?.id ?? '' })
  expect(await submissions()).toEqual([own])
})

test('R3.2 what somebody sent who never showed that the e-mail is theirs goes to nobody else', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: 'luis@example.test', birthOn: null })
  // By a link that went to Luis, somebody makes a login with Ana's address.
  const other = await somebody(clinic, ANA)
  const linkId = await redeem(clinic, await sendForms(clinic, ana.id, [await addIntake(clinic)]), other)
  await submit(clinic, linkId, await newestAssignment(clinic))
  await changePatient(clinic, ana.id, { email: ANA })

  await renew(clinic, (await sendAccessLink(clinic, ana.id, ANA)).id, await somebody(clinic, ANA))

  const views = await viewsOf(clinic.context, ana.id)
  expect(views).toMatchObject([{ level: 'full' }])
  expect(views.flatMap(({ items }) => items.filter(({ kind }) => kind === 'submission'))).toEqual([])
})

test('R4.7 an e-mail that had no login is told of as any other that redeems', async () => {
  await using clinic = await openPairedClinic()
  const ben = await clinic.addPatient('Ben Okoro', { email: 'ben@example.test', birthOn: null })
  const { id } = await sendAccessLink(clinic, ben.id, 'ben@example.test')

  await renew(clinic, id, await somebody(clinic, 'ben@example.test'))

  const items = await clinic.client.inbox.list({ includeDone: false })
  expect(items.map(({ facts }) => facts)).toMatchObject([{ kind: 'redeemed', email: 'ben@example.test' }])
  expect((await mailsIn(clinic)).map(({ kind }) => kind)).toEqual(['accessLink'])
  expect(await outcomeOf(clinic.client.inbox.restoreLogin({ id: items[0]?.id ?? '' }))).toBe('NOT_FOUND')
})
