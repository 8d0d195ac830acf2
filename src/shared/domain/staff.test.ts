import { expect, test } from 'vitest'
import { isLastAdmin, losesAdmin } from './staff.ts'

const maya = { id: 'maya', role: 'admin', isActive: true, hasPassword: true } as const
const ada = { ...maya, id: 'ada' }

test('R10.3 the last admin is whoever alone can administer: active, with a password', () => {
  expect(isLastAdmin([maya, { ...ada, role: 'practitioner' }], 'maya')).toBe(true)
  expect(isLastAdmin([maya, { ...ada, isActive: false }], 'maya')).toBe(true)
  expect(isLastAdmin([maya, { ...ada, hasPassword: false }], 'maya')).toBe(true)
  expect(isLastAdmin([maya, { ...ada, hasPassword: false }], 'ada')).toBe(false)
  expect(isLastAdmin([maya, ada], 'maya')).toBe(false)
  expect(isLastAdmin([], 'maya')).toBe(false)
})

test('R10.3 an admin loses the right to administer with another role, and with nothing else', () => {
  expect(losesAdmin(maya, { role: 'frontDesk' })).toBe(true)
  expect(losesAdmin(maya, { role: 'admin' })).toBe(false)
  expect(losesAdmin(maya, { name: 'Maya Iyer-Lee' })).toBe(false)
  expect(losesAdmin({ role: 'frontDesk' }, { role: 'practitioner' })).toBe(false)
})
