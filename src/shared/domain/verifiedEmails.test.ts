import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emailKey } from './people.ts'
import { renewableAs, sentElsewhere, verifiedEmails, type Redemption } from './verifiedEmails.ts'

const address = fc.constantFrom('ana@example.test', 'Ana@Example.test', 'sam@example.test', 'luis@example.test')
const redemption: fc.Arbitrary<Redemption> = fc.record({
  email: address,
  redeemedWith: fc.constantFrom('link', 'code'),
  wentTo: fc.array(address, { maxLength: 3 }),
})
const ana: Redemption = { email: 'ana@example.test', redeemedWith: 'link', wentTo: ['Ana@Example.test'] }

const verified = (...redemptions: Redemption[]) => [...verifiedEmails(redemptions)]

test('R4.8 an e-mail is verified by the link that was sent to it, in any spelling', () => {
  expect(verified(ana)).toEqual(['ana@example.test'])
  expect(verified({ ...ana, wentTo: ['ana@example.test', 'ANA@example.test'] })).toEqual(['ana@example.test'])
})

test('R4.8 nothing is verified by a code that was read aloud, nor by a link that nobody was sent', () => {
  expect(verified({ ...ana, redeemedWith: 'code' })).toEqual([])
  expect(verified({ ...ana, wentTo: [] })).toEqual([])
})

test('R4.8 a link that went to another address too verifies neither', () => {
  expect(verified({ ...ana, wentTo: ['luis@example.test'] })).toEqual([])
  expect(verified({ ...ana, wentTo: ['luis@example.test', 'ana@example.test'] })).toEqual([])
})

test('R4.8 an e-mail is verified by any of a login’s redemptions, and by these alone', () => {
  fc.assert(
    fc.property(fc.array(redemption, { maxLength: 5 }), (redemptions) => {
      const alone = redemptions.flatMap((each) => verified(each))

      expect(verified(...redemptions).sort()).toEqual([...new Set(alone)].sort())
      for (const key of alone) {
        const proofs = redemptions.filter(({ email }) => emailKey(email) === key)
        expect(proofs.some(({ redeemedWith, wentTo }) => redeemedWith === 'link' && wentTo.length > 0)).toBe(true)
      }
    }),
  )
})

test('R4.8 each further address that a link may have reached can only take away', () => {
  fc.assert(
    fc.property(redemption, fc.array(address, { minLength: 1, maxLength: 3 }), (one, more) => {
      if (one.wentTo.length === 0) return
      const after = verified({ ...one, wentTo: [...one.wentTo, ...more] })

      for (const key of after) expect(verified(one)).toContain(key)
    }),
  )
})

test('R4.8 where it was sent is said only where that is nobody’s own address', () => {
  expect(sentElsewhere('sam@example.test', ['ana@example.test'])).toBe('ana@example.test')
  expect(sentElsewhere('sam@example.test', [null, 'ana@example.test', 'luis@example.test'])).toBe('ana@example.test')
  expect(sentElsewhere('sam@example.test', ['ana@example.test', 'Sam@example.test'])).toBeNull()
  expect(sentElsewhere('sam@example.test', [null])).toBeNull()
  expect(sentElsewhere('sam@example.test', [])).toBeNull()
})

test('R4.8 an Access Link renews the login of the one address that it went to; a form’s link renews none', () => {
  expect(renewableAs('access', ['ana@example.test', 'Ana@Example.test'])).toBe('ana@example.test')
  expect(renewableAs('access', []), 'read aloud or printed').toBeNull()
  expect(renewableAs('access', ['luis@example.test', 'ana@example.test'])).toBeNull()
  expect(renewableAs('access', ['ana@example.test', 'luis@example.test'])).toBeNull()
  expect(renewableAs('form', ['ana@example.test'])).toBeNull()
})
