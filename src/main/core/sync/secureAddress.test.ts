import { expect, test } from 'vitest'
import { isSecureAddress } from './secureAddress.ts'

test.each([
  'https://portal.example',
  'https://portal.example:8443/anteroom',
  'http://127.0.0.1:4380',
  'http://127.9.9.9',
  'http://localhost:4380',
  'http://[::1]:4380',
])('R11.5 what is sent to %s is read by nobody on the way', (address) => {
  expect(isSecureAddress(address)).toBe(true)
})

test.each([
  'http://portal.example',
  'http://127.0.0.1.evil.example',
  'http://a127.0.0.1',
  'http://localhost.evil.example',
  'ftp://127.0.0.1',
  'javascript:alert(1)',
  'portal.example',
  '',
])('R11.5 %s is no address for what is private', (address) => {
  expect(isSecureAddress(address)).toBe(false)
})
