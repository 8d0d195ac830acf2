import { expect, test } from 'vitest'
import { Submission } from '../../../shared/contract/desk/forms.ts'
import { Plan } from '../../../shared/contract/desk/plans.ts'
import { toInstant } from '../../../shared/domain/time.ts'
import { isUnpublished, openThings, tabFor, type ChartFacts } from './openThings.ts'

const now = toInstant(Date.parse('2026-11-23T14:00:00Z'))

const calm: ChartFacts = {
  patient: { email: 'ana@example.com', birthOn: '1985-03-12' },
  current: null,
  holders: [],
  assignments: [],
  submissions: [],
  plans: [],
}

function plan(draft: string, ...published: string[]) {
  return Plan.parse({
    id: '01930000-0000-7000-8000-000000000003',
    title: 'Lower back',
    draft,
    draftSavedAt: now,
    draftVersion: 1,
    publishedVersions: published.map((text, index) => ({
      version: index + 1,
      title: 'Lower back',
      text,
      publishedAt: now,
      publishedBy: 'Amir Lee',
    })),
  })
}

test('R10.1 a chart that nobody can see says so and leads to the code', () => {
  const things = openThings(calm, now)

  expect(things.map(({ kind }) => kind)).toEqual(['noAccess'])
  expect(things.map(tabFor)).toEqual(['access-code'])
})

test('R10.1 what is missing from the contact is settled in the details, not in a tab', () => {
  const things = openThings({ ...calm, patient: { email: null, birthOn: null } }, now)

  expect(things.map(({ kind }) => kind)).toEqual(['noEmail', 'noBirthDate', 'noAccess'])
  expect(things.slice(0, 2).map(tabFor)).toEqual([null, null])
})

test('R7.5 a submission that was set aside stands before everything that is merely missing', () => {
  const submission = Submission.shape.state.options.map((state) => ({ state, title: state }))
  const facts = { ...calm, patient: { email: null, birthOn: '1985-03-12' } }

  // Only state and title are looked at.
  const things = openThings({ ...facts, submissions: submission as unknown as ChartFacts['submissions'] }, now)

  expect(things.map(({ kind }) => kind)).toEqual([
    'formReceived',
    'formSetAside',
    'formSetAside',
    'noEmail',
    'noAccess',
  ])
})

test('R8.1 a draft counts as unpublished only while no newest version says the same', () => {
  expect(isUnpublished(plan(''))).toBe(false)
  expect(isUnpublished(plan('Rest'))).toBe(true)
  expect(isUnpublished(plan('Rest', 'Walk', 'Rest'))).toBe(false)
  expect(isUnpublished(plan('Walk', 'Walk', 'Rest'))).toBe(true)
})

test('R8.1 a plan that was only renamed can be published', () => {
  const renamed = { ...plan('Rest', 'Rest'), title: 'Shoulder' }

  expect(isUnpublished(plan('Rest', 'Rest'))).toBe(false)
  expect(isUnpublished(renamed)).toBe(true)
  expect(isUnpublished({ ...renamed, publishedVersions: [{ version: 1, title: 'Shoulder', text: 'Rest' }] })).toBe(
    false,
  )
  expect(isUnpublished({ ...renamed, draft: ' ' })).toBe(false)
})
