import { expect, test } from 'vitest'
import { LinkId } from '../../../../shared/domain/ids.ts'
import { buildResponse } from '../../../../shared/domain/questionnaires/engine.ts'
import { intake } from '../../../../shared/domain/questionnaires/library/intake.ts'
import { sealJson } from '../../../../shared/envelope/seal.ts'
import { book, sendForms } from '../../testing/deskActs.ts'
import type { TestClinic } from '../../testing/openClinic.ts'
import { BEN, openWithBen, sendForm } from '../../testing/openWithBen.ts'
import { ask, FORGED, intakeAnswers, receive, somebody, submit } from '../../testing/patientActs.ts'
import { viewsOf } from '../../records/views.ts'
import { readClinic } from '../../db/clinic.ts'
import { EventNotApplicable } from '../inRoom.ts'

const REASON_MISSING = { kind: 'answer', linkId: 'reason', problem: 'required' }

async function submissionsInbox(clinic: TestClinic) {
  return (await clinic.client.inbox.list({ includeDone: false })).filter(({ facts }) => facts.kind === 'submission')
}

test('R7.5 a form that came back waits in the Inbox, is readable at once, and is filed from there', async () => {
  await using story = await openWithBen()
  const { clinic, ben } = story

  const submissionId = await submit(clinic, story.linkId, story.assignmentId)

  const [item] = await submissionsInbox(clinic)
  expect(item).toMatchObject({
    facts: { kind: 'submission', submissionId, title: 'New patient intake', isSetAside: false },
    patientName: 'Ben Okoro',
  })
  const { assignments, submissions } = await clinic.client.forms.ofPatient({ patientId: ben.id })
  expect(assignments).toMatchObject([{ state: 'submitted', submittedAt: clinic.clock.now() }])
  expect(submissions).toMatchObject([{ id: submissionId, state: 'received', submittedBy: BEN, problems: [] }])

  await clinic.client.inbox.settle({ id: item?.id ?? '' })
  await clinic.client.inbox.settle({ id: item?.id ?? '' })

  expect(await clinic.client.forms.submission({ submissionId })).toMatchObject({
    state: 'filed',
    questionnaire: { version: '1.1.0' },
    response: { status: 'completed' },
  })
  expect(await submissionsInbox(clinic)).toEqual([])
  const history = await clinic.client.patients.history({ patientId: ben.id })
  expect(history.filter(({ facts }) => facts.action === 'submission.filed')).toHaveLength(1)
})

test('R7.5 a submission that breaks the rules is kept aside with its problems, never filed, never lost', async () => {
  await using story = await openWithBen()
  const { clinic, ben } = story
  const response = buildResponse(intake, { ...intakeAnswers, reason: [] }, clinic.clock.now())

  const submissionId = await submit(clinic, story.linkId, story.assignmentId, { response })

  const [item] = await submissionsInbox(clinic)
  expect(item?.facts).toMatchObject({ isSetAside: true })
  await clinic.client.inbox.settle({ id: item?.id ?? '' })
  const { assignments, submissions } = await clinic.client.forms.ofPatient({ patientId: ben.id })
  expect(submissions).toMatchObject([{ id: submissionId, state: 'setAside', response, problems: [REASON_MISSING] }])
  expect(assignments).toMatchObject([{ state: 'inProgress' }])
})

test('R7.5 an envelope that does not open is kept as it came', async () => {
  await using story = await openWithBen()
  const { clinic } = story

  const submissionId = await submit(clinic, story.linkId, story.assignmentId, { isUnreadable: true })

  const kept = await clinic.client.forms.submission({ submissionId })
  expect(kept).toMatchObject({ state: 'setAside', problems: [{ kind: 'unreadable' }] })
  expect(JSON.stringify(kept.response)).toContain('StructureDefinition/sealed')
})

test("a form of another patient is kept aside in the sender's own chart", async () => {
  await using story = await openWithBen()
  const { clinic, ben } = story
  const ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test' })
  const anas = await sendForm(clinic, ana.id, story.form, await somebody(clinic, 'ana@example.test'))

  await submit(clinic, anas.linkId, story.assignmentId)

  expect((await clinic.client.forms.ofPatient({ patientId: ben.id })).submissions).toEqual([])
  expect((await clinic.client.forms.ofPatient({ patientId: ana.id })).submissions).toMatchObject([
    { state: 'setAside', problems: [{ kind: 'formOfSomebodyElse' }] },
  ])
})

