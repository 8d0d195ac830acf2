import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import type { Plan } from '../../../shared/contract/desk/plans.ts'
import { PlanId } from '../../../shared/domain/ids.ts'
import { MINUTE } from '../../../shared/domain/time.ts'
import { readChart } from '../db/chart.ts'
import { addPlan, outcomeOf, publishPlan } from '../testing/deskActs.ts'
import { openClinic, type TestClinic } from '../testing/openClinic.ts'
import { outboxIn } from '../testing/patientActs.ts'

let clinic: TestClinic
let ana: PatientSummary

beforeEach(async () => {
  clinic = await openClinic()
  ana = await clinic.addPatient('Ana Ruiz')
  clinic.signInAs(clinic.people.lee)
})
afterEach(() => clinic.close())

const write = ({ id, draftVersion }: Plan, changes: { title?: string; text?: string }) =>
  clinic.client.plans.saveDraft({ id, patientId: ana.id, seenVersion: draftVersion, ...changes })
const isPublishing = async () => (await outboxIn(clinic)).map(({ kind, subject }) => `${kind} ${subject}`)

describe('R8.1 treatment plans', () => {
  test('R8.1 a draft is nothing that is published', async () => {
    const plan = await addPlan(clinic, ana.id)

    expect(plan).toMatchObject({ title: 'Back pain', draft: 'Walk every day.', draftVersion: 1, publishedVersions: [] })
    expect(await isPublishing()).toEqual([])
  })

  test('R8.1 each publishing makes a version that never changes, and has the chart published anew', async () => {
    const first = await addPlan(clinic, ana.id)
    await publishPlan(clinic, first.id)
    expect(await isPublishing()).toEqual([`records.put ${ana.id}`])
    clinic.clock.advance(MINUTE)
    await write(first, { text: 'Walk twice a day.' })

    const plan = await publishPlan(clinic, first.id)

    expect(plan.publishedVersions.map(({ version, text, publishedBy }) => [version, text, publishedBy])).toEqual([
      [2, 'Walk twice a day.', 'Jun Lee'],
      [1, 'Walk every day.', 'Jun Lee'],
    ])
    expect(await clinic.client.plans.list({ patientId: ana.id })).toEqual([plan])
  })

  test('R8.1 nothing new is nothing to publish; a new title is', async () => {
    const empty = await addPlan(clinic, ana.id, '  ')
    expect(await outcomeOf(publishPlan(clinic, empty.id))).toBe('NOTHING_TO_PUBLISH')
    const plan = await write(empty, { text: 'Walk every day.' })
    await publishPlan(clinic, plan.id)
    expect(await outcomeOf(publishPlan(clinic, plan.id))).toBe('NOTHING_TO_PUBLISH')

    await write(plan, { title: 'Back and neck pain' })

    expect(await outcomeOf(publishPlan(clinic, plan.id))).toBe('done')
  })

  test('R8.1 two clicks at once publish one version', async () => {
    const { id } = await addPlan(clinic, ana.id)

    const both = await Promise.all([1, 2].map(() => outcomeOf(publishPlan(clinic, id))))

    expect(both.sort()).toEqual(['NOTHING_TO_PUBLISH', 'done'])
  })

  test('R8.1 a plan never moves to another patient', async () => {
    const sam = await clinic.addPatient('Sam Ruiz')
    const { id } = await addPlan(clinic, ana.id)

    const moving = clinic.client.plans.saveDraft({ id, patientId: sam.id, seenVersion: 1, text: 'Stolen' })

    expect(await outcomeOf(moving)).toBe('NOT_FOUND')
    expect(await clinic.client.plans.list({ patientId: ana.id })).toMatchObject([{ draft: 'Walk every day.' }])
    expect(await outcomeOf(clinic.client.plans.publish({ planId: PlanId.parse(clinic.ids()), seenVersion: 1 }))).toBe(
      'NOT_FOUND',
    )
  })

  test('R8.1 a draft that was never made is not made by a change to it', async () => {
    const id = PlanId.parse(clinic.ids())

    expect(
      await outcomeOf(clinic.client.plans.saveDraft({ id, patientId: ana.id, seenVersion: 1, title: 'Back pain' })),
    ).toBe('NOT_FOUND')
    expect(await clinic.client.plans.list({ patientId: ana.id })).toEqual([])
  })
})

describe('R10.4 undoing a publishing', () => {
  const undo = (plan: Plan, version: number) => clinic.client.plans.undoPublishing({ planId: plan.id, version })

  test('R10.4 what was published is a draft again, nobody sees it, and twice is once', async () => {
    const plan = await addPlan(clinic, ana.id)
    await publishPlan(clinic, plan.id)

    const undone = await undo(plan, 1)

    expect(undone).toMatchObject({ draft: 'Walk every day.', publishedVersions: [] })
    expect((await readChart(clinic.context.db, ana.id))?.plans).toEqual([])
    expect(await undo(plan, 1)).toEqual(undone)
    const history = await clinic.client.patients.history({ patientId: ana.id })
    const told = history.filter(({ facts }) => facts.action === 'plan.publishingUndone')
    expect(told).toMatchObject([{ facts: { title: 'Back pain', version: 1 } }])
  })

  test('R8.1 patients see the version before again, and the next one has a number of its own', async () => {
    const plan = await addPlan(clinic, ana.id)
    await publishPlan(clinic, plan.id)
    await write(plan, { text: 'Rest.' })
    await publishPlan(clinic, plan.id)

    await undo(plan, 2)

    expect((await readChart(clinic.context.db, ana.id))?.plans).toMatchObject([{ version: 1 }])
    const again = await publishPlan(clinic, plan.id)
    expect(again.publishedVersions.map(({ version }) => version)).toEqual([3, 1])
  })

  test('R10.7 is refused once another was published since, or the time for it is over', async () => {
    const plan = await addPlan(clinic, ana.id)
    await publishPlan(clinic, plan.id)
    await write(plan, { text: 'Rest.' })
    await publishPlan(clinic, plan.id)

    expect(await outcomeOf(undo(plan, 1))).toBe('CHANGED_MEANWHILE')
    clinic.clock.advance(MINUTE)
    expect(await outcomeOf(undo(plan, 2))).toBe('TOO_LATE')
    expect(await outcomeOf(undo(plan, 3))).toBe('NOT_FOUND')
  })
})
