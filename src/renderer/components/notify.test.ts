import { notifications, notificationsStore } from '@mantine/notifications'
import { beforeEach, expect, test } from 'vitest'
import { notifyDone, notifyFailure } from './notify.ts'

const shown = () => notificationsStore.getState().notifications

beforeEach(() => notifications.clean())

test('R10.4 a failure is said aloud, and goes by itself', () => {
  notifyFailure(new Error('No'))

  expect(shown()).toMatchObject([{ role: 'alert', autoClose: 20_000 }])
})

test('R10.4 a failure goes when the next try fails or succeeds: the newest alone is true', () => {
  notifyFailure(new Error('No'))
  notifyFailure(new Error('No'))
  expect(shown()).toHaveLength(1)

  notifyDone('Saved')

  expect(shown()).toMatchObject([{ message: 'Saved' }])
})

test('R10.4 of what was done the newest line alone stands there', () => {
  notifyDone('Saved')
  notifyDone('Undone')

  expect(shown()).toMatchObject([{ message: 'Undone' }])
})
