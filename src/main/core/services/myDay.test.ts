import { afterEach, beforeEach, expect, test } from 'vitest'
import { CalendarDay, DAY, HOUR, type Instant } from '../../../shared/domain/time.ts'
import { buildResponse } from '../../../shared/domain/questionnaires/engine.ts'
import { intake } from '../../../shared/domain/questionnaires/library/intake.ts'
import { addPlan, outcomeOf, publishPlan, setStatus } from '../testing/deskActs.ts'
import { openWithBen } from '../testing/openWithBen.ts'
import { intakeAnswers, submit } from '../testing/patientActs.ts'
import { addAppointment } from '../testing/visitRows.ts'

let story: Awaited<ReturnType<typeof openWithBen>>

beforeEach(async () => {
  story = await openWithBen()
  story.clinic.signInAs(story.clinic.people.lee)
})
afterEach(() => story.clinic.close())

const ON = CalendarDay.parse('2026-03-02')
const AT = '2026-03-02T18:00:00.000Z'
const myDay = (on = ON) => story.clinic.client.myDay.day({ on })
const news = async () => (await myDay()).visits.map((visit) => visit.news)

/** The intake again, with another reason. */
async function answerAgain(reason: string, at: Instant) {
  const { context, ids } = story.clinic
  const row = await context.db.selectFrom('submission').selectAll().orderBy('received_at').executeTakeFirstOrThrow()
  const response = buildResponse(intake, { ...intakeAnswers, reason: [{ valueString: reason }] }, at)
  await context.db
    .insertInto('submission')
    .values({ ...row, id: ids(), response_json: JSON.stringify(response), submitted_at: at, received_at: at })
    .execute()
}

test('R10.1 my day has the visits of whoever is signed in, and nobody else’s', async () => {
  const { clinic, ben } = story
  const visit = await addAppointment(clinic, ben.id, AT)
  await addAppointment(clinic, ben.id, '2026-03-03T18:00:00.000Z')

  expect((await myDay()).visits.map(({ id }) => id)).toEqual([visit])
  expect(await clinic.client.today.counts()).toMatchObject({ visitsToCome: 1 })

  clinic.signInAs(clinic.people.admin)
  expect((await myDay()).visits).toEqual([])
  expect(await clinic.client.today.counts()).toMatchObject({ visitsToCome: 0 })
  clinic.signInAs(clinic.people.frontDesk)
  expect(await outcomeOf(myDay())).toBe('FORBIDDEN')
})

test('R10.1 what is new is what came since the last visit that took place: forms, changed answers, requests', async () => {
  const { clinic, ben, linkId, assignmentId } = story
  await addAppointment(clinic, ben.id, AT)
  await submit(clinic, linkId, assignmentId)
  expect(await news()).toEqual([{ forms: 1, keptAside: 0, changedAnswers: 0, hasFirstAnswers: true, requests: 0 }])

  clinic.later(HOUR)
  await setStatus(clinic, await addAppointment(clinic, ben.id, clinic.clock.now()), 'completed')
  await setStatus(clinic, await addAppointment(clinic, ben.id, '2026-03-02T17:00:00.000Z'), 'cancelled')
  expect((await myDay()).visits.at(-1)).toMatchObject({ lastVisitAt: clinic.clock.now(), news: { forms: 0 } })

  clinic.later(HOUR)
  await answerAgain('Worse', clinic.clock.now())
  await clinic.context.db
    .insertInto('inbox_item')
    .values({
      ...{ id: clinic.ids(), event_seq: null, kind: 'request', patient_id: ben.id, submission_id: null, mail_id: null },
      facts_json: JSON.stringify({ kind: 'request', email: 'ben@mail.example', isReadable: true, message: null }),
      ...{ received_at: clinic.clock.now(), done_at: null, done_by: null },
    })
    .execute()
  const last = (await myDay()).visits.at(-1)
  expect(last?.news).toEqual({ forms: 1, keptAside: 0, changedAnswers: 1, hasFirstAnswers: false, requests: 1 })

  await clinic.context.db.updateTable('submission').set({ state: 'setAside' }).execute()
  expect((await myDay()).visits.at(-1)?.news).toMatchObject({ forms: 0, keptAside: 1, changedAnswers: 0 })
})

test('R10.1 left open are drafts of mine that no published version says, and visits of mine that nobody ended', async () => {
  const { clinic, ben } = story
  const plan = await addPlan(clinic, ben.id)
  const visit = await addAppointment(clinic, ben.id, AT)
  const open = async () => (await myDay()).leftOpen
  expect(await open()).toMatchObject([{ kind: 'draftPlan', id: plan.id, patientName: 'Ben Okoro', title: plan.title }])

  clinic.later(DAY)
  expect((await open()).map(({ kind, id }) => [kind, id])).toEqual([
    ['draftPlan', plan.id],
    ['unmarkedVisit', visit],
  ])

  await publishPlan(clinic, plan.id)
  await setStatus(clinic, visit, 'completed')
  expect(await open()).toEqual([])

  await clinic.client.plans.saveDraft({ id: plan.id, patientId: ben.id, seenVersion: 1, text: 'Run.' })
  expect(await open()).toHaveLength(1)
  clinic.signInAs(clinic.people.admin)
  expect(await open()).toEqual([])
})
