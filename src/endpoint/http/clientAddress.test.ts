import { expect, test } from 'vitest'
import { clientAddress } from './clientAddress.ts'

test('a caller is its IPv4 address, or its IPv6 network', () => {
  expect(clientAddress('203.0.113.7', null)).toBe('203.0.113.7')
  expect(clientAddress('::ffff:203.0.113.7', null)).toBe('203.0.113.7')
  expect(clientAddress('2001:db8:1:2:3:4:5:6', null)).toBe('2001:db8:1:2::/64')
  expect(clientAddress('2001:db8:1:2::99', null)).toBe(clientAddress('2001:0DB8:0001:0002:ffff::', null))
  expect(clientAddress('::1', null)).toBe('0:0:0:0::/64')
  expect(clientAddress(null, null)).toBe('unknown')
})

test('behind a proxy only what the proxy itself wrote is believed', () => {
  expect(clientAddress('10.0.0.1', 'forged, 198.51.100.9')).toBe('198.51.100.9')
  expect(clientAddress('10.0.0.1', '')).toBe('10.0.0.1')
})
