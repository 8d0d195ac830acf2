import { expect, test } from 'vitest'
import { LinkId } from '../../../../shared/domain/ids.ts'
import { openPairedClinic, sendForms } from '../../testing/deskActs.ts'
import { addIntake, prepareAccess, redeem, sendAccessLink, somebody } from '../../testing/patientActs.ts'

const ANA = 'ana@example.test'
const SAM = 'sam@example.test'

test('R4.8 an Access Link that was redeemed as somebody else says both, and is ended from the Inbox', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  const sent = await sendAccessLink(clinic, ana.id, ANA)

  const linkId = await redeem(clinic, sent.id, await somebody(clinic, SAM))

  const { earlier, holders } = await clinic.client.access.get({ patientId: ana.id })
  expect(earlier).toMatchObject([{ sentTo: ANA, redeemedBy: SAM, redeemedWith: 'link' }])
  expect(holders).toMatchObject([{ email: SAM, sentElsewhere: ANA }])
  expect(await clinic.client.inbox.list({ includeDone: false })).toMatchObject([
    { facts: { kind: 'redeemed', email: SAM, sentTo: ANA, linkId }, liveLinkId: linkId },
  ])
  await clinic.client.access.revokeLink({ linkId, reason: 'Redeemed by the wrong person' })
  expect(await clinic.client.inbox.list({ includeDone: false })).toMatchObject([{ liveLinkId: null }])
})

test('R4.8 so does a Smart Form link', async () => {
  await using clinic = await openPairedClinic()
  const form = await addIntake(clinic)
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })

  const linkId = await redeem(clinic, await sendForms(clinic, ana.id, [form]), await somebody(clinic, SAM))

  const { earlier, holders } = await clinic.client.access.get({ patientId: ana.id })
  expect(earlier).toMatchObject([{ kind: 'form', sentTo: ANA, redeemedBy: SAM }])
  expect(holders).toMatchObject([{ email: SAM, level: 'limited', sentElsewhere: ANA }])
  expect(await clinic.client.inbox.list({ includeDone: false })).toMatchObject([
    { facts: { sentTo: ANA }, liveLinkId: linkId },
  ])
})

test('R4.8 nothing is said of a spelling, nor of a code that was read aloud and never sent', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  const spoken = await prepareAccess(clinic, ana.id, ANA)
  await redeem(clinic, spoken.id, await somebody(clinic, SAM), { by: 'code' })
  const sent = await sendAccessLink(clinic, ana.id, 'Ana@Example.test')

  await redeem(clinic, sent.id, await somebody(clinic, ANA))

  const { earlier, holders } = await clinic.client.access.get({ patientId: ana.id })
  expect(holders).toMatchObject([{ sentElsewhere: null }, { sentElsewhere: null }])
  expect(earlier.find(({ id }) => id === spoken.id)).toMatchObject({ sentTo: null, redeemedWith: 'code' })
})

test('R4.8 a form that goes to the right address later does not hide to whom full access had gone', async () => {
  await using clinic = await openPairedClinic()
  const form = await addIntake(clinic)
  const ana = await clinic.addPatient('Ana Ruiz', { email: SAM })
  const login = await somebody(clinic, SAM)
  const linkId = await redeem(clinic, (await sendAccessLink(clinic, ana.id, ANA)).id, login)
  const holder = async () => (await clinic.client.access.get({ patientId: ana.id })).holders[0]

  const again = { linkId: LinkId.parse(linkId), outcome: 'alreadyHeld' } as const
  await redeem(clinic, await sendForms(clinic, ana.id, [form]), login, again)
  expect(await holder()).toMatchObject({ level: 'full', sentElsewhere: ANA })

  await redeem(clinic, (await sendAccessLink(clinic, ana.id, SAM)).id, login, again)
  expect(await holder()).toMatchObject({ level: 'full', sentElsewhere: null })
})

test('R5.3 full access is said to come by the Access Link that gave it, whatever form was sent since', async () => {
  await using clinic = await openPairedClinic()
  const form = await addIntake(clinic)
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  const login = await somebody(clinic, ANA)
  const linkId = await redeem(clinic, (await sendAccessLink(clinic, ana.id, ANA)).id, login)
  clinic.clock.advance(1_000)

  await redeem(clinic, await sendForms(clinic, ana.id, [form]), login, { linkId, outcome: 'alreadyHeld' })

  const { holders } = await clinic.client.access.get({ patientId: ana.id })
  expect(holders).toMatchObject([{ level: 'full', by: { kind: 'access' } }])
})
