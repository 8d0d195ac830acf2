import { describe, expect, test } from 'vitest'
import { Invitation } from '../../../shared/contract/desk/access.ts'
import type { MailFailure } from '../../../shared/domain/mailFailure.ts'
import { plusMilliseconds, toInstant, DAY, MINUTE } from '../../../shared/domain/time.ts'
import { secondsUntil } from '../../components/secondsUntil.ts'
import { words } from '../../words/words.ts'
import { invitationLife, redemptionOf } from './invitationLife.ts'
import { fixFor, invitedAddress, isLinkOut, standingOf } from './invitationStanding.ts'

const start = toInstant(Date.parse('2026-11-23T13:58:00Z'))
const later = plusMilliseconds(start, 3 * MINUTE)

const prepared = Invitation.parse({
  id: '01930000-0000-7000-8000-000000000001',
  kind: 'access',
  state: 'prepared',
  code: 'R7KM-4XQD',
  email: 'luis@example.com',
  sentTo: null,
  requestedBy: 'Marta Silva',
  preparedAt: start,
  sentAt: null,
  acceptedAt: null,
  fetchedAt: null,
  openedAt: null,
  extraDayAt: null,
  redeemedAt: null,
  redeemedBy: null,
  redeemedWith: null,
  redeemedOutcome: null,
  formsReturnedAt: null,
  endedAt: null,
  endReason: null,
  expiresAt: plusMilliseconds(start, 5 * DAY),
  mail: null,
} satisfies Record<keyof Invitation, unknown>)

function mail(state: NonNullable<Invitation['mail']>['state'], failure: MailFailure | null = null) {
  return Invitation.shape.mail.parse({
    id: '01930000-0000-7000-8000-000000000002',
    state,
    leavesAt: later,
    failure,
  })
}

const sent: Invitation = { ...prepared, state: 'sent', sentAt: later, acceptedAt: later, mail: mail('sent') }

describe('R4.1 how an invitation stands', () => {
  test.each([
    ['prepared, no e-mail', prepared, 'notSent', 'send'],
    ['in the countdown', { ...prepared, state: 'sending', mail: mail('waiting') }, 'waiting', 'undo'],
    ['leaving', { ...prepared, state: 'sending', mail: mail('leaving') }, 'leaving', 'none'],
    ['taken back', { ...prepared, mail: mail('undone') }, 'notSent', 'send'],
    ['second e-mail taken back', { ...sent, mail: mail('undone') }, 'sent', 'sendAgain'],
    ['sent', sent, 'sent', 'sendAgain'],
    ['came back', { ...sent, mail: mail('bounced') }, 'bounced', 'correct'],
    ['not sent', { ...prepared, state: 'sending', mail: mail('failed') }, 'failed', 'correct'],
    ['uncertain', { ...prepared, state: 'sending', mail: mail('unknown') }, 'unknown', 'sendAgain'],
    [
      'opened although a later e-mail came back',
      { ...sent, state: 'opened', mail: mail('bounced') },
      'opened',
      'sendAgain',
    ],
    ['redeemed', { ...sent, state: 'redeemed' }, 'redeemed', 'request'],
    ['revoked', { ...sent, state: 'revoked' }, 'revoked', 'request'],
    ['replaced', { ...sent, state: 'replaced' }, 'replaced', 'request'],
  ] as const)('%s', (_case, invitation, standing, fix) => {
    expect(standingOf(invitation, later)).toBe(standing)
    expect(fixFor(standing)).toBe(fix)
  })

  test('R4.4 before a code is replaced one is asked where a link is on its way or with somebody', () => {
    const standings = ['notSent', 'waiting', 'leaving', 'bounced', 'failed', 'unknown', 'sent', 'opened'] as const

    expect(standings.filter(isLinkOut)).toEqual(['waiting', 'leaving', 'unknown', 'sent', 'opened'])
    expect((['redeemed', 'expired', 'revoked', 'replaced'] as const).filter(isLinkOut)).toEqual([])
  })

  test('R4.2 the clock alone makes it expired', () => {
    expect(standingOf(sent, sent.expiresAt)).toBe('expired')
  })
})

