import { emailKey } from '../people.ts'
import type { HelpCase, HelpFacts, HelpFix, HelpInvitation, HelpLink, HelpSaid } from './helpFacts.ts'

/** More than these nobody reads while somebody is on the telephone. */
const CASES_SHOWN = 3

const OPEN = ['prepared', 'sending', 'sent', 'opened']

/**
 * R4.9: which mix-ups the facts show, the likeliest first, each with the one act that ends it. What the person on the telephone said
 * comes before what the desk finds by itself. Never empty: where nothing is wrong it says that. No Access Link is offered to an address
 * for which neither the chart, nor a redeemed invitation, nor the person who asks vouches (R3.5).
 */
export function diagnose(facts: HelpFacts, said: HelpSaid): HelpCase[] {
  const cases = [...bySaid(facts, said), ...byFacts(facts, said)]
  const [first, ...more] = cases.filter(
    (each, at) => cases.findIndex(({ kind }) => kind === each.kind) === at && !isSaidBetter(each, cases),
  )
  if (first) return [first, ...more].slice(0, CASES_SHOWN)
  const full = facts.links.find(({ level }) => level === 'full') ?? facts.links[0]
  return [
    full
      ? { kind: 'allWell', email: full.email, fix: accessFix(facts, full) }
      : { kind: 'nothingYet', fix: { kind: 'sendAccessLink', email: facts.email } },
  ]
}

/** That an e-mail may lie in the spam, or waits to be finished, is no news beside what explains it. */
function isSaidBetter({ kind }: HelpCase, among: readonly HelpCase[]): boolean {
  const explains = (kinds: readonly HelpCase['kind'][]) => among.some((each) => kinds.includes(each.kind))
  if (kind === 'maybeSpam') return explains(['wrongAddress', 'codeIsNoPassword', 'signedInAsOther'])
  if (kind === 'notFinished') {
    return explains(['registersAgain', 'parentNotSignedIn', 'codeIsNoPassword', 'signedInAsOther', 'lostPassword'])
  }
  return false
}

function* bySaid(facts: HelpFacts, said: HelpSaid): Generator<HelpCase> {
  const named = facts.invitations.find(({ id }) => id === said.invitationId) ?? null
  const open = named && isOpen(named) ? named : newestOpen(facts)
  switch (said.screen) {
    case 'codeIsNoPassword':
      yield { kind: 'codeIsNoPassword', invitation: open, fix: again(facts, open) }
      break
    case 'addToLogin':
      yield { kind: 'signedInAsOther', invitation: open, fix: again(facts, open) }
      break
    case 'codeWrong':
      yield { kind: 'codeMistyped', invitation: open, fix: again(facts, open) }
      break
    case 'expired':
    case 'revoked':
    case 'replaced':
      yield oldLink(facts, said.screen, named ?? newestEnded(facts, said.screen))
      break
    case 'incomplete':
    case 'unknown':
      yield oldLink(facts, 'unknown', null)
      break
    case 'used':
      yield usedAlready(facts, named ?? facts.invitations.find(({ state }) => state === 'redeemed') ?? null)
      break
    case 'wrongPassword': {
      const [holder] = facts.links
      if (open && holder === undefined && !facts.otherLogins.length) {
        yield { kind: 'codeIsNoPassword', invitation: open, fix: again(facts, open) }
      }
      if (holder) yield { kind: 'lostPassword', email: holder.email, fix: accessFix(facts, holder) }
      break
    }
    case 'hasLogin':
    case 'nothingShown':
    case null:
      break
  }
  if (said.screen !== null || named === null) return
  if (named.state === 'redeemed') yield usedAlready(facts, named)
  else if (named.state === 'expired' || named.state === 'revoked' || named.state === 'replaced') {
    yield oldLink(facts, named.state, named)
  } else yield { kind: 'codeIsNoPassword', invitation: named, fix: again(facts, named) }
}

