import { expect, test } from 'vitest'
import type { PatientId } from '../../../../shared/domain/ids.ts'
import { DAY } from '../../../../shared/domain/time.ts'
import { saveSynchronisedAt } from '../../db/syncState.ts'
import { viewsOf } from '../../records/views.ts'
import { openPairedClinic, sendForms } from '../../testing/deskActs.ts'
import { addIntake, outboxIn, redeem, sendAccessLink, somebody } from '../../testing/patientActs.ts'

const ANA = 'ana@example.test'

/** Ana holds her chart at limited, by a form that was sent to her. */
async function openWithLimited() {
  const clinic = await openPairedClinic()
  const form = await addIntake(clinic)
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA, birthOn: null })
  const login = await somebody(clinic, ANA)
  const linkId = await redeem(clinic, await sendForms(clinic, ana.id, [form]), login)
  const holders = async () => (await clinic.client.access.get({ patientId: ana.id })).holders
  const loginRow = () =>
    clinic.context.db.selectFrom('login').selectAll().where('id', '=', login.loginId).executeTakeFirstOrThrow()
  return { clinic, form, ana, login, linkId, holders, loginRow, [Symbol.asyncDispose]: () => clinic.close() }
}

test('R11.5 an unproven upgrade raises no link and puts no key in the place of the one that was proven', async () => {
  await using story = await openWithLimited()
  const { clinic, ana, login, linkId } = story
  const before = await story.loginRow()
  const [eve, another] = [await somebody(clinic, 'eve@example.test'), await somebody(clinic, 'x@example.test')]
  const { id } = await sendAccessLink(clinic, ana.id, ANA)
  const asAna = { ...eve, loginId: login.loginId }

  await redeem(clinic, id, asAna, { linkId, outcome: 'upgraded', macOver: { recipient: another.recipient } })

  expect(await story.holders()).toMatchObject([{ linkId, level: 'limited', email: ANA, isProven: true }])
  expect(await story.loginRow()).toEqual(before)
  expect(await viewsOf(clinic.context, ana.id)).toMatchObject([{ level: 'limited', recipients: [login.recipient] }])
})

test('R11.5 a login keeps the key that it proved: an invitation in a mailbox gives nobody its place', async () => {
  await using story = await openWithLimited()
  const { clinic, ana, login, linkId } = story
  const mallory = { ...(await somebody(clinic, ANA)), loginId: login.loginId }
  const { id } = await sendAccessLink(clinic, ana.id, ANA)

  // Whoever read the mailbox holds the secret: everything that they sign with it holds.
  await redeem(clinic, id, mallory, { linkId, outcome: 'upgraded' })

  const links = (await viewsOf(clinic.context, ana.id)).filter(({ owner }) => owner.kind === 'link')
  expect(links).toMatchObject([{ level: 'limited', recipients: [login.recipient] }])
  expect(await story.holders()).toMatchObject([{ linkId, level: 'limited' }])
})

test('R11.5 whoever holds an invitation of their own names nobody else’s key', async () => {
  await using story = await openWithLimited()
  const { clinic, login } = story
  const eve = await somebody(clinic, 'eve@example.test')
  const evesChart = await clinic.addPatient('Eve Moor', { email: eve.email, birthOn: null })
  const { id } = await sendAccessLink(clinic, evesChart.id, eve.email)

  // Ana's login and Ana's key, which everybody sees, with an e-mail of Eve's choice.
  await redeem(clinic, id, { ...eve, loginId: login.loginId, recipient: login.recipient })

  expect(await story.holders()).toMatchObject([{ email: ANA }])
  expect((await clinic.client.access.get({ patientId: evesChart.id })).holders).toMatchObject([{ isProven: false }])
})

