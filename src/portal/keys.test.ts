import { expect, test } from 'vitest'
import type { PortalIndex, PortalLink, PortalLogin } from '../shared/contract/portal.ts'
import { InvitationId, LinkId, LoginId, PatientId } from '../shared/domain/ids.ts'
import { Instant } from '../shared/domain/time.ts'
import { EnvelopeError } from '../shared/envelope/envelopeError.ts'
import type { Keyring } from '../shared/envelope/keyring.ts'
import { indexMac, openIndexMac, pairSecret } from '../shared/envelope/pair.ts'
import { makeIdentity, open, sealJson } from '../shared/envelope/seal.ts'
import {
  newKeyring,
  openDraft,
  openIndex,
  openKeyring,
  sealDraft,
  sealKeyring,
  sealLetter,
  withInvitation,
  withSeen,
  type FormDraft,
  type SeenHere,
} from './keys.ts'
import { OlderStateError } from './tampered.ts'

const id = (end: number) => `0198f3a0-0000-7000-8000-${String(end).padStart(12, '0')}`
const CLINIC = id(1)
const LINK = LinkId.parse(id(2))
const PATIENT = PatientId.parse(id(4))
const AT = Instant.parse('2026-03-02T09:00:00.000Z')
const NOTHING: SeenHere = { newestOf: () => undefined, isSpent: () => false }

/** Ana's keyring with one invitation, and what the clinic makes for her. */
async function anaAndClinic() {
  const [clinic, secret] = await Promise.all([makeIdentity(), makeIdentity()])
  const invitation = { id: InvitationId.parse(id(3)), identity: secret.identity, patientId: PATIENT }
  const login = { email: 'ana@example.test', clinic: clinic.recipient, invitation }
  const { keyring, recipient } = await newKeyring(login)
  const pair = pairSecret(clinic.identity, recipient, { clinic: clinic.recipient, login: recipient })
  const link: PortalLink = { id: LINK, patientId: PATIENT, level: 'full', since: AT, index: null }
  const facts = { name: 'Elm Street', addressLine: '', phone: '', timeZone: 'America/Vancouver' }

  /** As the desk seals it for this link, or for the invitation alone. */
  async function publish(
    owner: PortalIndex['owner'],
    [epoch, version]: readonly [number, number],
    patientId = PATIENT,
  ) {
    const index = { format: 3, level: 'full', patientId, patientName: 'Ana', clinic: facts, items: [], madeAt: AT }
    const sealed = await sealJson(index, [owner.kind === 'link' ? recipient : secret.recipient])
    const claim = { clinicId: CLINIC, owner, epoch, version }
    const mac = owner.kind === 'link' ? indexMac(pair, claim, sealed) : openIndexMac(secret.identity, claim, sealed)
    return { ...{ epoch, version, owner, sealed, at: AT }, macs: [mac] } satisfies PortalIndex
  }
  return { clinic, invitation, keyring, recipient, link, publish }
}
const OF_LINK = { kind: 'link', id: LINK } as const
const OF_INVITATION = { kind: 'invitation', id: InvitationId.parse(id(3)) } as const

test('R11.5 an index is open, by the link or by an invitation that still vouches', async () => {
  const { keyring, link, publish } = await anaAndClinic()
  const [ofLink, ofInvitation] = [await publish(OF_LINK, [1, 7]), await publish(OF_INVITATION, [1, 6])]

  expect(await openIndex(keyring, CLINIC, { link, stored: ofLink }, NOTHING)).toMatchObject({
    ...{ state: 'open', patientId: PATIENT, at: [1, 7], isPaired: true },
  })
  expect(await openIndex(keyring, CLINIC, { link, stored: ofInvitation }, NOTHING)).toMatchObject({
    ...{ state: 'open', patientId: PATIENT, at: [1, 6], isPaired: false },
  })
})