describe('R4.1 the whole life with times', () => {
  const said = (invitation: Invitation) =>
    invitationLife(invitation, later).map((step) => {
      const { before, strong = '', after = '' } = words.access.lifeStep(step)
      return `${step.mark} ${before}${strong}${after}`
    })

  test('sent, not opened', () => {
    expect(said(sent)).toEqual([
      'done Code requested by Marta Silva',
      'done Access Link sent to luis@example.com',
      'done Accepted by example.com’s mail server',
      'open Opened',
      'open Redeemed',
    ])
  })

  test('R4.3 a page that was only fetched is noted and starts no clock', () => {
    expect(said({ ...sent, fetchedAt: later })).toContain('done Page fetched, as mail scanners do; nothing was spent')
    expect(said({ ...sent, fetchedAt: later, openedAt: later }).join()).not.toContain('fetched')
  })

  test('R4.2 the extra day that the patient took', () => {
    expect(said({ ...sent, extraDayAt: later })).toContain('done Expired, and one more day was taken')
  })

  test('R9.3 an e-mail that came back says why', () => {
    const steps = said({
      ...prepared,
      state: 'sending',
      sentAt: later,
      mail: mail('bounced', { kind: 'addressRefused', code: 550 }),
    })
    expect(steps[1]).toBe('trouble E-mail to luis@example.com came back: the mail server refused the address (550).')
  })

  test('R4.8 who redeemed, and what it changed', () => {
    const redeemed: Invitation = {
      ...sent,
      state: 'redeemed',
      openedAt: later,
      redeemedAt: later,
      redeemedBy: 'luis@example.com',
      redeemedOutcome: 'upgraded',
    }
    expect(said(redeemed).at(-1)).toBe('done Redeemed by luis@example.com, upgraded from limited to full')
  })

  test('R4.8 as whom it was redeemed and where it was sent, where they differ, and that it was the code', () => {
    const redeemed: Invitation = {
      ...sent,
      state: 'redeemed',
      openedAt: later,
      redeemedAt: later,
      redeemedBy: 'sam@example.com',
      redeemedOutcome: 'added',
      sentTo: 'luis@example.com',
    }
    const line = (changes: Partial<Invitation>) => {
      const invitation = { ...redeemed, ...changes }
      return words.access.earlierLine(invitation, 'redeemed', redemptionOf(invitation))
    }

    expect(said(redeemed).at(-1)).toBe('done Redeemed as sam@example.com, sent to luis@example.com')
    expect(line({ redeemedWith: 'code' })).toBe('Redeemed as sam@example.com, sent to luis@example.com, by its code')
    expect(line({ kind: 'form' })).toBe('Smart Form link: Redeemed as sam@example.com, sent to luis@example.com')
    expect(line({ sentTo: 'Sam@Example.com' })).toBe('Redeemed by sam@example.com')
    expect(line({ sentTo: null, redeemedWith: 'code' })).toBe('Redeemed by sam@example.com, by its code')
  })

  test('R4.1 a form that came back another way leaves its link with nothing to wait for, and none that ran out', () => {
    const form: Invitation = { ...sent, kind: 'form', code: null, formsReturnedAt: later }
    for (const invitation of [form, { ...form, state: 'expired' as const }, { ...form, state: 'opened' as const }]) {
      const standing = standingOf(invitation, form.expiresAt)
      expect(standing).toBe('returned')
      expect(words.access.earlierLine(invitation, standing, redemptionOf(invitation))).toBe(
        'Smart Form link to luis@example.com: not needed any more, what it carried came back another way',
      )
      expect(said(invitation).at(-1)).toBe('done What it carried came back another way')
      expect(said(invitation).join()).not.toMatch(/Expired|open /)
    }
    expect(standingOf({ ...form, state: 'redeemed' }, later)).toBe('redeemed')
  })

  test('what never happened is left out once it has ended', () => {
    expect(said({ ...prepared, state: 'revoked', endedAt: later, endReason: 'Wrong person' })).toEqual([
      'done Code requested by Marta Silva',
      'open Access Link not sent yet',
      'ended Revoked: Wrong person',
    ])
  })
})

test('R9.3 the countdown ends at 0 and rounds up', () => {
  expect(secondsUntil(later, plusMilliseconds(later, -9_001))).toBe(10)
  expect(secondsUntil(later, plusMilliseconds(later, 5_000))).toBe(0)
})

test('R5.3 nobody is called invited before an Access Link went to them, or once somebody came in by it', () => {
  const sent: Invitation = { ...prepared, state: 'sent', sentTo: 'luis@example.com' }

  expect(invitedAddress(null)).toBeNull()
  expect(invitedAddress(prepared)).toBeNull()
  expect(invitedAddress(sent)).toBe('luis@example.com')
  expect(invitedAddress({ ...sent, kind: 'form' })).toBeNull()
  expect(invitedAddress({ ...sent, state: 'redeemed', redeemedAt: later })).toBeNull()
})
