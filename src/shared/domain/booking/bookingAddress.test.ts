import { expect, test } from 'vitest'
import { ServiceId, StaffId } from '../ids.ts'
import { bookingAddress } from './bookingAddress.ts'

const page = { portalUrl: 'https://portal.example', clinicId: 'c1', shortName: null, fingerprint: 'AbC-_1' }
const serviceId = ServiceId.parse('01900000-0000-7000-8000-000000000001')
const practitionerId = StaffId.parse('01900000-0000-7000-8000-000000000002')

test('R6.3 the address for a website has the key in its fragment, and what is chosen ahead in its query', () => {
  expect(bookingAddress(page, { serviceId: null, practitionerId: null })).toBe(
    'https://portal.example/c/c1/book#AbC-_1',
  )
  const address = new URL(bookingAddress({ ...page, shortName: 'harbour' }, { serviceId, practitionerId }))
  expect([
    address.pathname,
    address.searchParams.get('service'),
    address.searchParams.get('with'),
    address.hash,
  ]).toEqual(['/harbour/book', serviceId, practitionerId, '#AbC-_1'])
})
