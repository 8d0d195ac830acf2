import { expect, test } from 'vitest'
import { toFragment } from '../../envelope/secrets.ts'
import { makeIdentity } from '../../envelope/seal.ts'
import { isNearAddress, readTyped } from './reading.ts'

const CLINIC = '01900000-0000-7000-8000-000000000001'

test('R4.9 a code is known by its dash or a figure, and a name of eight letters stays a name', () => {
  expect(readTyped(' abcd-efgh ')).toEqual({ kind: 'code', code: 'ABCD-EFGH' })
  expect(readTyped('abcd efg2')).toEqual({ kind: 'code', code: 'ABCD-EFG2' })
  expect(readTyped('Margaret')).toEqual({ kind: 'text', text: 'Margaret' })
})

test('R4.9 a link is known whole, cut off, and as what stands behind its hash', async () => {
  const { identity } = await makeIdentity()
  const link = `https://portal.example/c/${CLINIC}/open#${toFragment(identity)}`

  expect(readTyped(link)).toEqual({ kind: 'link', clinicId: CLINIC, secret: identity })
  expect(readTyped(link.slice(0, -6))).toEqual({ kind: 'link', clinicId: CLINIC, secret: null })
  expect(readTyped(toFragment(identity))).toEqual({ kind: 'link', clinicId: null, secret: identity })
})

test('R4.9 an e-mail, a name, a birth date', () => {
  expect(readTyped('sam@example.com')).toEqual({ kind: 'email', email: 'sam@example.com' })
  expect(readTyped('Ben O’Okafor')).toEqual({ kind: 'text', text: 'Ben O’Okafor' })
  expect(readTyped('12 March 1985')).toEqual({ kind: 'text', text: '12 March 1985' })
  expect(readTyped('  ')).toEqual({ kind: 'nothing' })
})

test('R4.9 an address is near another but for two slips, and not for three', () => {
  expect(isNearAddress('sam@exmaple.com', 'Sam@example.com')).toBe(true)
  expect(isNearAddress('sam@exampel.co', 'sam@example.com')).toBe(true)
  expect(isNearAddress('samuel@example.com', 'sam@example.com')).toBe(false)
  expect(isNearAddress('ana@example.com', 'ben@example.com')).toBe(false)
})
