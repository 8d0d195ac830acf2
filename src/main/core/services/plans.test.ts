import { ORPCError } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import { PlanId } from '../../../shared/domain/ids.ts'
import { MINUTE } from '../../../shared/domain/time.ts'
import { openClinic, type TestClinic } from '../testing/openClinic.ts'

let clinic: TestClinic
let ana: PatientSummary

beforeEach(async () => {
  clinic = await openClinic()
  ana = await clinic.addPatient('Ana Ruiz')
  clinic.signInAs(clinic.people.lee)
})
afterEach(() => clinic.close())

const newId = () => PlanId.parse(clinic.ids())
const draft = (id: PlanId, text: string, title = 'Back pain') =>
  clinic.client.plans.saveDraft({ id, patientId: ana.id, title, text })
const dueCount = async () => (await clinic.context.db.selectFrom('projection_due').selectAll().execute()).length

const refusal = (calling: Promise<unknown>) =>
  calling.then(
    () => 'done',
    (error: unknown) => (error instanceof ORPCError ? String(error.code) : error),
  )

describe('R8.1 treatment plans', () => {
  test('R8.1 a draft is nothing that is published', async () => {
    const plan = await draft(newId(), 'Walk every day.')

    expect(plan).toMatchObject({ title: 'Back pain', draft: 'Walk every day.', publishedVersions: [] })
    expect(await dueCount()).toBe(0)
  })

  test('R8.1 each publishing makes a version that never changes, and has the chart published anew', async () => {
    const { id } = await draft(newId(), 'Walk every day.')
    await clinic.client.plans.publish({ planId: id })
    expect(await dueCount()).toBe(1)
    clinic.clock.advance(MINUTE)
    await draft(id, 'Walk twice a day.')

    const plan = await clinic.client.plans.publish({ planId: id })

    expect(plan.publishedVersions.map(({ version, text, publishedBy }) => [version, text, publishedBy])).toEqual([
      [2, 'Walk twice a day.', 'Jun Lee'],
      [1, 'Walk every day.', 'Jun Lee'],
    ])
    expect(await clinic.client.plans.list({ patientId: ana.id })).toEqual([plan])
  })

  test('R8.1 nothing new is nothing to publish; a new title is', async () => {
    const { id } = await draft(newId(), '  ')
    expect(await refusal(clinic.client.plans.publish({ planId: id }))).toBe('NOTHING_TO_PUBLISH')
    await draft(id, 'Walk every day.')
    await clinic.client.plans.publish({ planId: id })
    expect(await refusal(clinic.client.plans.publish({ planId: id }))).toBe('NOTHING_TO_PUBLISH')

    await draft(id, 'Walk every day.', 'Back and neck pain')

    expect(await refusal(clinic.client.plans.publish({ planId: id }))).toBe('done')
  })

  test('R8.1 two clicks at once publish one version', async () => {
    const { id } = await draft(newId(), 'Walk every day.')

    const both = await Promise.all([1, 2].map(() => refusal(clinic.client.plans.publish({ planId: id }))))

    expect(both.sort()).toEqual(['NOTHING_TO_PUBLISH', 'done'])
  })

  test('R8.1 a plan never moves to another patient', async () => {
    const sam = await clinic.addPatient('Sam Ruiz')
    const { id } = await draft(newId(), 'Walk every day.')

    const moving = clinic.client.plans.saveDraft({ id, patientId: sam.id, title: 'Back pain', text: 'Stolen' })

    expect(await refusal(moving)).toBe('NOT_FOUND')
    expect(await clinic.client.plans.list({ patientId: ana.id })).toMatchObject([{ draft: 'Walk every day.' }])
    expect(await refusal(clinic.client.plans.publish({ planId: newId() }))).toBe('NOT_FOUND')
  })
})
