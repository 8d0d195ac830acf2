import { describe, expect, test } from 'vitest'
import { AssignmentId, InvitationId, LinkId, LoginId, MailId, SubmissionId } from '../../../../shared/domain/ids.ts'
import { openPairedClinic, sendForms } from '../../testing/deskActs.ts'
import type { TestClinic } from '../../testing/openClinic.ts'
import {
  addIntake,
  ask,
  FORGED,
  mailsIn,
  receive,
  redeem,
  sendAccessLink,
  somebody,
  submit,
} from '../../testing/patientActs.ts'

/** What each event tells the windows, the audit log and the machine's log. */
const ANA = 'ana@example.test'

async function openWithForm() {
  const clinic = await openPairedClinic()
  const form = await addIntake(clinic)
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  const invitationId = await sendForms(clinic, ana.id, [form])
  const login = await somebody(clinic, ANA)
  const linkId = await redeem(clinic, invitationId, login)
  const [assignment] = await clinic.client.forms.assignments()
  const assignmentId = AssignmentId.parse(assignment?.id)
  return { clinic, form, ana, login, linkId, assignmentId, [Symbol.asyncDispose]: () => clinic.close() }
}

const passedOver = ({ logLines }: TestClinic) =>
  logLines.filter(({ event }) => event === 'wire.eventPassedOver').map(({ facts }) => [facts['kind'], facts['because']])
const actionsIn = async ({ context }: TestClinic) =>
  (await context.db.selectFrom('audit').select('action').orderBy('seq').execute()).map(({ action }) => action)
const problemsIn = async ({ client }: TestClinic, submissionId: SubmissionId) =>
  (await client.forms.submission({ submissionId })).problems

describe('R11.6 what says nothing that this desk can use changes nothing, and the log says why', () => {
  test('R11.6 of what it does not know', async () => {
    await using clinic = await openPairedClinic()
    const invitationId = InvitationId.parse(clinic.ids())
    const mailId = MailId.parse(clinic.ids())
    const loginId = LoginId.parse(clinic.ids())
    const linkId = LinkId.parse(clinic.ids())
    const { recipient } = await somebody(clinic, ANA)
    const told = {
      loginId,
      loginEmail: ANA,
      loginRecipient: recipient,
      mac: 'x',
      holderMac: 'x',
      by: 'link',
      outcome: 'added',
    } as const
    const at = clinic.clock.now()

    const topics = [
      await receive(clinic, { kind: 'invitation.fetched', invitationId }),
      await receive(clinic, { kind: 'invitation.opened', invitationId, expiresAt: at }),
      await receive(clinic, { kind: 'invitation.redeemed', invitationId, linkId, level: 'full', ...told }),
      await receive(clinic, { kind: 'mail.sent', mailId }),
      await receive(clinic, { kind: 'mail.bounced', mailId, code: 550 }),
      await receive(clinic, { kind: 'mail.failed', mailId, reason: 'notAccepted' }),
    ]

    expect(topics.flat()).toEqual([])
    expect(passedOver(clinic)).toEqual([
      ['invitation.fetched', 'unknownInvitation'],
      ['invitation.opened', 'unknownInvitation'],
      ['invitation.redeemed', 'unknownInvitation'],
      ['mail.sent', 'unknownMail'],
      ['mail.bounced', 'unknownMail'],
      ['mail.failed', 'unknownMail'],
    ])
  })

  test('R11.6 of what it has heard before', async () => {
    await using story = await openWithForm()
    const { clinic, login, linkId, assignmentId } = story
    const access = await sendAccessLink(clinic, story.ana.id, ANA)
    await redeem(clinic, access.id, login, { linkId, outcome: 'upgraded' })
    const submissionId = await submit(clinic, linkId, assignmentId)

    await redeem(clinic, access.id, login, { linkId, outcome: 'upgraded' })
    await submit(clinic, linkId, assignmentId, { inside: { submissionId } })
    const sealed = 'c2VhbGVk'
    const again = await receive(clinic, {
      kind: 'form.submitted',
      linkId,
      assignmentId,
      submissionId,
      sealed,
      mac: FORGED,
    })

    expect(again).toEqual([])
    expect(passedOver(clinic)).toEqual([
      ['invitation.redeemed', 'redeemedBefore'],
      ['form.submitted', 'submissionKnown'],
    ])
  })

  test('a patient’s own words about what it does not know are no such thing', async () => {
    await using story = await openWithForm()
    const { clinic, linkId } = story
    const [unknownLink, assignmentId] = [LinkId.parse(clinic.ids()), AssignmentId.parse(clinic.ids())]
    const submission = { assignmentId, submissionId: SubmissionId.parse(clinic.ids()), sealed: 'c2VhbGVk', mac: FORGED }

    await expect(receive(clinic, { kind: 'form.submitted', linkId, ...submission })).rejects.toThrow('Unknown form')
    await expect(receive(clinic, { kind: 'form.submitted', linkId: unknownLink, ...submission })).rejects.toThrow(
      'Unknown link',
    )
    const asked = ask(clinic, unknownLink, 'c2VhbGVk')
    await expect(asked).rejects.toThrow('Unknown link')
  })
})