test('R3.5 what a holder sends whose access has ended is kept aside', async () => {
  await using story = await openWithBen()
  const { clinic, ben } = story
  await clinic.client.access.revokeLink({ linkId: story.linkId, reason: 'Asked for by the patient' })

  await submit(clinic, story.linkId, story.assignmentId)

  expect((await clinic.client.forms.ofPatient({ patientId: ben.id })).submissions).toMatchObject([
    { state: 'setAside', problems: [{ kind: 'accessEnded' }] },
  ])
})

test('R7.5 the same submission twice changes nothing', async () => {
  await using story = await openWithBen()
  const { clinic, ben } = story
  const submissionId = await submit(clinic, story.linkId, story.assignmentId)

  await receive(clinic, {
    kind: 'form.submitted',
    linkId: story.linkId,
    assignmentId: story.assignmentId,
    submissionId,
    sealed: 'c2VhbGVk',
    mac: FORGED,
  })

  expect((await clinic.client.forms.ofPatient({ patientId: ben.id })).submissions).toMatchObject([
    { state: 'received' },
  ])
  expect(await submissionsInbox(clinic)).toHaveLength(1)
})

test("a patient's words for a link that this desk does not know are not dropped", async () => {
  await using story = await openWithBen()
  const { clinic } = story

  await expect(submit(clinic, LinkId.parse(clinic.ids()), story.assignmentId)).rejects.toThrow(EventNotApplicable)
  await expect(ask(clinic, LinkId.parse(clinic.ids()), 'c2VhbGVk')).rejects.toThrow(EventNotApplicable)
})

test('R3.6 "Ask the clinic for full access" lands in the Inbox', async () => {
  await using story = await openWithBen()
  const { clinic } = story
  const { recipient } = await readClinic(clinic.context.db)
  const message = ' I would like to see my visits '
  const sealed = await sealJson({ format: 1, about: 'fullAccess', message }, [recipient])

  await ask(clinic, story.linkId, sealed)

  const [item] = await clinic.client.inbox.list({ includeDone: false })
  expect(item).toMatchObject({
    facts: { kind: 'request', email: BEN, isReadable: true, message: 'I would like to see my visits' },
    patientName: 'Ben Okoro',
  })
})

test('R3.3 what is published to the sender is what "See as patient" shows, without the visit that the clinic booked', async () => {
  await using story = await openWithBen()
  const { clinic, ben } = story
  await book(clinic, ben.id, { tell: false })

  await submit(clinic, story.linkId, story.assignmentId)

  const [published] = await viewsOf(clinic.context, ben.id)
  expect(published).toMatchObject({ level: 'limited', recipients: [story.login.recipient] })
  expect(published?.patientName).toBe('Ben')
  expect(published?.items.map((item) => `${item.kind} ${item.because}`)).toEqual([
    'form sentToThisLogin',
    'submission sentByThisLogin',
  ])
  const seen = await clinic.client.access.seeAs({ linkId: story.linkId })
  expect(seen).toMatchObject({ level: 'limited', patientName: 'Ben', madeAt: clinic.clock.now() })
  expect(seen.items.map(({ item }) => item)).toEqual(published?.items)
  expect(seen.items.map(({ content }) => content?.kind)).toEqual(['form', 'submission'])
})

test('R10.1 the library counts a form by the state of its assignments', async () => {
  await using story = await openWithBen()
  const { clinic } = story
  const ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test' })
  await sendForms(clinic, ana.id, [story.form])
  await submit(clinic, story.linkId, story.assignmentId)

  expect(await clinic.client.forms.library()).toMatchObject([
    {
      id: story.form,
      title: 'New patient intake',
      questions: { first: 8, most: 9 },
      minutes: 6,
      counts: { pending: 1, inProgress: 0, submitted: 1, expired: 0 },
    },
  ])
})
