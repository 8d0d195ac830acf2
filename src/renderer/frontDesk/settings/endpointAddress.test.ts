import { expect, test } from 'vitest'
import { endpointAddress } from './endpointAddress.ts'

test.each([
  [' https://portal.example.com/ ', 'https://portal.example.com/'],
  ['http://portal.example.com', 'http://portal.example.com'],
  ['portal.example.com', 'https://portal.example.com'],
  ['portal.example.com:8443/desk', 'https://portal.example.com:8443/desk'],
  ['127.0.0.1:4401', 'http://127.0.0.1:4401'],
  ['localhost:4401', 'http://localhost:4401'],
  ['[::1]:4401', 'http://[::1]:4401'],
  ['127.evil.example', 'https://127.evil.example'],
])('R11.5 the scheme of an online service may be left out: %s is %s', (typed, address) => {
  expect(endpointAddress(typed)).toBe(address)
})

test.each(['', ' ', 'https://', 'ftp://portal.example.com', 'portal', 'desk@quay example', 'mailto:desk'])(
  'R11.5 what is no address is none with a scheme either: %s',
  (typed) => {
    expect(endpointAddress(typed)).toBeNull()
  },
)