function* byFacts(facts: HelpFacts, said: HelpSaid): Generator<HelpCase> {
  for (const { linkId, email, sentElsewhere } of facts.links) {
    if (sentElsewhere === null) continue
    const fix = { kind: 'endAndSend', linkId, ends: email, email: facts.email ?? sentElsewhere } as const
    yield { kind: 'redeemedElsewhere', email, sentTo: sentElsewhere, fix }
  }
  for (const { email, at } of facts.suspended) {
    yield { kind: 'suspended', email, at, fix: { kind: 'sendAccessLink', email: vouched(facts, email) } }
  }
  const open = newestOpen(facts)
  yield* ofItsMail(facts, said, open)
  yield* ofItsOpening(facts, said, open)
  yield* ofOldLinks(facts, said, open)
  for (const { itemId, email, at } of facts.toMatch) {
    yield { kind: 'maybeAnotherLogin', email, at, fix: { kind: 'compare', itemId } }
  }
  yield* ofLogins(facts, open)
}

/** R4.1, R9.3: how the e-mail with the newest open invitation stands. */
function* ofItsMail(facts: HelpFacts, said: HelpSaid, open: HelpInvitation | null): Generator<HelpCase> {
  const mail = open?.mail ?? null
  const told = said.email !== null && !isKnown(facts, said.email) ? said.email : null
  if (mail && (mail.state === 'bounced' || mail.state === 'failed')) {
    const fix = { kind: 'correct', mailId: mail.id, email: told } as const
    yield { kind: 'cameBack', to: mail.to, at: mail.at, failure: mail.failure, fix }
  } else if (told !== null) {
    const fix: HelpFix =
      mail && open?.openedAt === null
        ? { kind: 'correct', mailId: mail.id, email: told }
        : { kind: 'sendAccessLink', email: told }
    yield { kind: 'wrongAddress', sentTo: mail?.to ?? facts.email, email: told, fix }
  } else if (mail && open?.openedAt === null && facts.email !== null && !isSame(mail.to, facts.email)) {
    // It went where the chart no longer says, and nobody has opened it there; whom the chart's address holds has no need of it.
    const fix = { kind: 'correct', mailId: mail.id, email: facts.email } as const
    if (mail.state === 'sent' && facts.links.length === 0)
      yield { kind: 'wrongAddress', sentTo: mail.to, email: facts.email, fix }
  }
  if (mail?.state === 'waiting' || mail?.state === 'leaving') yield { kind: 'onItsWay', to: mail.to, fix: null }
}

/** Somebody has opened it, and did not come in. */
function* ofItsOpening(facts: HelpFacts, said: HelpSaid, open: HelpInvitation | null): Generator<HelpCase> {
  const isTold = said.screen === 'hasLogin' || said.screen === 'wrongPassword'
  const to = open?.sentTo ?? facts.email
  if (!open || to === null || !(open.openedAt !== null || isTold)) return
  const holder = facts.links.find(({ email }) => isSame(email, to))
  const booker = facts.toMatch.find(({ email }) => isSame(email, to))
  if (holder?.level === 'limited' || booker) yield { kind: 'registersAgain', email: to, fix: again(facts, open) }
  else if (!holder && facts.otherLogins.some((email) => isSame(email, to))) {
    yield { kind: 'parentNotSignedIn', email: to, fix: again(facts, open) }
  } else if (open.openedAt !== null) yield { kind: 'notFinished', at: open.openedAt, fix: again(facts, open) }
}

/** What ended before anybody came in by it. */
function* ofOldLinks(facts: HelpFacts, said: HelpSaid, open: HelpInvitation | null): Generator<HelpCase> {
  if (said.invitationId !== null || said.screen !== null) return
  const replaced = facts.invitations.find(
    ({ state, openedAt, endedAt, kind }) =>
      state === 'replaced' && openedAt !== null && endedAt !== null && openedAt > endedAt && kind === open?.kind,
  )
  if (replaced) yield oldLink(facts, 'replaced', replaced)
  const [newest] = facts.invitations.filter(({ isReturned }) => !isReturned)
  if (open || !newest || newest.redeemedAt !== null) return
  const isHeld = facts.links.some(({ level }) => level === 'full' || newest.kind === 'form')
  if (newest.state === 'expired' || (newest.state === 'revoked' && !isHeld)) yield oldLink(facts, newest.state, newest)
}

