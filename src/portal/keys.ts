import { z } from 'zod'
import type { PortalLink, PortalLogin } from '../shared/contract/portal.ts'
import type { LinkId } from '../shared/domain/ids.ts'
import { RecordIndex } from '../shared/domain/recordIndex.ts'
import { Answer } from '../shared/domain/questionnaires/types.ts'
import { draftIdentity, Keyring } from '../shared/envelope/keyring.ts'
import {
  holderMac,
  indexMac,
  letterMac,
  openIndexMac,
  pairSecret,
  type IndexClaim,
  type LetterClaim,
} from '../shared/envelope/pair.ts'
import { makeIdentity, open, openJson, recipientOf, sealJson, type Sealed } from '../shared/envelope/seal.ts'
import { isSameMac, redeemMac, type RedeemingAct } from '../shared/envelope/secrets.ts'
import { OlderStateError, TamperedError } from './tampered.ts'

/**
 * R11.5, what the page believes: the keyring, and what its keys vouch for. No key is ever taken from an answer of the
 * endpoint, nor anything shown that was not made by the clinic for this login.
 */

/** Half-filled answers: sealed to a key that only this login knows, kept at the endpoint and, while that is away, here. */
export const FormDraft = z.object({
  format: z.literal(1),
  submissionId: z.string(),
  /** The linkId of the question last shown, or `review`; null before anybody went on. */
  at: z.string().nullable(),
  answers: z.record(z.string(), z.array(Answer)),
})
export type FormDraft = z.infer<typeof FormDraft>

/**
 * Whose keyring: what an invitation's secret vouched for, and the e-mail as it was typed. Whoever books (R2.1) has no
 * invitation: then the clinic is the one that the address of its page named, or else the endpoint (decision 0034).
 */
export type NewLogin = {
  readonly email: string
  /** The clinic's recipient. */
  readonly clinic: string
  readonly invitation: Keyring['invitations'][number] | null
}

/** A new login's keyring, and the recipient of its new identity. */
export async function newKeyring(login: NewLogin): Promise<{ keyring: Keyring; recipient: string }> {
  const { identity, recipient } = await makeIdentity()
  const { email, clinic, invitation } = login
  const invitations = invitation === null ? [] : [invitation]
  return {
    keyring: { format: 2, counter: 1, identity, email, clinic, invitations, paired: [], seen: {} },
    recipient,
  }
}

/**
 * Opens a login's keyring and holds the login against it.
 * @param newestCounter of the keyrings that this browser has seen
 * @throws EnvelopeError where it does not open; TamperedError where the login has another key; OlderStateError where it is
 * an old one
 */
export async function openKeyring(login: PortalLogin, wrap: string, newestCounter: number): Promise<Keyring> {
  const keyring = await openJson(login.keyring, [wrap], Keyring)
  if ((await recipientOf(keyring.identity)) !== login.recipient) throw new TamperedError('KEYS_CHANGED')
  const { counter, invitations, seen } = keyring
  if (counter >= newestCounter) return keyring
  const patientIds = new Set([...invitations.map(({ patientId }) => patientId), ...Object.keys(seen)])
  throw new OlderStateError({ recipient: login.recipient, counter, patientIds: [...patientIds] })
}

export async function sealKeyring(keyring: Keyring, wrap: string): Promise<Sealed> {
  return sealJson(keyring, [await recipientOf(wrap)])
}

/** With one more invitation, newest first; until the clinic speaks to the login again, it is what vouches for its patient. */
export function withInvitation(keyring: Keyring, invitation: Keyring['invitations'][number]): Keyring {
  const others = keyring.invitations.filter(({ id }) => id !== invitation.id)
  const paired = keyring.paired.filter((patientId) => patientId !== invitation.patientId)
  return { ...keyring, invitations: [invitation, ...others].slice(0, 1_000), paired }
}

export type Seen = Readonly<Record<string, readonly [epoch: number, version: number]>>

/** What was seen, patient by patient the newer; the same keyring where it says nothing new. */
export function withSeen(keyring: Keyring, shown: readonly ShownIndex[]): Keyring {
  const news = shown.filter(({ patientId, at }) => isNewer(at, keyring.seen[patientId]))
  const paired = shown.filter(({ patientId, isPaired }) => isPaired && !keyring.paired.includes(patientId))
  if (news.length + paired.length === 0) return keyring
  const fresh = news.map(({ patientId, at: [epoch, version] }): [string, [number, number]] => [
    patientId,
    [epoch, version],
  ])
  return {
    ...keyring,
    paired: [...keyring.paired, ...paired.map(({ patientId }) => patientId)],
    seen: { ...keyring.seen, ...Object.fromEntries(fresh) },
  }
}

function isNewer([epoch, version]: Seen[string], than: Seen[string] | undefined): boolean {
  return !than || epoch > than[0] || (epoch === than[0] && version > than[1])
}

/** What is remembered of an index that was shown. */
export type ShownIndex = {
  readonly patientId: string
  readonly at: Seen[string]
  /** The clinic spoke to this very login, and not to whoever holds an invitation. */
  readonly isPaired: boolean
}

/** What came of a link's index. Only `open` shows anything of it. */
export type OpenedIndex =
  | ({ readonly state: 'open'; readonly index: RecordIndex } & ShownIndex)
  /** These keys do not open it. */
  | { readonly state: 'unopened' }
  /** The clinic did not make it for this link. */
  | { readonly state: 'forged' }
  /** A newer one was seen before. */
  | { readonly state: 'old' }

