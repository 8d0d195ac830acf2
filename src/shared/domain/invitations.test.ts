import fc from 'fast-check'
import { expect, test } from 'vitest'
import { InvitationId, LinkId, PatientId } from './ids.ts'
import {
  canTakeExtraDay,
  CODE_ALPHABET,
  codeFrom,
  daysLeft,
  decideRedeem,
  decideSend,
  effectiveState,
  expiryWithExtraDay,
  invitationExpiry,
  InvitationState,
  hadEnded,
  isOpen,
  normaliseCode,
  type HeldLink,
  type StoredInvitation,
} from './invitations.ts'
import { Instant, plusMilliseconds } from './time.ts'

const NOW = Instant.parse('2026-03-02T09:00:00.000Z')
const LATER = Instant.parse('2026-03-03T09:00:00.000Z')
const ana = PatientId.parse('01900000-0000-7000-8000-000000000001')
const sam = PatientId.parse('01900000-0000-7000-8000-000000000002')
const linkId = LinkId.parse('01900000-0000-7000-8000-000000000003')

function invited(changes: Partial<StoredInvitation> = {}): StoredInvitation {
  const id = InvitationId.parse('01900000-0000-7000-8000-000000000004')
  return { id, patientId: ana, kind: 'access', state: 'open', expiresAt: LATER, ...changes }
}

function holding(level: HeldLink['level'], patientId = ana): HeldLink[] {
  return [{ id: linkId, patientId, level }]
}

test('R4.2 the extra day is that of a form that time alone has ended, once, and shortens nothing', () => {
  const expired = { ...invited({ kind: 'form', expiresAt: NOW }), extraDayAt: null }

  expect(canTakeExtraDay(expired, NOW)).toBe(true)
  expect(canTakeExtraDay({ ...expired, expiresAt: LATER }, NOW)).toBe(false)
  expect(canTakeExtraDay({ ...expired, kind: 'access' }, NOW)).toBe(false)
  expect(canTakeExtraDay({ ...expired, extraDayAt: NOW }, LATER)).toBe(false)
  for (const state of ['redeemed', 'revoked', 'replaced'] as const) {
    expect(canTakeExtraDay({ ...expired, state }, NOW)).toBe(false)
  }
  expect(expiryWithExtraDay(NOW, LATER)).toBe('2026-03-04T09:00:00.000Z')
  expect(expiryWithExtraDay(plusMilliseconds(LATER, 1e9), NOW)).toBe(plusMilliseconds(LATER, 1e9))
})

test('R4.2 an access invitation lives as long as the clinic says, opened or not', () => {
  expect(invitationExpiry('access', NOW, null, 5)).toBe('2026-03-07T09:00:00.000Z')
  expect(invitationExpiry('access', NOW, LATER, 5)).toBe('2026-03-07T09:00:00.000Z')
})

test('R4.2 a form has 60 days to be opened, then 90 from opening', () => {
  expect(invitationExpiry('form', NOW, null, 5)).toBe('2026-05-01T09:00:00.000Z')
  expect(invitationExpiry('form', NOW, LATER, 5)).toBe('2026-06-01T09:00:00.000Z')
})

test('R4.1 expired follows from the clock, and only for what was open', () => {
  expect(effectiveState('sent', NOW, NOW)).toBe('expired')
  expect(effectiveState('sent', LATER, NOW)).toBe('sent')
  expect(effectiveState('redeemed', NOW, LATER)).toBe('redeemed')
  expect(effectiveState('revoked', NOW, LATER)).toBe('revoked')
})

test.each<[string, StoredInvitation | null, HeldLink[], unknown]>([
  ['a login without this patient: added', invited(), holding('full', sam), { kind: 'add', level: 'full' }],
  ['a form: limited', invited({ kind: 'form' }), [], { kind: 'add', level: 'limited' }],
  ['limited before: upgraded', invited(), holding('limited'), { kind: 'upgrade', link: holding('limited')[0] }],
  ['full before: nothing changes', invited(), holding('full'), { kind: 'alreadyHeld', link: holding('full')[0] }],
  [
    'a form never raises a level',
    invited({ kind: 'form' }),
    holding('limited'),
    { kind: 'alreadyHeld', link: holding('limited')[0] },
  ],
  ['expired', invited({ expiresAt: NOW }), [], { kind: 'dead', because: 'expired' }],
  ['used', invited({ state: 'redeemed' }), [], { kind: 'dead', because: 'used' }],
  ['revoked', invited({ state: 'revoked' }), [], { kind: 'dead', because: 'revoked' }],
  ['replaced', invited({ state: 'replaced' }), [], { kind: 'dead', because: 'replaced' }],
  ['unknown', null, holding('full'), { kind: 'dead', because: 'unknown' }],
])('R4.7 %s', (_name, invitation, held, decision) => {
  expect(decideRedeem(invitation, held, NOW)).toEqual(decision)
})

