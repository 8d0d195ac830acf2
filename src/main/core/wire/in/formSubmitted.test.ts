import { expect, test } from 'vitest'
import { AssignmentId, InvitationId, LinkId } from '../../../../shared/domain/ids.ts'
import { buildResponse } from '../../../../shared/domain/questionnaires/engine.ts'
import { intake } from '../../../../shared/domain/questionnaires/library/intake.ts'
import { openClinic, type TestClinic } from '../../testing/openClinic.ts'
import {
  addIntake,
  intakeAnswers,
  pretendPaired,
  receive,
  redeem,
  somebody,
  submit,
  type Person,
} from '../../testing/patientActs.ts'
import { buildProjections } from '../projections.ts'
import { EventNotApplicable } from './event.ts'

const BEN = 'ben@example.test'

/** Ben was sent the intake form and has come in through it. */
async function openWithForm() {
  const clinic = await openClinic()
  await pretendPaired(clinic)
  const form = await addIntake(clinic)
  const ben = await clinic.addPatient('Ben Okoro', { email: BEN })
  const { linkId, assignmentId, login } = await sendForm(clinic, ben.id, form)
  return {
    clinic,
    ben,
    form,
    login,
    linkId,
    assignmentId,
    [Symbol.asyncDispose]: () => clinic.close(),
  }
}

async function sendForm(
  clinic: TestClinic,
  patientId: Parameters<TestClinic['client']['forms']['send']>[0]['patientId'],
  form: string,
  person?: Person,
) {
  const invitationId = InvitationId.parse(clinic.ids())
  await clinic.client.forms.send({ id: invitationId, patientId, formIds: [form] })
  const login = person ?? (await somebody(clinic, BEN))
  const linkId = await redeem(clinic, invitationId, login)
  const [assignment] = (await clinic.client.forms.assignments()).filter((each) => each.patientId === patientId)
  return { linkId, login, assignmentId: AssignmentId.parse(assignment?.id) }
}

async function submissionsInbox(clinic: TestClinic) {
  return (await clinic.client.inbox.list({ includeDone: false })).filter((item) => item.kind === 'submission')
}

test('R7.5 a form that came back waits in the Inbox, is readable at once, and is filed from there', async () => {
  await using story = await openWithForm()
  const { clinic, ben } = story

  const submissionId = await submit(clinic, story.linkId, story.assignmentId)

  const [item] = await submissionsInbox(clinic)
  expect(item).toMatchObject({ title: 'New patient intake', patientName: 'Ben Okoro', submissionId, message: null })
  const { assignments, submissions } = await clinic.client.workspace.forms({ patientId: ben.id })
  expect(assignments).toMatchObject([{ state: 'submitted', submittedAt: clinic.clock.now() }])
  expect(submissions).toMatchObject([{ id: submissionId, state: 'received', submittedBy: BEN, problems: [] }])

  await clinic.client.inbox.settle({ id: item?.id ?? '' })
  await clinic.client.inbox.settle({ id: item?.id ?? '' })

  expect(await clinic.client.forms.submission({ submissionId })).toMatchObject({
    state: 'filed',
    questionnaire: { version: '1.0.0' },
    response: { status: 'completed' },
  })
  expect(await submissionsInbox(clinic)).toEqual([])
  const history = await clinic.client.patients.history({ patientId: ben.id })
  expect(history.filter(({ action }) => action === 'submission.filed')).toHaveLength(1)
})

test('R7.5 a submission that breaks the rules is kept aside with its problems, never filed, never lost', async () => {
  await using story = await openWithForm()
  const { clinic, ben } = story
  const response = buildResponse(intake, { ...intakeAnswers, reason: [] }, clinic.clock.now())

  const submissionId = await submit(clinic, story.linkId, story.assignmentId, { response })

  const [item] = await submissionsInbox(clinic)
  expect(item?.message).toBe('Kept aside, not filed. “What brings you to the clinic?”: an answer is needed')
  await clinic.client.inbox.settle({ id: item?.id ?? '' })
  const { assignments, submissions } = await clinic.client.workspace.forms({ patientId: ben.id })
  expect(submissions).toMatchObject([{ id: submissionId, state: 'setAside', response }])
  expect(assignments).toMatchObject([{ state: 'inProgress' }])
})

test('R7.5 an envelope that does not open is kept as it came', async () => {
  await using story = await openWithForm()
  const { clinic } = story

  const submissionId = await submit(clinic, story.linkId, story.assignmentId, { isUnreadable: true })

  const kept = await clinic.client.forms.submission({ submissionId })
  expect(kept).toMatchObject({ state: 'setAside', problems: ['It cannot be opened'] })
  expect(JSON.stringify(kept.response)).toContain('c2VhbGVk')
})