/** What this browser remembers of before, be the keyring as old as it may. */
export type SeenHere = {
  readonly newestOf: (patientId: string) => Seen[string] | undefined
  /** The clinic has spoken to this login of an invitation's patient since: its secret vouches for nothing any more. */
  readonly isSpent: (invitationId: string) => boolean
}

/**
 * R11.5: an index that the clinic made for this link, or for the patient's newest invitation before it has spoken to this
 * login, and that is not older than any that was seen.
 */
export async function openIndex(
  keyring: Keyring,
  clinicId: string,
  { link, stored }: { readonly link: PortalLink; readonly stored: NonNullable<PortalLink['index']> },
  here: SeenHere,
): Promise<OpenedIndex> {
  const { owner, epoch, version, sealed } = stored
  const claim = { clinicId, owner, epoch, version }
  // What is no age file in base64 was made by nobody.
  const isOurs = await isFromClinic(keyring, claim, link.id, stored).catch(() => false)
  if (!isOurs) return { state: 'forged' }
  const identities = [keyring.identity, ...keyring.invitations.map(({ identity }) => identity)]
  const index = await openOrNull(sealed, identities, RecordIndex)
  if (!index) return { state: 'unopened' }
  // Of the right maker, and put beside another patient's link.
  const { patientId } = index
  if (patientId !== link.patientId || !mayBeOf(keyring, owner, patientId)) return { state: 'forged' }
  if (owner.kind === 'invitation' && here.isSpent(owner.id)) return { state: 'old' }
  for (const seen of [keyring.seen[patientId], here.newestOf(patientId)]) {
    if (seen && isNewer(seen, [epoch, version])) return { state: 'old' }
  }
  return { state: 'open', index, patientId, at: [epoch, version], isPaired: owner.kind === 'link' }
}

/** An invitation vouches for its own patient alone, while it is their newest, and until the clinic speaks to this login. */
export function mayBeOf(keyring: Keyring, owner: IndexClaim['owner'], patientId: string): boolean {
  if (owner.kind === 'link') return true
  const newest = keyring.invitations.find((each) => each.patientId === patientId)
  return newest?.id === owner.id && !keyring.paired.includes(patientId)
}

async function isFromClinic(
  keyring: Keyring,
  claim: IndexClaim,
  linkId: LinkId,
  { sealed, macs }: Pick<NonNullable<PortalLink['index']>, 'sealed' | 'macs'>,
): Promise<boolean> {
  const { owner } = claim
  if (owner.kind === 'link') {
    if (owner.id !== linkId) return false
    const wanted = indexMac(await pairWithClinic(keyring), claim, sealed)
    return macs.some((mac) => isSameMac(mac, wanted))
  }
  const invitation = keyring.invitations.find(({ id }) => id === owner.id)
  if (!invitation) return false
  const wanted = openIndexMac(invitation.identity, claim, sealed)
  return macs.some((mac) => isSameMac(mac, wanted))
}

export async function pairWithClinic({ identity, clinic }: Keyring) {
  return pairSecret(identity, clinic, { clinic, login: await recipientOf(identity) })
}

/** Patient to clinic: sealed to the clinic of the keyring and to oneself, with what shows who wrote it. */
export async function sealLetter(
  keyring: Keyring,
  claim: LetterClaim,
  letter: unknown,
): Promise<{ sealed: Sealed; mac: string }> {
  const sealed = await sealJson(letter, [keyring.clinic, await recipientOf(keyring.identity)])
  return { sealed, mac: letterMac(await pairWithClinic(keyring), claim, sealed) }
}

/** What shows the clinic that whoever holds the invitation chose this login's key and e-mail, and holds the key. */
export async function signRedemption(
  keyring: Keyring,
  clinicId: string,
  invitation: Keyring['invitations'][number],
  act: RedeemingAct = 'redeem',
): Promise<{ mac: string; holderMac: string }> {
  const { email } = keyring
  const recipient = await recipientOf(keyring.identity)
  const claim = { clinicId, invitationId: invitation.id, email }
  return {
    mac: redeemMac(invitation.identity, { ...claim, recipient }, act),
    holderMac: holderMac(await pairWithClinic(keyring), claim, act),
  }
}

/** A draft says where it belongs, so that one form's is not shown for another's. */
const StoredDraft = FormDraft.extend({ linkId: z.string(), assignmentId: z.string(), savedCount: z.number().int() })

export type DraftPlace = { readonly linkId: string; readonly assignmentId: string }

/**
 * @param identity the login's own
 * @param savedCount grows with every save of this form
 */
export async function sealDraft(
  identity: string,
  { linkId, assignmentId }: DraftPlace,
  draft: FormDraft,
  savedCount: number,
): Promise<Sealed> {
  const stored = { ...draft, linkId, assignmentId, savedCount }
  return sealJson(stored, [await recipientOf(draftIdentity(identity))])
}

/** Null for what this login did not save for this form. */
export async function openDraft(
  identity: string,
  { linkId, assignmentId }: DraftPlace,
  sealed: Sealed,
): Promise<z.infer<typeof StoredDraft> | null> {
  const draft = await openOrNull(sealed, [draftIdentity(identity)], StoredDraft)
  return draft?.linkId === linkId && draft.assignmentId === assignmentId ? draft : null
}

/** Null when none of the identities opens it. */
export async function openOrNull<T>(
  sealed: Sealed,
  identities: readonly string[],
  schema: { parse: (value: unknown) => T },
): Promise<T | null> {
  try {
    return schema.parse(JSON.parse(await open(sealed, identities)))
  } catch {
    return null
  }
}
