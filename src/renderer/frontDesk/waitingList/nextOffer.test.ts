import { expect, test } from 'vitest'
import { WaitingEntryId } from '../../../shared/domain/ids.ts'
import { Instant } from '../../../shared/domain/time.ts'
import { nextOffer } from './nextOffer.ts'

const at = (clock: string) => Instant.parse(`2026-03-02T${clock}:00.000Z`)
const person = (number: number, hasEmail = true) => ({
  id: WaitingEntryId.parse(`018f0000-0000-7000-8000-00000000000${number}`),
  hasEmail,
})
const [ana, ben, withoutEmail] = [person(1), person(2), person(3, false)]
const freed = (freedAt: string, suits: readonly { readonly id: WaitingEntryId }[], until: string | null = '15:00') => ({
  freedAt: at(freedAt),
  until: until === null ? null : at(until),
  suits: suits.map(({ id }) => ({ entryId: id })),
})
const waiting = [ana, ben, withoutEmail]

test('R6.2 one key offers what became free last, to the first in line who can be asked by e-mail', () => {
  const [early, late] = [freed('09:00', [ana]), freed('11:00', [withoutEmail, ben, ana])]

  expect(nextOffer([early, late], waiting)).toEqual({ time: late, entry: ben })
  expect(nextOffer([late, early], waiting)).toEqual({ time: late, entry: ben })
})

test('R6.2 a time that nobody would have the time to answer, or whom nobody can be asked about, is passed over', () => {
  const early = freed('09:00', [ana])

  expect(nextOffer([early, freed('11:00', [ben], null)], waiting)).toEqual({ time: early, entry: ana })
  expect(nextOffer([early, freed('11:00', [withoutEmail])], waiting)).toEqual({ time: early, entry: ana })
  expect(nextOffer([early], [ben])).toBeNull()
  expect(nextOffer([], waiting)).toBeNull()
})
