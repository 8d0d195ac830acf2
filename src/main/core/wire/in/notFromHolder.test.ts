import { expect, test } from 'vitest'
import { EventId, SubmissionId } from '../../../../shared/domain/ids.ts'
import { sealJson } from '../../../../shared/envelope/seal.ts'
import { readClinic } from '../../db/clinic.ts'
import { viewsOf } from '../../records/views.ts'
import { openWithBen } from '../../testing/openWithBen.ts'
import { ask, FORGED, receive, submit, writtenBy } from '../../testing/patientActs.ts'

test('R11.5 a form that another than the login wrote is kept aside as that, and is filed by nobody', async () => {
  await using story = await openWithBen()
  const { clinic, ben } = story

  const forged = await submit(clinic, story.linkId, story.assignmentId, { isForged: true })

  const { submissions, assignments } = await clinic.client.forms.ofPatient({ patientId: ben.id })
  expect(submissions).toMatchObject([{ id: forged, state: 'unproven' }])
  expect(assignments).toMatchObject([{ submittedAt: null }])
  expect(await clinic.client.forms.submission({ submissionId: forged })).toMatchObject({
    problems: [{ kind: 'notFromHolder' }],
  })
  const [item] = await clinic.client.inbox.list({ includeDone: false })
  expect(item?.facts).toMatchObject({ kind: 'submission', isSetAside: true })
  expect(await clinic.client.inbox.settle({ id: item?.id ?? '' })).toMatchObject({ outcome: 'settled' })
  expect((await clinic.client.forms.ofPatient({ patientId: ben.id })).submissions).toMatchObject([
    { state: 'unproven' },
  ])
})

test('R11.5 nobody sees as theirs what somebody else put in their name; what they sent themselves they see', async () => {
  await using story = await openWithBen()
  const { clinic, ben } = story
  await submit(clinic, story.linkId, story.assignmentId, { isForged: true })
  const own = await submit(clinic, story.linkId, story.assignmentId)

  const [view] = await viewsOf(clinic.context, ben.id)

  expect(view?.items.flatMap((each) => (each.kind === 'submission' ? [each.submission.id] : []))).toEqual([own])
})

test('R11.5 a letter of the same login for another form, link or sending proves nothing', async () => {
  await using story = await openWithBen()
  const { clinic, ben, linkId, assignmentId } = story
  const sealed = await sealJson({ any: 'thing' }, [(await readClinic(clinic.context.db)).recipient])
  const [id, otherId] = [SubmissionId.parse(clinic.ids()), SubmissionId.parse(clinic.ids())]
  const macs = [
    await writtenBy(clinic, { linkId, kind: 'form.submitted', id: otherId }, sealed),
    await writtenBy(clinic, { linkId, kind: 'request.made', id }, sealed),
    await writtenBy(clinic, { linkId, kind: 'form.submitted', id }, Buffer.from('another').toString('base64')),
  ]
  for (const mac of macs) {
    const submissionId = SubmissionId.parse(clinic.ids())
    await receive(clinic, { kind: 'form.submitted', linkId, assignmentId, submissionId, sealed, mac })
  }

  const { submissions } = await clinic.client.forms.ofPatient({ patientId: ben.id })
  expect(submissions.map(({ state }) => state)).toEqual(['unproven', 'unproven', 'unproven'])
})

test('R11.5 a request that the login did not write is shown as that', async () => {
  await using story = await openWithBen()
  const { clinic } = story
  const { recipient } = await readClinic(clinic.context.db)
  const sealed = await sealJson({ format: 1, about: 'fullAccess', message: 'Send it to eve@example.test' }, [recipient])

  await ask(clinic, story.linkId, sealed, true)

  const [item] = await clinic.client.inbox.list({ includeDone: false })
  expect(item?.facts).toMatchObject({ kind: 'request', isFromHolder: false })
})

test('R11.5 a request counts for the patient whom it names, and is shown once however often it is brought', async () => {
  await using story = await openWithBen()
  const { clinic, ben, linkId } = story
  const { recipient } = await readClinic(clinic.context.db)
  const requestOf = async (patientId: string) => {
    const requestId = EventId.parse(clinic.ids())
    const sealed = await sealJson({ format: 1, about: 'fullAccess', patientId, message: '' }, [recipient])
    const mac = await writtenBy(clinic, { linkId, kind: 'request.made', id: requestId }, sealed)
    return { kind: 'request.made', linkId, requestId, sealed, mac } as const
  }
  const ofBen = await requestOf(ben.id)

  await receive(clinic, { ...ofBen, mac: FORGED })
  await receive(clinic, ofBen)
  await receive(clinic, ofBen)
  await receive(clinic, await requestOf(clinic.ids()))

  const items = await clinic.client.inbox.list({ includeDone: false })
  const requests = items.flatMap(({ facts }) => (facts.kind === 'request' ? [facts.isFromHolder] : []))
  expect(requests.sort()).toEqual([false, false, true])
})