test('R7.5 a form that came back is told to the windows and to the audit log; the first sending counts', async () => {
  await using story = await openWithForm()
  const { clinic, linkId, assignmentId } = story
  const at = clinic.clock.now()
  await submit(clinic, linkId, assignmentId)
  clinic.clock.advance(60_000)

  const submissionId = SubmissionId.parse(clinic.ids())
  const sealed = 'c2VhbGVk'
  const told = await receive(clinic, {
    kind: 'form.submitted',
    linkId,
    assignmentId,
    submissionId,
    sealed,
    mac: FORGED,
  })
  await submit(clinic, linkId, assignmentId)

  expect(told).toEqual(['inbox', 'forms', 'patients', 'appointments'])
  expect((await actionsIn(clinic)).filter((action) => action === 'submission.received')).toHaveLength(3)
  expect(await clinic.client.forms.assignments()).toMatchObject([{ submittedAt: at }])
  expect(await problemsIn(clinic, submissionId)).toEqual([{ kind: 'unreadable' }])
  const unreadable = clinic.logLines.filter(({ event }) => event === 'wire.eventUnreadable')
  expect(unreadable.map(({ level, facts }) => [level, Object.keys(facts)])).toEqual([['warn', ['seq', 'eventId']]])
})

test('R11.5 an envelope for another form, or under another id, than the endpoint says is kept aside', async () => {
  await using story = await openWithForm()
  const { clinic, linkId, assignmentId } = story
  const inside = [
    { assignmentId: AssignmentId.parse(clinic.ids()) },
    { submissionId: SubmissionId.parse(clinic.ids()) },
  ]

  for (const each of inside) {
    const submissionId = await submit(clinic, linkId, assignmentId, { inside: each })
    expect(await problemsIn(clinic, submissionId)).toEqual([{ kind: 'otherForm' }])
  }
  expect(await clinic.client.forms.assignments()).toMatchObject([{ submittedAt: null }])
})

test('R8.6 who came in stands in the audit log, proven or not', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  const another = await somebody(clinic, 'x@example.test')
  const eve = await somebody(clinic, 'eve@example.test')

  await redeem(clinic, (await sendAccessLink(clinic, ana.id, ANA)).id, eve, {
    macOver: { recipient: another.recipient },
  })
  await redeem(clinic, (await sendAccessLink(clinic, ana.id, ANA)).id, another)

  expect((await actionsIn(clinic)).filter((action) => /redeemed|unproven/.test(action))).toEqual([
    'invitation.unproven',
    'invitation.redeemed',
  ])
})

test('R4.8 what is redeemed after it was replaced here gives nothing, and its link has ended for that reason', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  const old = await sendAccessLink(clinic, ana.id, ANA)
  await sendAccessLink(clinic, ana.id, ANA)

  const linkId = await redeem(clinic, old.id, await somebody(clinic, ANA))

  const link = clinic.context.db.selectFrom('link').select(['ended_at', 'ended_because', 'proven_recipient'])
  expect(await link.where('id', '=', linkId).executeTakeFirst()).toEqual({
    ended_at: clinic.clock.now(),
    ended_because: 'invitationEnded',
    proven_recipient: null,
  })
})

