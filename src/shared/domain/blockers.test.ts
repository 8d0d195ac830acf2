import { expect, test } from 'vitest'
import { blockersOf, isReady, type VisitFacts } from './blockers.ts'

const clear: VisitFacts = {
  status: 'booked',
  hasPractitioner: true,
  isTold: true,
  hasEmail: true,
  access: 'full',
  formsOut: 0,
  hasMailTrouble: false,
}

test('R10.1 a visit with everything in place has nothing missing', () => {
  expect(blockersOf(clear)).toEqual([])
  expect(isReady([])).toBe(true)
})

test('R10.1 every thing that is missing is named', () => {
  expect(blockersOf({ ...clear, hasPractitioner: false })).toEqual(['practitionerGone'])
  expect(blockersOf({ ...clear, formsOut: 2 })).toEqual(['formNotReturned'])
  expect(blockersOf({ ...clear, hasMailTrouble: true })).toEqual(['mailBounced'])
  expect(blockersOf({ ...clear, isTold: false })).toEqual(['notTold'])
  expect(blockersOf({ ...clear, hasEmail: false })).toEqual(['noEmail'])
  expect(blockersOf({ ...clear, access: 'limited' })).toEqual(['limitedOnly'])
  expect(blockersOf({ ...clear, access: null })).toEqual([])
  expect(blockersOf({ ...clear, isTold: false, hasEmail: false, formsOut: 1, access: 'limited' })).toEqual([
    'formNotReturned',
    'notTold',
    'noEmail',
    'limitedOnly',
  ])
})

test('R10.1 a visit that is over lacks nothing, of one that was cancelled the patient may have yet to be told (R6.6)', () => {
  const missing: VisitFacts = {
    ...clear,
    hasPractitioner: false,
    isTold: false,
    formsOut: 1,
    hasMailTrouble: true,
    access: 'limited',
  }

  for (const status of ['completed', 'noShow'] as const) {
    expect(blockersOf({ ...missing, status })).toEqual([])
  }
  expect(blockersOf({ ...missing, status: 'cancelled' })).toEqual(['notTold'])
  expect(blockersOf({ ...missing, isTold: true, status: 'cancelled' })).toEqual([])
  expect(blockersOf({ ...missing, status: 'inSession' })).toEqual(['limitedOnly'])
})

test('R10.1 a visit whose patient has arrived lacks what it lacked before', () => {
  const missing: VisitFacts = { ...clear, isTold: false, formsOut: 1, hasMailTrouble: true, hasEmail: false }

  expect(blockersOf({ ...missing, status: 'arrived' })).toEqual(blockersOf(missing))
  expect(blockersOf(missing)).toHaveLength(4)
})

test('R10.1 limited access alone does not keep a visit from being ready', () => {
  expect(isReady(['limitedOnly'])).toBe(true)
  expect(isReady(['limitedOnly', 'noEmail'])).toBe(false)
})
