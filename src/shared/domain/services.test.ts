import { expect, test } from 'vitest'
import { StaffId } from './ids.ts'
import { serviceChanges, ServiceDetails, serviceNameKey } from './services.ts'

const [lee, park] = [1, 2].map((number) => StaffId.parse(`01900000-0000-7000-8000-00000000000${number}`))
const massage = ServiceDetails.parse({
  name: 'Massage',
  minutes: 60,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 10,
  isBookableOnline: true,
  practitionerIds: [lee, park],
  formIds: [],
})

test('R6.1 only what differs of a service is a change, lists in whatever order', () => {
  const practitionerIds = [...massage.practitionerIds].reverse()

  expect(serviceChanges(massage, { ...massage, practitionerIds })).toEqual([])
  expect(serviceChanges(massage, { minutes: 75, name: 'Massage', practitionerIds: [] })).toEqual([
    'minutes',
    'practitionerIds',
  ])
})

test.each([
  ['minutes', 4],
  ['minutes', 601],
  ['minutes', 30.5],
  ['bufferBeforeMinutes', -1],
  ['bufferAfterMinutes', 121],
  ['name', ' '],
  ['name', 'Two\nlines'],
])('R6.1 a service whose %s is %s is none', (field, value) => {
  expect(ServiceDetails.safeParse({ ...massage, [field]: value }).success).toBe(false)
})

test('R6.1 names that people take for one are one', () => {
  expect(serviceNameKey('  Deep   Massage ')).toBe(serviceNameKey('deep massage'))
  expect(serviceNameKey('Massage 60')).not.toBe(serviceNameKey('Massage 90'))
})