function* ofLogins(facts: HelpFacts, open: HelpInvitation | null): Generator<HelpCase> {
  const full = facts.links.find(({ level }) => level === 'full')
  const booked = facts.links.find(({ by, level }) => by === 'booking' && level === 'limited')
  const invited = facts.links.find(({ by, email }) => by !== 'booking' && !isSame(email, booked?.email ?? ''))
  if (booked && invited) {
    yield { kind: 'secondLogin', email: invited.email, other: booked.email, fix: accessFix(facts, invited) }
  }
  const isLinkOut = open?.kind === 'access' && open.mail !== null
  const limited = full ? null : facts.links.find(({ sentElsewhere }) => sentElsewhere === null)
  if (limited && !isLinkOut) {
    const { visitsHidden, hasAsked } = facts
    yield { kind: 'formForAccess', email: limited.email, visitsHidden, hasAsked, fix: accessFix(facts, limited) }
  }
  if (!open || open.openedAt !== null) return
  const { mail } = open
  if (mail && (mail.state === 'sent' || mail.state === 'unknown')) {
    const fix = again(facts, open)
    yield { kind: 'maybeSpam', to: mail.to, at: mail.at, isUncertain: mail.state === 'unknown', fix }
  } else if (open.kind === 'access' && (mail === null || mail.state === 'undone' || mail.state === 'withdrawn')) {
    yield { kind: 'notSent', fix: { kind: 'sendAccessLink', email: facts.email } }
  }
}

function oldLink(
  facts: HelpFacts,
  because: Extract<HelpCase, { kind: 'oldLink' }>['because'],
  named: HelpInvitation | null,
): HelpCase {
  const at = named && (named.state === 'expired' ? named.expiresAt : named.endedAt)
  const newer = facts.invitations.find(
    (each) => isOpen(each) && each.mail !== null && (named === null || each.kind === named.kind),
  )
  const fix: HelpFix = newer
    ? again(facts, newer)
    : named?.kind === 'form' && named.state === 'expired'
      ? { kind: 'extend', invitationId: named.id }
      : { kind: 'sendAccessLink', email: facts.email }
  return { kind: 'oldLink', because, at, fix }
}

function usedAlready(facts: HelpFacts, named: HelpInvitation | null): HelpCase {
  const by = named?.redeemedBy ?? facts.links[0]?.email ?? null
  const fix = { kind: 'sendAccessLink', email: by === null ? facts.email : vouched(facts, by) } as const
  return { kind: 'usedAlready', email: by, at: named?.redeemedAt ?? null, fix }
}

/** The same once more where it was sent; where it never was, an Access Link. */
function again(facts: HelpFacts, invitation: HelpInvitation | null): HelpFix {
  const mail = invitation?.mail
  if (mail && isOpen(invitation)) return { kind: 'sendAgain', mailId: mail.id, email: mail.to }
  return { kind: 'sendAccessLink', email: facts.email }
}

function accessFix(facts: HelpFacts, { email }: HelpLink): HelpFix {
  return { kind: 'sendAccessLink', email: vouched(facts, email) }
}

/** The login's own address where an invitation that went to it was redeemed there, or the chart has it; else the chart's. */
function vouched(facts: HelpFacts, email: string): string | null {
  const came = facts.links.find((link) => isSame(link.email, email))
  const isSentThere = facts.invitations.some(
    ({ redeemedBy, sentTo }) =>
      redeemedBy !== null && sentTo !== null && isSame(redeemedBy, email) && isSame(sentTo, email),
  )
  const isVerified = came?.sentElsewhere === null && (came.level === 'full' || isSentThere)
  return isVerified || (facts.email !== null && isSame(facts.email, email)) ? email : facts.email
}

/** On file, or of a login that holds the patient, did so, or may be theirs. */
function isKnown(facts: HelpFacts, email: string): boolean {
  const known = [facts.email, ...[...facts.links, ...facts.suspended, ...facts.toMatch].map((each) => each.email)]
  return [...known, ...facts.otherLogins].some((each) => each !== null && isSame(each, email))
}

function newestEnded(facts: HelpFacts, state: 'expired' | 'revoked' | 'replaced'): HelpInvitation | null {
  return facts.invitations.find((each) => each.state === state) ?? null
}

function newestOpen(facts: HelpFacts): HelpInvitation | null {
  return facts.invitations.find((each) => isOpen(each) && !each.isReturned) ?? null
}

function isOpen({ state }: HelpInvitation): boolean {
  return OPEN.includes(state)
}

function isSame(one: string, other: string): boolean {
  return emailKey(one) === emailKey(other)
}
