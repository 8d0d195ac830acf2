import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { draftIdentity } from './keyring.ts'
import { offerMac, offerToken } from './offers.ts'
import { padmeLength } from './padding.ts'
import { holderMac, indexMac, letterMac, messageMac, openIndexMac, openMessageMac, pairSecret } from './pair.ts'
import { codeIdentity, deriveLoginKeys, PASSWORD_PARAMETERS } from './passwords.ts'
import { safetyWords } from './safetyWords.ts'
import { recipientOf } from './seal.ts'
import {
  derive,
  identityBytes,
  introductionMac,
  keyringToken,
  redeemMac,
  redeemToken,
  renewalKey,
  renewalMac,
} from './secrets.ts'
import { reminderToken, willComeMac } from './willCome.ts'

const Keys = z.object({ identity: z.string(), recipient: z.string() })
const Vectors = z.object({
  given: z.object({
    ...{ clinic: Keys, login: Keys, invitation: z.string(), envelope: z.string(), clinicId: z.string() },
    ...{ invitationId: z.string(), linkId: z.string(), letterId: z.string(), email: z.string(), password: z.string() },
    ...{ salt: z.string(), code: z.string(), birthOn: z.string(), epoch: z.number(), version: z.number() },
  }),
  derived: z.record(z.string(), z.string()),
  macs: z.record(z.string(), z.string()),
  safetyWords: z.string(),
  padding: z.record(z.string(), z.number()),
})

/** What is written in docs/PROTOCOL.md for a stranger to check: nothing of it changes without a new protocol. */
const { given, ...written } = Vectors.parse(
  JSON.parse(readFileSync(new URL('../../../docs/protocol-vectors.json', import.meta.url), 'utf8')),
)
const { clinic, login, invitation, envelope, clinicId, invitationId, linkId, letterId, email, salt } = given
const parties = { clinic: clinic.recipient, login: login.recipient }
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

test('R11.5 what is derived from what is as the protocol’s page has it', async () => {
  const { auth, wrap } = await deriveLoginKeys(given.password, salt, PASSWORD_PARAMETERS)

  expect(await recipientOf(clinic.identity)).toBe(clinic.recipient)
  expect({
    redeem: hex(derive(identityBytes(invitation), 'redeem')),
    redeemToken: redeemToken(invitation),
    auth,
    wrap,
    keyringToken: keyringToken(wrap),
    codeIdentity: await codeIdentity(given.code, given.birthOn, salt),
    draftIdentity: draftIdentity(login.identity),
    renewalKey: renewalKey(invitation),
    offerToken: offerToken(invitation),
    reminderToken: reminderToken(invitation),
    pair: hex(pairSecret(clinic.identity, login.recipient, parties)),
  }).toEqual(written.derived)
})

test('R11.5 every MAC is as the protocol’s page has it', () => {
  const pair = pairSecret(login.identity, clinic.recipient, parties)
  const claim = { clinicId, epoch: given.epoch, version: given.version }
  const introduction = { clinicId, invitationId, recipient: clinic.recipient, codeSalt: salt, greeting: envelope }
  const letter = (kind: 'form.submitted' | 'request.made' | 'message.sent') =>
    letterMac(pair, { clinicId, linkId, kind, id: letterId }, envelope)

  const startsAt = '2026-03-02T18:00:00.000Z'
  const offered = { clinicId, offerId: letterId, practitionerId: linkId, startsAt }

  expect({
    introduction: introductionMac(invitation, introduction),
    holder: holderMac(pair, { clinicId, invitationId, email }),
    renewHolder: holderMac(pair, { clinicId, invitationId, email }, 'renew'),
    renew: redeemMac(invitation, { clinicId, invitationId, email, recipient: login.recipient }, 'renew'),
    renewal: renewalMac(renewalKey(invitation), { clinicId, invitationId, email }),
    redeem: redeemMac(invitation, { clinicId, invitationId, email, recipient: login.recipient }),
    linkIndex: indexMac(pair, { ...claim, owner: { kind: 'link', id: linkId } }, envelope),
    invitationIndex: openIndexMac(invitation, { ...claim, owner: { kind: 'invitation', id: invitationId } }, envelope),
    form: letter('form.submitted'),
    request: letter('request.made'),
    message: letter('message.sent'),
    linkMessage: messageMac(pair, { clinicId, owner: { kind: 'link', id: linkId }, messageId: letterId }, envelope),
    invitationMessage: openMessageMac(
      invitation,
      { clinicId, owner: { kind: 'invitation', id: invitationId }, messageId: letterId },
      envelope,
    ),
    offerAccepted: offerMac(invitation, { ...offered, answer: 'accepted' }),
    offerDeclined: offerMac(invitation, { ...offered, answer: 'declined' }),
    willCome: willComeMac(invitation, { clinicId, mailId: letterId, visitId: linkId, startsAt }),
  }).toEqual(written.macs)
})

test('R11.5 safety words and padding are as the protocol’s page has them', () => {
  expect(safetyWords(clinic.recipient, login.recipient).join(' ')).toBe(written.safetyWords)
  for (const [length, padded] of Object.entries(written.padding)) expect(padmeLength(Number(length))).toBe(padded)
})
