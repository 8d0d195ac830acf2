import { expect, test } from 'vitest'
import { Keyring } from './keyring.ts'

const keyring = { format: 1, identity: 'AGE-SECRET-KEY-1', invitations: ['AGE-SECRET-KEY-2'] } as const

test('R4.6 a keyring holds the login’s identity and those of up to a thousand invitations', () => {
  const full = { ...keyring, invitations: new Array<string>(1_000).fill('AGE-SECRET-KEY-2') }

  expect(Keyring.parse(keyring)).toEqual(keyring)
  expect(Keyring.parse(full).invitations).toHaveLength(1_000)
  expect(Keyring.safeParse({ ...full, invitations: [...full.invitations, 'one more'] }).success).toBe(false)
})

test('a keyring of another format, or without an identity, is none', () => {
  expect(Keyring.safeParse({ ...keyring, format: 2 }).success).toBe(false)
  expect(Keyring.safeParse({ format: 1, invitations: [] }).success).toBe(false)
})
