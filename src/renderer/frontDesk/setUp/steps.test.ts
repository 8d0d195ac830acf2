import { expect, test } from 'vitest'
import { SetUpStep } from '../../../shared/domain/setUp.ts'
import { doneSteps, firstOpen, minutesLeft, placeAt, steps } from './steps.ts'

test('R10.8 the set-up goes on at the first step that is not done, and ends where all are', () => {
  expect(firstOpen(SetUpStep.options)).toBe('staff')
  expect(firstOpen(['email', 'recoverySheet'])).toBe('email')
  expect(firstOpen([])).toBe('ready')
})

test('R10.8 everything that can be missing has one step that settles it', () => {
  expect(steps.flatMap(({ settles }) => settles ?? [])).toEqual(SetUpStep.options)
})

test('R10.8 hours are not done before there is somebody to work them', () => {
  expect(doneSteps(['staff', 'services']).has('hours')).toBe(false)
  expect(doneSteps(['services']).has('hours')).toBe(true)
})

test('R10.8 a new clinic takes ten minutes, fewer with each step that is done', () => {
  expect(minutesLeft(new Set())).toBe(10)
  expect(minutesLeft(doneSteps([]))).toBe(0)
})

test('R10.8 each step has an address, and what is opened on it one below', () => {
  expect(placeAt('/set-up/hours')).toBe('hours')
  expect(placeAt('/set-up/services/new')).toBe('services')
  expect(placeAt('/set-up/ready')).toBe('ready')
  expect(placeAt('/set-up')).toBeNull()
  expect(placeAt('/set-up/hoursly')).toBeNull()
})
