import { expect, test } from 'vitest'
import { carryOn, clockOf, type CarryStep } from './carrying.ts'

const hours = { from: 8, to: 18 }
const columns = ['mon', 'tue']
const on = (steps: readonly CarryStep[], from = 600, to = 630) =>
  steps.reduce((place, step) => carryOn(place, step, columns, hours), { columnId: 'mon', from, to })

test('R6.2 a carried visit goes a quarter of an hour at a press, onto the quarters, its length kept', () => {
  expect(on(['down'])).toEqual({ columnId: 'mon', from: 615, to: 645 })
  expect(on(['up'], 607, 627)).toEqual({ columnId: 'mon', from: 600, to: 620 })
  expect(on(['down'], 607, 627)).toEqual({ columnId: 'mon', from: 615, to: 635 })
})

test('R6.2 it goes to the next column and not beyond the last, nor out of the hours that are shown', () => {
  expect(on(['right', 'right']).columnId).toBe('tue')
  expect(on(['left']).columnId).toBe('mon')
  expect(on(['up'], 480, 510).from).toBe(480)
  expect(on(['down'], 1050, 1080)).toMatchObject({ from: 1050, to: 1080 })
})

test('R6.2 it is made longer and shorter at its end, and never nothing', () => {
  expect(on(['longer'])).toMatchObject({ from: 600, to: 645 })
  expect(on(['longer'], 1070, 1080)).toMatchObject({ to: 1080 })
  expect(on(['shorter'])).toMatchObject({ from: 600, to: 615 })
  expect(on(['shorter', 'shorter', 'shorter'])).toMatchObject({ from: 600, to: 605 })
})

test('R6.2 minutes of a day are written as its clock', () => {
  expect([0, 615, 1439].map(clockOf)).toEqual(['00:00', '10:15', '23:59'])
})
