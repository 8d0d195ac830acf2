import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { InboxItemId, InvitationId, LinkId, MailId, PatientId } from '../ids.ts'
import { Instant } from '../time.ts'
import { diagnose } from './diagnose.ts'
import type { HelpFacts, HelpInvitation, HelpLink, HelpSaid } from './helpFacts.ts'

const id = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`
const at = (hour: number) => Instant.parse(`2026-03-02T${String(hour).padStart(2, '0')}:00:00.000Z`)
const SAM = 'sam@example.com'
const OTHER = 'other@example.com'
const MAIL = MailId.parse(id(50))
const INVITATION = InvitationId.parse(id(40))
const LINK = LinkId.parse(id(30))

const nobody: HelpFacts = {
  ...{ patientId: PatientId.parse(id(1)), email: SAM, links: [], suspended: [], invitations: [], otherLogins: [] },
  ...{ toMatch: [], visitsHidden: 0, hasAsked: false, mails: { sent: 0, cameBack: 0 } },
}
const nothingSaid: HelpSaid = { invitationId: null, email: null, screen: null }

function mailed(state: NonNullable<HelpInvitation['mail']>['state'], to = SAM): HelpInvitation['mail'] {
  return { id: MAIL, state, to, at: at(9), failure: null }
}

function invited(changes: Partial<HelpInvitation> = {}): HelpInvitation {
  return {
    ...{ id: INVITATION, kind: 'access', state: 'sent', sentTo: SAM, preparedAt: at(8), openedAt: null },
    ...{ redeemedAt: null, redeemedBy: null, endedAt: null, expiresAt: at(20), isReturned: false },
    mail: mailed('sent'),
    ...changes,
  }
}

function held(changes: Partial<HelpLink> = {}): HelpLink {
  return { linkId: LINK, email: SAM, level: 'limited', since: at(7), by: 'form', sentElsewhere: null, ...changes }
}

function first(facts: Partial<HelpFacts>, said: Partial<HelpSaid> = {}) {
  return diagnose({ ...nobody, ...facts }, { ...nothingSaid, ...said })[0]
}
const kinds = (facts: Partial<HelpFacts>, said: Partial<HelpSaid> = {}) =>
  diagnose({ ...nobody, ...facts }, { ...nothingSaid, ...said }).map(({ kind }) => kind)
const sendAgain = { kind: 'sendAgain', mailId: MAIL, email: SAM }
const accessTo = (email: string | null) => ({ kind: 'sendAccessLink', email })

test('R4.9 the code typed as the password: the e-mail whose button needs no code goes once more', () => {
  const facts = { invitations: [invited({ state: 'opened', openedAt: at(10) })] }

  expect(first(facts, { screen: 'codeIsNoPassword' })).toMatchObject({ kind: 'codeIsNoPassword', fix: sendAgain })
  expect(first(facts, { invitationId: INVITATION })).toMatchObject({ kind: 'codeIsNoPassword', fix: sendAgain })
  expect(first(facts, { screen: 'wrongPassword' })).toMatchObject({ kind: 'codeIsNoPassword', fix: sendAgain })
  expect(kinds(facts, { screen: 'codeIsNoPassword' })).toEqual(['codeIsNoPassword'])
})

test('R4.9 registering again after booking online: the login that the booking made is the one to sign in to', () => {
  const opened = invited({ kind: 'form', state: 'opened', openedAt: at(10) })
  const booked = held({ by: 'booking' })
  const item = { itemId: InboxItemId.parse(id(60)), email: SAM, at: at(6) }

  expect(first({ links: [booked], invitations: [opened] })).toMatchObject({ kind: 'registersAgain', fix: sendAgain })
  expect(first({ toMatch: [item], invitations: [opened] })).toMatchObject({ kind: 'registersAgain', fix: sendAgain })
  expect(kinds({ links: [booked], invitations: [opened] })).not.toContain('notFinished')
})

test.each([
  ['an Access Link that has expired', invited({ state: 'expired' }), accessTo(SAM)],
  [
    'Smart Forms that have expired',
    invited({ kind: 'form', state: 'expired' }),
    { kind: 'extend', invitationId: INVITATION },
  ],
  ['one that staff had ended', invited({ state: 'revoked', endedAt: at(9) }), accessTo(SAM)],
] as const)('R4.9 an old link: %s', (_name, invitation, fix) => {
  expect(first({ invitations: [invitation] })).toMatchObject({ kind: 'oldLink', fix })
  expect(first({ invitations: [invitation] }, { invitationId: INVITATION })).toMatchObject({ kind: 'oldLink', fix })
})

test('R4.9 an old link: of two e-mails the newest goes once more, whichever the person had opened', () => {
  const newest = invited({ id: InvitationId.parse(id(41)) })
  const older = invited({ state: 'replaced', endedAt: at(9), openedAt: at(10) })
  const facts = { invitations: [newest, older] }

  const expected = { kind: 'oldLink', because: 'replaced', at: at(9), fix: sendAgain }
  expect(first(facts)).toMatchObject(expected)
  expect(first(facts, { invitationId: INVITATION })).toMatchObject(expected)
  expect(first(facts, { screen: 'replaced' })).toMatchObject(expected)
})

test('R4.9 a Smart Form link taken for an Access Link: what is hidden is said, and an Access Link ends it', () => {
  const facts = { links: [held()], visitsHidden: 2, hasAsked: true }

  expect(first(facts)).toEqual({
    ...{ kind: 'formForAccess', email: SAM, visitsHidden: 2, hasAsked: true, fix: accessTo(SAM) },
  })
})

test('R4.9 a wrong address on file: the one that is read out is put there, and what was sent goes to it', () => {
  const facts = {
    email: 'sam@exmaple.com',
    invitations: [invited({ sentTo: 'sam@exmaple.com', mail: mailed('sent', 'sam@exmaple.com') })],
  }

  expect(first(facts, { email: SAM })).toMatchObject({
    ...{ kind: 'wrongAddress', sentTo: 'sam@exmaple.com', fix: { kind: 'correct', mailId: MAIL, email: SAM } },
  })
  expect(kinds(facts, { email: SAM })).not.toContain('maybeSpam')
  expect(first({ invitations: [invited({ mail: mailed('sent', OTHER) })] })).toMatchObject({
    ...{ kind: 'wrongAddress', sentTo: OTHER, fix: { kind: 'correct', mailId: MAIL, email: SAM } },
  })
  expect(
    first({ links: [held({ level: 'full' })], invitations: [invited({ mail: mailed('sent', OTHER) })] }),
  ).toMatchObject({
    kind: 'maybeSpam',
  })
})

test('R4.9 a parent opens a child’s link without signing in: the login of that address holds somebody else', () => {
  const opened = invited({ state: 'opened', openedAt: at(10) })

  expect(first({ otherLogins: [SAM], invitations: [opened] })).toMatchObject({
    kind: 'parentNotSignedIn',
    fix: sendAgain,
  })
  expect(first({ otherLogins: [SAM], invitations: [invited()] }, { screen: 'hasLogin' })).toMatchObject({
    kind: 'parentNotSignedIn',
  })
})

test('R4.9 the mail in the spam: sent, and nobody has opened it', () => {
  expect(first({ invitations: [invited()] })).toMatchObject({ kind: 'maybeSpam', to: SAM, fix: sendAgain })
})

test('R4.9 an e-mail that came back waits for the right address', () => {
  const facts = { invitations: [invited({ mail: mailed('bounced') })] }

  expect(first(facts)).toMatchObject({ kind: 'cameBack', fix: { kind: 'correct', mailId: MAIL, email: null } })
  expect(first(facts, { email: OTHER })).toMatchObject({ fix: { kind: 'correct', mailId: MAIL, email: OTHER } })
})

test('R4.9 a link that is suspended since a password was renewed comes back by an Access Link to its address', () => {
  const suspended = [{ linkId: LINK, email: SAM, level: 'full' as const, at: at(9) }]

  expect(first({ suspended })).toMatchObject({ kind: 'suspended', email: SAM, fix: accessTo(SAM) })
})

test('R4.9 a link that another login has redeemed is ended, and the right address gets one', () => {
  const facts = { links: [held({ email: OTHER, level: 'full', sentElsewhere: SAM })] }

  expect(first(facts)).toMatchObject({
    ...{ kind: 'redeemedElsewhere', fix: { kind: 'endAndSend', linkId: LINK, ends: OTHER, email: SAM } },
  })
})

test('R4.9 a link that was used says by whom, whether it is read out or its page is', () => {
  const used = invited({ state: 'redeemed', redeemedAt: at(10), redeemedBy: SAM })
  const facts = { links: [held({ level: 'full', by: 'access' })], invitations: [used] }

  const expected = { kind: 'usedAlready', email: SAM, at: at(10), fix: accessTo(SAM) }
  expect(first(facts, { invitationId: INVITATION })).toMatchObject(expected)
  expect(first(facts, { screen: 'used' })).toMatchObject(expected)
})

test('R4.9 whoever is signed in as somebody else is asked to add this, and need not', () => {
  expect(first({ invitations: [invited()] }, { screen: 'addToLogin' })).toMatchObject({
    kind: 'signedInAsOther',
    fix: sendAgain,
  })
})

test('R4.9 a password that is not known any more is renewed by an Access Link to the login’s own address', () => {
  const facts = { links: [held({ level: 'full', by: 'access' })] }

  expect(first(facts, { screen: 'wrongPassword' })).toMatchObject({ kind: 'lostPassword', fix: accessTo(SAM) })
})

test('R4.9 two logins for one person, and one that may be theirs', () => {
  const second = held({ linkId: LinkId.parse(id(31)), email: OTHER, by: 'booking' })
  const item = { itemId: InboxItemId.parse(id(60)), email: OTHER, at: at(6) }

  expect(first({ links: [held(), second] })).toMatchObject({ kind: 'secondLogin', email: SAM, other: OTHER })
  expect(first({ toMatch: [item] })).toMatchObject({
    kind: 'maybeAnotherLogin',
    fix: { kind: 'compare', itemId: item.itemId },
  })
})

test('R4.9 where nothing is wrong it says so, and where nobody was invited it offers that', () => {
  expect(diagnose(nobody, nothingSaid)).toEqual([{ kind: 'nothingYet', fix: accessTo(SAM) }])
  expect(first({ links: [held({ level: 'full', by: 'access' })] })).toMatchObject({ kind: 'allWell', email: SAM })
  expect(first({ invitations: [invited({ mail: mailed('waiting') })] })).toMatchObject({ kind: 'onItsWay', fix: null })
  expect(first({ invitations: [invited({ state: 'prepared', mail: null })] })).toMatchObject({
    kind: 'notSent',
    fix: accessTo(SAM),
  })
})

const address = fc.constantFrom(SAM, OTHER, 'third@example.com')
const anyLink: fc.Arbitrary<HelpLink> = fc.record({
  ...{
    linkId: fc.constant(LINK),
    email: address,
    level: fc.constantFrom('limited', 'full'),
    since: fc.constant(at(7)),
  },
  ...{ by: fc.constantFrom('form', 'access', 'booking'), sentElsewhere: fc.option(address) },
})
const anyInvitation: fc.Arbitrary<HelpInvitation> = fc.record({
  ...{ id: fc.constant(INVITATION), kind: fc.constantFrom('form', 'access'), sentTo: fc.option(address) },
  state: fc.constantFrom('prepared', 'sending', 'sent', 'opened', 'redeemed', 'expired', 'revoked', 'replaced'),
  ...{ preparedAt: fc.constant(at(8)), expiresAt: fc.constant(at(20)), isReturned: fc.boolean() },
  ...{ openedAt: fc.option(fc.constant(at(10))), endedAt: fc.option(fc.constant(at(9))) },
  ...{ redeemedAt: fc.option(fc.constant(at(11))), redeemedBy: fc.option(address) },
  mail: fc.option(
    fc.constantFrom('waiting', 'sent', 'bounced', 'unknown', 'undone').map((state) => mailed(state as 'sent')),
  ),
})
const anyFacts: fc.Arbitrary<HelpFacts> = fc.record({
  ...{
    patientId: fc.constant(nobody.patientId),
    email: fc.option(address),
    links: fc.array(anyLink, { maxLength: 3 }),
  },
  ...{ suspended: fc.constant([]), invitations: fc.array(anyInvitation, { maxLength: 3 }) },
  ...{ otherLogins: fc.array(address, { maxLength: 1 }), toMatch: fc.constant([]) },
  ...{ visitsHidden: fc.nat(3), hasAsked: fc.boolean(), mails: fc.constant({ sent: 0, cameBack: 0 }) },
})
const anySaid: fc.Arbitrary<HelpSaid> = fc.record({
  ...{ invitationId: fc.option(fc.constant(INVITATION)), email: fc.option(address) },
  screen: fc.option(
    fc.constantFrom('codeIsNoPassword', 'wrongPassword', 'hasLogin', 'expired', 'used', 'unknown', 'addToLogin'),
  ),
})

test('R4.9, R3.5 no Access Link is offered to an address for which nobody vouches', () => {
  fc.assert(
    fc.property(anyFacts, anySaid, (facts, said) => {
      const redeemed = facts.invitations.flatMap(({ redeemedBy, sentTo }) => (redeemedBy === sentTo ? [sentTo] : []))
      const verified = facts.links.filter(
        ({ level, sentElsewhere, email }) => sentElsewhere === null && (level === 'full' || redeemed.includes(email)),
      )
      // Where nothing is on file, what staff once sent an invitation to is where they meant it to go.
      const sentTo = facts.links.flatMap(({ sentElsewhere }) => sentElsewhere ?? [])
      const vouched = [facts.email, said.email, null, ...verified.map(({ email }) => email), ...sentTo]
      const cases = diagnose(facts, said)
      expect(cases.length).toBeGreaterThan(0)
      for (const { fix } of cases) {
        if (fix?.kind === 'sendAccessLink' || fix?.kind === 'endAndSend') expect(vouched).toContain(fix.email)
      }
    }),
    { numRuns: 2_000 },
  )
})