test('R11.5 an index with any of its words changed is forged, and so is what is no age file', async () => {
  const { keyring, link, publish } = await anaAndClinic()
  const stateOf = async (stored: PortalIndex, at = link) =>
    (await openIndex(keyring, CLINIC, { link: at, stored }, NOTHING)).state
  for (const owner of [OF_LINK, OF_INVITATION]) {
    const stored = await publish(owner, [1, 7])
    expect(await stateOf({ ...stored, epoch: 2 })).toBe('forged')
    expect(await stateOf({ ...stored, version: 8 })).toBe('forged')
    expect(await stateOf({ ...stored, macs: [] })).toBe('forged')
    expect(await stateOf({ ...stored, macs: ['0'.repeat(64)] })).toBe('forged')
    expect(await stateOf({ ...stored, sealed: 'no base64' })).toBe('forged')
    expect(await stateOf({ ...stored, macs: ['0'.repeat(64), ...stored.macs] }), 'one of several is enough').toBe(
      'open',
    )
    const anothers = await publish(owner, [1, 7], PatientId.parse(id(9)))
    expect(await stateOf(anothers), 'of another patient').toBe('forged')
    expect(await stateOf(anothers, { ...link, patientId: PatientId.parse(id(9)) }), 'that is told of its link').toBe(
      owner.kind === 'link' ? 'open' : 'forged',
    )
  }
  expect(await stateOf(await publish({ kind: 'link', id: LinkId.parse(id(8)) }, [1, 7])), 'of another link').toBe(
    'forged',
  )
})

test('R11.5 of two invitations for a patient the newest alone vouches, and neither once the clinic has spoken', async () => {
  const { keyring, link, publish, invitation } = await anaAndClinic()
  const stored = await publish(OF_INVITATION, [1, 7])
  const stateOf = async (changed: Keyring, here = NOTHING) =>
    (await openIndex(changed, CLINIC, { link, stored }, here)).state
  const newer = { ...invitation, id: id(30), identity: (await makeIdentity()).identity }

  expect(await stateOf(withInvitation(keyring, newer))).toBe('forged')
  expect(await stateOf(withInvitation(keyring, { ...newer, patientId: id(9) }))).toBe('open')
  expect(await stateOf({ ...keyring, paired: [PATIENT] })).toBe('forged')
  expect(await stateOf({ ...keyring, invitations: [] })).toBe('forged')
  expect(await stateOf(keyring, { ...NOTHING, isSpent: (each) => each === id(3) }), 'as this browser knows').toBe('old')
})

test('R11.5 an index is old beside a later epoch, or a higher version of its own, in the keyring or in this browser', async () => {
  const { keyring, link, publish } = await anaAndClinic()
  const stored = await publish(OF_LINK, [2, 7])
  const stateAfter = async (seen: [number, number], remembered: 'keyring' | 'browser') => {
    const known = remembered === 'keyring' ? { ...keyring, seen: { [PATIENT]: seen } } : keyring
    const here = { ...NOTHING, newestOf: () => (remembered === 'browser' ? seen : undefined) }
    return (await openIndex(known, CLINIC, { link, stored }, here)).state
  }
  for (const remembered of ['keyring', 'browser'] as const) {
    expect(await stateAfter([2, 7], remembered)).toBe('open')
    expect(await stateAfter([1, 9], remembered), 'whatever the version of an earlier epoch').toBe('open')
    expect(await stateAfter([2, 8], remembered)).toBe('old')
    expect(await stateAfter([3, 1], remembered)).toBe('old')
  }
})

test('R11.5 the keyring remembers the newest alone, whatever another device has seen since, and who was spoken to once', async () => {
  const { keyring } = await anaAndClinic()
  const known = { ...keyring, seen: { [PATIENT]: [2, 7] as [number, number] }, paired: [PATIENT as string] }
  const shown = (at: [number, number], isPaired = true, patientId: string = PATIENT) => ({ patientId, at, isPaired })

  expect(withSeen(known, [shown([2, 7])]), 'nothing new').toBe(known)
  expect(withSeen(known, [shown([1, 9]), shown([2, 6])]), 'older').toBe(known)
  expect(withSeen(known, [shown([2, 8])])).toEqual({ ...known, seen: { [PATIENT]: [2, 8] } })
  expect(withSeen(known, [shown([3, 1])])).toEqual({ ...known, seen: { [PATIENT]: [3, 1] } })
  expect(withSeen(known, [shown([1, 1], false, 'a child')]), 'by an invitation').toEqual({
    ...{ ...known, seen: { [PATIENT]: [2, 7], 'a child': [1, 1] } },
  })
  const mixed = withSeen({ ...known, paired: [] }, [shown([1, 9]), shown([1, 1], true, 'a child')])
  expect(mixed).toEqual({ ...known, paired: [PATIENT, 'a child'], seen: { [PATIENT]: [2, 7], 'a child': [1, 1] } })
})