test('R4.2 what is redeemed after it was ended gives nothing, whatever the endpoint says of the time', () => {
  const expiresAt = NOW
  const before = plusMilliseconds(NOW, -1)
  const after = plusMilliseconds(NOW, 1)

  for (const state of ['prepared', 'sending', 'sent', 'opened', 'redeemed'] as const) {
    expect(hadEnded({ state, expiresAt }, NOW, NOW)).toBe(false)
    expect(hadEnded({ state, expiresAt }, before, null)).toBe(false)
    expect(hadEnded({ state, expiresAt }, after, null)).toBe(true)
    expect(hadEnded({ state, expiresAt }, before, after)).toBe(true)
  }
  for (const state of ['revoked', 'replaced'] as const) expect(hadEnded({ state, expiresAt }, before, null)).toBe(true)
})

test('R2.3 an Access Link is sent once however often the button is pressed while it leaves', () => {
  const prepared = { state: 'prepared', expiresAt: LATER } as const

  expect(decideSend(prepared, false, NOW)).toEqual({ kind: 'send', state: 'sending' })
  expect(decideSend({ ...prepared, state: 'sending' }, true, NOW)).toEqual({ kind: 'underWay' })
})

test.each(['redeemed', 'revoked', 'replaced', 'expired'] as const)('R2.3 nothing is sent that is %s', (state) => {
  expect(decideSend({ state, expiresAt: LATER }, false, NOW)).toEqual({ kind: 'closed' })
  expect(decideSend({ state, expiresAt: LATER }, true, NOW)).toEqual({ kind: 'closed' })
})

test('R4.1 sending again leaves an opened invitation opened, and a closed one closed', () => {
  fc.assert(
    fc.property(fc.constantFrom(...InvitationState.options), fc.constantFrom(NOW, LATER), (state, expiresAt) => {
      const decision = decideSend({ state, expiresAt }, false, NOW)

      expect(decision.kind === 'send').toBe(isOpen(state, expiresAt, NOW))
      if (state === 'opened' && decision.kind === 'send') expect(decision.state).toBe('opened')
    }),
  )
})

test('R4.2 the e-mail says whole days, at least one', () => {
  expect(daysLeft(Instant.parse('2026-03-07T09:00:00.000Z'), NOW)).toBe(5)
  expect(daysLeft(Instant.parse('2026-03-02T10:00:00.000Z'), NOW)).toBe(1)
})

test('R4.5 every letter of a code is as likely as every other', () => {
  const perLetter = new Map<string, number>()
  for (let byte = 0; byte <= 255; byte++) {
    // Eight times the same byte; where it is passed over, the next bytes come from a source that gives the first letter.
    let asked = 0
    const code = codeFrom((count) => new Uint8Array(count).fill(asked++ === 0 ? byte : 0))
    if (asked === 1) perLetter.set(code.charAt(0), (perLetter.get(code.charAt(0)) ?? 0) + 1)
  }

  expect([...perLetter.keys()].sort()).toEqual([...CODE_ALPHABET].sort())
  expect(new Set(perLetter.values())).toEqual(new Set([Math.floor(256 / CODE_ALPHABET.length)]))
})

test('R4.5 a code has eight letters without look-alikes, and is read back however it is typed', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.integer({ min: 0, max: 255 })), (bytes) => {
      const code = codeFrom((count) => Uint8Array.from([...bytes.take(count)]))

      expect(code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/)
      expect([...code.replace('-', '')].every((letter) => CODE_ALPHABET.includes(letter))).toBe(true)
      expect(normaliseCode(` ${code.toLowerCase().replace('-', ' ')} `)).toBe(code)
    }),
  )
  expect(normaliseCode('AB0D-EFGH')).toBeNull()
  expect(normaliseCode('ABCD-EFG')).toBeNull()
})
