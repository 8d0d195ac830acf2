import { expect, test } from 'vitest'
import { missingSteps, type SetUpFacts } from './setUp.ts'

const ready: SetUpFacts = {
  practitioners: 2,
  practitionersWithHours: 2,
  servicesOffered: 3,
  isPaired: true,
  hasEmailArrived: true,
  opensWithSheet: true,
}

test('R10.8 what a clinic is not ready without is missing until it is there, each by itself and in its order', () => {
  expect(missingSteps(ready)).toEqual([])
  expect(missingSteps({ ...ready, practitionersWithHours: 1 })).toEqual(['hours'])
  expect(missingSteps({ ...ready, servicesOffered: 0, hasEmailArrived: false })).toEqual(['services', 'email'])
  expect(missingSteps({ ...ready, isPaired: false, opensWithSheet: false })).toEqual(['connection', 'recoverySheet'])
})

test('R10.8 a clinic without a practitioner lacks one, and no hours before that', () => {
  expect(missingSteps({ ...ready, practitioners: 0, practitionersWithHours: 0 })).toEqual(['staff'])
})