test('R4.6 an invitation stands in the keyring once and first, with 999 others; its patient is to be spoken to anew', async () => {
  const { keyring, invitation } = await anaAndClinic()
  const others = Array.from({ length: 999 }, (_, at) => ({ ...invitation, id: `other ${at}` }))
  const [first, ...rest] = others
  if (!first) throw new Error('There are others')
  const full = { ...keyring, invitations: [first, invitation, ...rest], paired: [PATIENT, 'a child'] }

  expect(withInvitation(full, invitation)).toEqual({
    ...full,
    invitations: [invitation, ...others],
    paired: ['a child'],
  })
  const more = withInvitation(full, { ...invitation, id: 'more' })
  expect(more.invitations.map((each) => each.id)).toEqual(
    ['more', ...full.invitations.map((each) => each.id)].slice(0, 1_000),
  )
})

test('R11.5 of an older keyring whose patients it opens is told, by its invitations and by what was seen', async () => {
  const { keyring, recipient } = await anaAndClinic()
  const { identity: wrap } = await makeIdentity()
  const stored = {
    ...keyring,
    counter: 6,
    seen: { 'a child': [1, 1] as [number, number], [PATIENT]: [1, 2] as [number, number] },
  }
  const login: PortalLogin = {
    ...{ id: LoginId.parse(id(5)), email: 'ana@example.test', recipient, keyringRevision: 1 },
    keyring: await sealKeyring(stored, wrap),
  }

  expect(await openKeyring(login, wrap, 6)).toEqual(stored)
  const error: unknown = await openKeyring(login, wrap, 7).catch((cause: unknown) => cause)
  expect(error).toBeInstanceOf(OlderStateError)
  expect(error).toMatchObject({ older: { recipient, counter: 6, patientIds: [PATIENT, 'a child'] } })
  const onlySeen = { ...login, keyring: await sealKeyring({ ...stored, invitations: [] }, wrap) }
  await expect(openKeyring(onlySeen, wrap, 7)).rejects.toMatchObject({ older: { patientIds: ['a child', PATIENT] } })
  const anothers = { ...login, recipient: (await makeIdentity()).recipient }
  await expect(openKeyring(anothers, wrap, 0)).rejects.toMatchObject({ code: 'KEYS_CHANGED' })
})

test('R11.5 what is sent is sealed to the clinic of the keyring and to its writer', async () => {
  const { keyring, clinic } = await anaAndClinic()
  const claim = { clinicId: CLINIC, linkId: LINK, kind: 'request.made', id: id(7) } as const

  const { sealed } = await sealLetter(keyring, claim, { message: 'Hello' })

  for (const { identity } of [clinic, keyring]) {
    expect(JSON.parse(await open(sealed, [identity]))).toEqual({ message: 'Hello' })
  }
  await expect(open(sealed, [keyring.invitations[0]?.identity ?? ''])).rejects.toThrow(EnvelopeError)
})

test('R7.4, R11.5 a draft is its own login’s and its own form’s', async () => {
  const { keyring, recipient } = await anaAndClinic()
  const place = { linkId: LINK, assignmentId: id(6) }
  const draft: FormDraft = { format: 1, submissionId: id(7), at: null, answers: {} }
  const sealed = await sealDraft(keyring.identity, place, draft, 3)

  expect(await openDraft(keyring.identity, place, sealed)).toEqual({ ...draft, ...place, savedCount: 3 })
  expect(await openDraft(keyring.identity, { ...place, assignmentId: id(9) }, sealed)).toBeNull()
  expect(await openDraft(keyring.identity, { ...place, linkId: id(9) }, sealed)).toBeNull()
  expect(await openDraft((await makeIdentity()).identity, place, sealed)).toBeNull()
  // Sealed by somebody who knows the login's key, as the endpoint does.
  const theirs = await sealJson({ ...draft, ...place, savedCount: 4 }, [recipient])
  expect(await openDraft(keyring.identity, place, theirs)).toBeNull()
})