test('R4.5 a code that is said to have been redeemed where there never was one proves nothing', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA, birthOn: null })
  const { id: invitationId } = await sendAccessLink(clinic, ana.id, ANA)
  const eve = await somebody(clinic, 'eve@example.test')
  const linkId = LinkId.parse(clinic.ids())

  await receive(clinic, {
    ...{ kind: 'invitation.redeemed', invitationId, linkId, loginId: eve.loginId, loginEmail: eve.email },
    ...{ loginRecipient: eve.recipient, mac: 'x', holderMac: 'x', by: 'code', outcome: 'added', level: 'full' },
  })

  expect((await clinic.client.access.get({ patientId: ana.id })).holders).toMatchObject([{ isProven: false }])
})

test('R5.3 only a new full holder is news to the others', async () => {
  await using story = await openWithForm()
  const { clinic, ana, form, login, linkId } = story
  const news = async () => (await mailsIn(clinic)).filter(({ kind }) => kind === 'linkAdded').length
  const luis = await somebody(clinic, 'luis@example.test')
  const first = await sendAccessLink(clinic, ana.id, ANA)
  await redeem(clinic, first.id, login, { linkId, outcome: 'upgraded' })

  await redeem(clinic, await sendForms(clinic, ana.id, [form]), luis)
  expect(await news(), 'a limited one').toBe(0)
  const second = await sendAccessLink(clinic, ana.id, 'mia@example.test')
  await redeem(clinic, second.id, await somebody(clinic, 'mia@example.test'))
  expect(await news()).toBe(1)
  const third = await sendAccessLink(clinic, ana.id, ANA)
  await redeem(clinic, third.id, login, { linkId, outcome: 'alreadyHeld' })
  expect(await news(), 'one who had it').toBe(1)
})

test('R5.3 whose full link was ended, and who is given full access anew, is news again', async () => {
  await using story = await openWithForm()
  const { clinic, ana, login, linkId } = story
  await redeem(clinic, (await sendAccessLink(clinic, ana.id, ANA)).id, login, { linkId, outcome: 'upgraded' })
  const mia = await somebody(clinic, 'mia@example.test')
  await redeem(clinic, (await sendAccessLink(clinic, ana.id, mia.email)).id, mia)
  await clinic.client.access.revokeLink({ linkId, reason: 'Asked for' })
  const anew = await sendAccessLink(clinic, ana.id, ANA)

  // An endpoint that was put back from a backup has the link still.
  await redeem(clinic, anew.id, login, { linkId, outcome: 'alreadyHeld' })

  const told = (await mailsIn(clinic)).filter(({ kind }) => kind === 'linkAdded')
  expect(told.map((mail) => mail.recipient_email)).toEqual([ANA, mia.email])
})

test('R3.5 a full link that ended comes back at the level of the invitation that brings it', async () => {
  await using story = await openWithForm()
  const { clinic, ana, form, login, linkId } = story
  const access = await sendAccessLink(clinic, ana.id, ANA)
  await redeem(clinic, access.id, login, { linkId, outcome: 'upgraded' })
  await clinic.client.access.revokeLink({ linkId, reason: 'Asked for' })

  await redeem(clinic, await sendForms(clinic, ana.id, [form]), login, { linkId })

  expect((await clinic.client.access.get({ patientId: ana.id })).holders).toMatchObject([{ linkId, level: 'limited' }])
})

test.each(['prepared', 'sending', 'sent'] as const)('R4.1 opened when it was %s, it is opened', async (state) => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  const { id: invitationId } = await sendAccessLink(clinic, ana.id, ANA)
  await clinic.context.db.updateTable('invitation').set({ state }).execute()

  await receive(clinic, { kind: 'invitation.opened', invitationId, expiresAt: clinic.clock.now() })

  const { current } = await clinic.client.access.get({ patientId: ana.id })
  expect(current).toMatchObject({ state: 'opened' })
})
