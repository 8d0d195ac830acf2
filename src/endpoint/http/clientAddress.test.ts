import { expect, test } from 'vitest'
import { clientAddress, NO_PROXIES, readProxies, type TrustedProxies } from './clientAddress.ts'

const from = (socketAddress: string | null) => clientAddress(socketAddress, null, NO_PROXIES)

function proxies(list: string): TrustedProxies {
  return readProxies(list) ?? expect.fail(`${list} was not understood`)
}

test('R11.7 a caller is its IPv4 address, or its IPv6 network', () => {
  expect(from('203.0.113.7')).toBe('203.0.113.7')
  expect(from('::ffff:203.0.113.7')).toBe('203.0.113.7')
  expect(from('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64')
  expect(from('2001:db8:1:2::99')).toBe(from('2001:0DB8:0001:0002:ffff::'))
  expect(from('fe80::1%eth0')).toBe('fe80:0:0:0::/64')
  expect(from('fe80::1:2:3:4%en:0')).toBe('fe80:0:0:0::/64')
  expect(from('::1')).toBe('0:0:0:0::/64')
  expect(from(null)).toBe('unknown')
})

test('R11.7 what is forwarded is believed of the proxy that is named, and of nobody else', () => {
  const ours = proxies('10.0.0.1, 2001:db8:5::/48')

  expect(clientAddress('10.0.0.1', 'forged, 198.51.100.9', ours)).toBe('198.51.100.9')
  expect(clientAddress('::ffff:10.0.0.1', '198.51.100.9', ours)).toBe('198.51.100.9')
  expect(clientAddress('10.0.0.1', '::ffff:198.51.100.9', ours)).toBe('198.51.100.9')
  expect(clientAddress('2001:db8:5:1::7', '198.51.100.9', ours)).toBe('198.51.100.9')
  expect(clientAddress('10.0.0.2', '198.51.100.9', ours)).toBe('10.0.0.2')
  expect(clientAddress('203.0.113.7', '198.51.100.9', ours)).toBe('203.0.113.7')
  expect(clientAddress('10.0.0.1', '198.51.100.9', NO_PROXIES)).toBe('10.0.0.1')
})

test('R11.7 proxies in a row are each believed as far as they are named', () => {
  const ours = proxies('10.0.0.0/8')

  expect(clientAddress('10.0.0.1', '203.0.113.1, 198.51.100.9, 10.4.0.2', ours)).toBe('198.51.100.9')
  expect(clientAddress('10.0.0.1', '10.9.9.9', ours)).toBe('10.9.9.9')
})

test('R11.7 a proxy that names no address leaves its own', () => {
  const ours = proxies('10.0.0.1')

  expect(clientAddress('10.0.0.1', '', ours)).toBe('10.0.0.1')
  expect(clientAddress('10.0.0.1', null, ours)).toBe('10.0.0.1')
  expect(clientAddress('10.0.0.1', 'unknown', ours)).toBe('10.0.0.1')
})

test('a list of proxies is addresses and networks, or is none', () => {
  for (const list of ['nobody', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0.0/', '::1/129', '10.0.0.1, x']) {
    expect(readProxies(list), list).toBeNull()
  }
  expect(proxies('').has('10.0.0.1')).toBe(false)
  expect(proxies('::1/128').has('::1')).toBe(true)
  expect(proxies('10.0.0.1').has('unknown')).toBe(false)
  expect(proxies('10.0.0.0/8').has('::ffff:10.0.0.1'), 'as a socket says it').toBe(true)
  expect(proxies('10.0.0.0/8').has('::ffff:11.0.0.1')).toBe(false)
})