test('R11.5 a login’s id that somebody took before is no hindrance: it is known by its key', async () => {
  await using clinic = await openPairedClinic()
  const [ana, eve] = [await somebody(clinic, ANA), await somebody(clinic, 'eve@example.test')]
  const evesChart = await clinic.addPatient('Eve Moor', { email: eve.email, birthOn: null })
  const anasChart = await clinic.addPatient('Ana Ruiz', { email: ANA, birthOn: null })
  await redeem(clinic, (await sendAccessLink(clinic, evesChart.id, eve.email)).id, { ...eve, loginId: ana.loginId })

  const first = await redeem(clinic, (await sendAccessLink(clinic, anasChart.id, ANA)).id, ana)
  const again = await sendAccessLink(clinic, anasChart.id, ANA)
  await redeem(clinic, again.id, ana, { linkId: first, outcome: 'alreadyHeld' })

  const holdersOf = async (patientId: PatientId) => (await clinic.client.access.get({ patientId })).holders
  expect(await holdersOf(anasChart.id)).toMatchObject([{ email: ANA, isProven: true, level: 'full' }])
  const { earlier } = await clinic.client.access.get({ patientId: anasChart.id })
  expect(earlier.map(({ redeemedOutcome }) => redeemedOutcome).sort(), 'each of its own').toEqual([
    'added',
    'alreadyHeld',
  ])
  expect(await holdersOf(evesChart.id)).toMatchObject([{ email: eve.email, isProven: true }])
})

test.each([{ email: 'eve@example.test' }, { invitationId: '0198f3a0-0000-7000-8000-000000000009' }])(
  'R11.5 a proof of %o is none of this redemption',
  async (macOver) => {
    await using story = await openWithLimited()
    const { clinic, ana, login, linkId } = story
    const { id } = await sendAccessLink(clinic, ana.id, ANA)

    await redeem(clinic, id, login, { linkId, outcome: 'upgraded', macOver })

    expect(await story.holders()).toMatchObject([{ linkId, level: 'limited' }])
  },
)

test('R11.6 a key to which nothing can be sealed is proven by nothing', async () => {
  await using story = await openWithLimited()
  const { clinic, ana } = story
  const nobody = { ...(await somebody(clinic, 'q@example.test')), recipient: `age1${'q'.repeat(58)}` }
  const { id } = await sendAccessLink(clinic, ana.id, ANA)

  await redeem(clinic, id, nobody)

  expect(await story.holders()).toMatchObject([{ isProven: true }, { isProven: false, safetyWords: null }])
  expect(await viewsOf(clinic.context, ana.id)).toHaveLength(1)
})

test('R11.5 a redemption that was not proven spends nothing: who holds the secret still comes in by it', async () => {
  await using story = await openWithLimited()
  const { clinic, ana, login, linkId } = story
  const { id } = await sendAccessLink(clinic, ana.id, ANA)
  const eve = await somebody(clinic, 'eve@example.test')
  await redeem(clinic, id, eve, { macOver: { recipient: login.recipient } })

  await redeem(clinic, id, login, { linkId, outcome: 'upgraded' })

  expect(await story.holders()).toMatchObject([
    { email: ANA, level: 'full', isProven: true },
    { email: 'eve@example.test', isProven: false },
  ])
})

test('R4.8 an upgrade by an invitation that was ended here raises nothing and ends nothing', async () => {
  await using story = await openWithLimited()
  const { clinic, ana, login, linkId } = story
  const { id } = await sendAccessLink(clinic, ana.id, ANA)
  await clinic.client.access.revokeInvitation({ invitationId: id, reason: '' })

  await redeem(clinic, id, { ...login, email: 'new@example.test' }, { linkId, outcome: 'upgraded' })

  expect(await story.holders()).toMatchObject([{ linkId, level: 'limited', email: ANA }])
  expect((await outboxIn(clinic)).filter(({ kind }) => kind === 'link.end')).toEqual([])
})