test("a form of another patient is kept aside in the sender's own chart", async () => {
  await using story = await openWithForm()
  const { clinic, ben } = story
  const ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test' })
  const anas = await sendForm(clinic, ana.id, story.form, await somebody(clinic, 'ana@example.test'))

  await submit(clinic, anas.linkId, story.assignmentId)

  expect((await clinic.client.workspace.forms({ patientId: ben.id })).submissions).toEqual([])
  expect((await clinic.client.workspace.forms({ patientId: ana.id })).submissions).toMatchObject([
    { state: 'setAside', problems: ['The form was sent to somebody else'] },
  ])
})

test('R3.5 what a holder sends whose access has ended is kept aside', async () => {
  await using story = await openWithForm()
  const { clinic, ben } = story
  await clinic.client.access.revokeLink({ linkId: story.linkId, reason: 'Asked for by the patient' })

  await submit(clinic, story.linkId, story.assignmentId)

  expect((await clinic.client.workspace.forms({ patientId: ben.id })).submissions).toMatchObject([
    { state: 'setAside', problems: ['Access had ended when it arrived'] },
  ])
})

test('R7.5 the same submission twice changes nothing', async () => {
  await using story = await openWithForm()
  const { clinic, ben } = story
  const submissionId = await submit(clinic, story.linkId, story.assignmentId)

  await receive(
    clinic,
    {
      kind: 'form.submitted',
      linkId: story.linkId,
      assignmentId: story.assignmentId,
      submissionId,
      sealed: 'c2VhbGVk',
    },
    { opened: 'unreadable' },
  )

  expect((await clinic.client.workspace.forms({ patientId: ben.id })).submissions).toMatchObject([
    { state: 'received' },
  ])
  expect(await submissionsInbox(clinic)).toHaveLength(1)
})

test("a patient's words for a link that this desk does not know are not dropped", async () => {
  await using story = await openWithForm()
  const { clinic } = story

  await expect(submit(clinic, LinkId.parse(clinic.ids()), story.assignmentId)).rejects.toThrow(EventNotApplicable)
  await expect(
    receive(clinic, { kind: 'request.made', linkId: LinkId.parse(clinic.ids()), sealed: 'c2VhbGVk' }),
  ).rejects.toThrow(EventNotApplicable)
})

test('R3.6 "Ask the clinic for full access" lands in the Inbox', async () => {
  await using story = await openWithForm()
  const { clinic } = story

  await receive(
    clinic,
    { kind: 'request.made', linkId: story.linkId, sealed: 'c2VhbGVk' },
    { opened: { format: 1, about: 'fullAccess', message: 'I would like to see my visits' } },
  )

  const [item] = await clinic.client.inbox.list({ includeDone: false })
  expect(item).toMatchObject({
    kind: 'request',
    patientName: 'Ben Okoro',
    title: `${BEN} asks for full access`,
    message: 'I would like to see my visits',
  })
})

test('R3.3 what is published to the sender is what "See as patient" shows, without the visit that the clinic booked', async () => {
  await using story = await openWithForm()
  const { clinic, ben } = story
  await clinic.client.calendar.book({
    id: clinic.ids(),
    patientId: ben.id,
    practitionerId: clinic.people.lee.id,
    serviceId: clinic.services.consultation.id,
    startsAt: '2026-03-03T18:00:00.000Z',
    formIds: [],
    tell: false,
    overbookReason: null,
  })

  await submit(clinic, story.linkId, story.assignmentId)

  const [published] = await buildProjections(clinic.context, ben.id)
  expect(published).toMatchObject({ level: 'limited', recipients: [story.login.recipient] })
  expect(published?.projection.patientName).toBe('Ben')
  expect(published?.projection.items.map((item) => `${item.kind} ${item.because}`)).toEqual([
    'form sentToThisLogin',
    'submission sentByThisLogin',
  ])
  expect(await clinic.client.access.seeAs({ linkId: story.linkId })).toEqual(published?.projection)
})

test('R10.1 the library counts a form by the state of its assignments', async () => {
  await using story = await openWithForm()
  const { clinic } = story
  const ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test' })
  await clinic.client.forms.send({ id: clinic.ids(), patientId: ana.id, formIds: [story.form] })
  await submit(clinic, story.linkId, story.assignmentId)

  expect(await clinic.client.forms.library()).toMatchObject([
    {
      id: story.form,
      title: 'New patient intake',
      questionCount: 9,
      minutes: 6,
      counts: { pending: 1, inProgress: 0, submitted: 1, expired: 0 },
    },
  ])
})
