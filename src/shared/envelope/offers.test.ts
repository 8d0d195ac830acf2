import { expect, test } from 'vitest'
import { Instant } from '../domain/time.ts'
import { offerFragment, readOfferFragment } from './offers.ts'
import { makeIdentity } from './seal.ts'
import { toFragment } from './secrets.ts'

const insteadOfAt = Instant.parse('2026-12-22T18:00:00.000Z')

test('R6.2 the link of an offer carries its secret, and when the visit is that a yes moves', async () => {
  const { identity: secret } = await makeIdentity()
  const fragment = offerFragment(secret, insteadOfAt)

  expect(readOfferFragment(fragment)).toEqual({ secret, insteadOfAt })
  expect(readOfferFragment(`#${fragment.toUpperCase()}>.`)).toEqual({ secret, insteadOfAt })
  expect(readOfferFragment(fragment.replace('-', '%2D'))).toEqual({ secret, insteadOfAt })
  expect(readOfferFragment(offerFragment(secret, null))).toEqual({ secret, insteadOfAt: null })
})

test('R6.2 a link from before says nothing of a visit, and one that was cut is none', async () => {
  const { identity: secret } = await makeIdentity()
  const fragment = toFragment(secret)

  expect(readOfferFragment(fragment)).toEqual({ secret, insteadOfAt: null })
  expect(readOfferFragment(`${fragment}-`)).toEqual({ secret, insteadOfAt: null })
  expect(readOfferFragment(`${fragment.slice(0, -1)}-abc`)).toBeNull()
  expect(readOfferFragment('')).toBeNull()
})