test('R3.1 a link that is full stays full when a form is redeemed through it; one that had ended begins at limited', async () => {
  await using story = await openWithLimited()
  const { clinic, ana, form, login, linkId } = story
  const { id } = await sendAccessLink(clinic, ana.id, ANA)
  await redeem(clinic, id, login, { linkId, outcome: 'upgraded' })

  await redeem(clinic, await sendForms(clinic, ana.id, [form]), login, { linkId, outcome: 'alreadyHeld' })
  expect(await story.holders()).toMatchObject([{ linkId, level: 'full' }])
  await clinic.client.access.revokeLink({ linkId, reason: 'By request' })
  expect(await story.holders()).toEqual([])
  await redeem(clinic, await sendForms(clinic, ana.id, [form]), login, { linkId })

  expect(await story.holders()).toMatchObject([{ linkId, level: 'limited' }])
  const row = await clinic.context.db.selectFrom('link').selectAll().where('id', '=', linkId).executeTakeFirst()
  expect(row, 'nor is it said why it ended').toMatchObject({ ended_because: null, end_reason: null })
})

test('R11.5 a link of another patient, or of another login, is not taken over', async () => {
  await using story = await openWithLimited()
  const { clinic, ana, login, linkId } = story
  const ben = await clinic.addPatient('Ben Okoro', { email: 'ben@example.test', birthOn: null })
  const forBen = await sendAccessLink(clinic, ben.id, 'ben@example.test')
  const forAna = await sendAccessLink(clinic, ana.id, ANA)

  await redeem(clinic, forBen.id, login, { linkId })
  await redeem(clinic, forAna.id, await somebody(clinic, 'eve@example.test'), { linkId })

  expect(await story.holders()).toMatchObject([{ linkId, level: 'limited', email: ANA }])
  expect((await clinic.client.access.get({ patientId: ben.id })).holders).toEqual([])
  const passedOver = clinic.logLines.filter(({ facts }) => facts['because'] === 'linkOfSomebodyElse')
  expect(passedOver).toHaveLength(2)
})

test('R4.7 a login that comes with a new address is known by it from then on', async () => {
  await using story = await openWithLimited()
  const { clinic, ana, login, linkId } = story
  const { id } = await sendAccessLink(clinic, ana.id, ANA)

  await redeem(clinic, id, { ...login, email: 'ana.new@example.test' }, { linkId, outcome: 'upgraded' })

  expect(await story.holders()).toMatchObject([{ linkId, level: 'full', email: 'ana.new@example.test' }])
})

test('R4.2, R11.5 an Access Link that has expired opens nothing, whatever the endpoint lets through', async () => {
  await using story = await openWithLimited()
  const { clinic, ana, login, linkId } = story
  const { id } = await sendAccessLink(clinic, ana.id, ANA)
  clinic.later(6 * DAY)

  await redeem(clinic, id, login, { linkId, outcome: 'upgraded' })

  expect(await story.holders()).toMatchObject([{ linkId, level: 'limited' }])
})

test('R4.2, R11.5 nor does one that the endpoint says was redeemed in time, once a later round did not bring it', async () => {
  await using story = await openWithLimited()
  const { clinic, ana, login, linkId } = story
  const { id } = await sendAccessLink(clinic, ana.id, ANA)
  const inTime = clinic.clock.now()
  clinic.later(6 * DAY)
  await saveSynchronisedAt(clinic.context.db, clinic.clock.now())

  await redeem(clinic, id, login, { linkId, outcome: 'upgraded', at: inTime })

  expect(await story.holders()).toMatchObject([{ linkId, level: 'limited' }])
})

test('R4.2 what was redeemed in time counts, however late the desk hears of it', async () => {
  await using story = await openWithLimited()
  const { clinic, ana, login, linkId } = story
  const { id } = await sendAccessLink(clinic, ana.id, ANA)
  const inTime = clinic.clock.now()
  clinic.later(20 * DAY)

  await redeem(clinic, id, login, { linkId, outcome: 'upgraded', at: inTime })

  expect(await story.holders()).toMatchObject([{ linkId, level: 'full' }])
})
