import { expect, test } from 'vitest'
import { CalendarDay } from '../../../../shared/domain/time.ts'
import { openPairedClinic } from '../../testing/deskActs.ts'
import { mailsIn, prepareAccess, redeem, sendAccessLink, somebody } from '../../testing/patientActs.ts'

const ANA = 'ana@example.test'
const LUIS = 'luis@example.test'
const born = (text: string) => ({ birthOn: CalendarDay.parse(text) })

test('R5.1, R5.3 the family: charts with one e-mail, and those whom the same login holds', async () => {
  await using clinic = await openPairedClinic()
  const tom = await clinic.addPatient('Tom Ruiz', { email: ANA, ...born('2019-07-03') })
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA, ...born('1985-03-12') })
  const sam = await clinic.addPatient('Sam Lee', born('2021-01-01'))
  await clinic.addPatient('Ben Okafor', { email: 'ben@example.test' })
  const mother = await somebody(clinic, ANA)
  for (const { id } of [tom, sam]) await redeem(clinic, (await sendAccessLink(clinic, id, ANA)).id, mother)

  const family = await clinic.client.access.family({ patientId: tom.id })

  expect(family.others.map(({ patient, sharesEmail, heldBy }) => [patient.id, sharesEmail, heldBy])).toEqual([
    [ana.id, true, []],
    [sam.id, false, [ANA]],
  ])
  expect(family.holders.map(({ email }) => email)).toEqual([ANA])
  const history = await clinic.client.patients.history({ patientId: tom.id })
  expect(history.map(({ facts }) => facts.action)).toContain('access.read')
})

test('R5.3 who comes of age: the links from before are shown, until staff end them with a reason', async () => {
  await using clinic = await openPairedClinic({ at: '2026-03-02T09:00:00.000Z' })
  const tom = await clinic.addPatient('Tom Ruiz', born('2010-03-05'))
  const mother = await redeem(clinic, (await sendAccessLink(clinic, tom.id, ANA)).id, await somebody(clinic, ANA))
  const due = async () => (await clinic.client.access.family({ patientId: tom.id })).fromChildhood
  expect(await due()).toEqual([])

  clinic.later(4 * 86_400_000)
  await redeem(clinic, (await sendAccessLink(clinic, tom.id, LUIS)).id, await somebody(clinic, LUIS))

  expect(await due()).toEqual([mother])
  const { version } = await clinic.client.settings.get()
  await clinic.client.settings.save({ seenVersion: version, changes: { ofAge: 18 } })
  expect(await due()).toEqual([])
  await clinic.client.settings.save({ seenVersion: version + 1, changes: { ofAge: 16 } })
  await clinic.client.access.revokeLink({ linkId: mother, reason: 'Of age now' })
  expect(await due()).toEqual([])
})

test('R5.3 the other full holders are told of a new one, unless staff untick it with a reason', async () => {
  await using clinic = await openPairedClinic()
  const tom = await clinic.addPatient('Tom Ruiz')
  await redeem(clinic, (await sendAccessLink(clinic, tom.id, ANA)).id, await somebody(clinic, ANA))
  const told = async () => (await mailsIn(clinic)).filter(({ kind }) => kind === 'linkAdded').length
  const give = async (email: string, untold: string | null) => {
    const { id } = await prepareAccess(clinic, tom.id, email)
    await clinic.client.access.sendLink({ invitationId: id, email, untold })
    await redeem(clinic, id, await somebody(clinic, email))
  }

  await give(LUIS, 'A court has said so')
  expect(await told()).toBe(0)
  await give('nora@example.test', null)

  expect(await told()).toBe(2)
  const history = await clinic.client.patients.history({ patientId: tom.id })
  expect(history.map(({ facts }) => facts)).toContainEqual({
    ...{ action: 'invitation.untold', email: LUIS, reason: 'A court has said so' },
  })
})
