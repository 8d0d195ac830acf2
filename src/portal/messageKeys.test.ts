import { expect, test } from 'vitest'
import { InvitationId, LinkId, MessageId, PatientId, ThreadId } from '../shared/domain/ids.ts'
import { messageMac, openMessageMac, pairSecret } from '../shared/envelope/pair.ts'
import { makeIdentity, sealJson } from '../shared/envelope/seal.ts'
import { newKeyring, sealLetter } from './keys.ts'
import { openGiven, openSent } from './messageKeys.ts'

const id = (end: number) => `0198f3a0-0000-7000-8000-${String(end).padStart(12, '0')}`
const [CLINIC, LINK, PATIENT] = [id(1), LinkId.parse(id(2)), PatientId.parse(id(4))]
const MESSAGE = MessageId.parse(id(5))
const AT = '2026-03-02T09:00:00.000Z'
const PLACE = { clinicId: CLINIC, linkId: LINK, patientId: PATIENT }
const OF_LINK = { kind: 'link', id: LINK } as const
const OF_INVITATION = { kind: 'invitation', id: InvitationId.parse(id(3)) } as const

/** Ana's keyring, and what the clinic gives her. */
async function anaAndClinic() {
  const [clinic, secret] = await Promise.all([makeIdentity(), makeIdentity()])
  const invitation = { id: OF_INVITATION.id, identity: secret.identity, patientId: PATIENT }
  const { keyring, recipient } = await newKeyring({ email: 'ana@example.test', clinic: clinic.recipient, invitation })
  const pair = pairSecret(clinic.identity, recipient, { clinic: clinic.recipient, login: recipient })
  const said = { format: 1, messageId: MESSAGE, threadId: id(6), subject: 'Dose', from: 'clinic', by: 'Dr Lee', at: AT }

  async function give(owner: typeof OF_LINK | typeof OF_INVITATION, text = 'One.') {
    const sealed = await sealJson({ ...said, text }, [owner.kind === 'link' ? recipient : secret.recipient])
    const claim = { clinicId: CLINIC, owner, messageId: MESSAGE }
    const mac = owner.kind === 'link' ? messageMac(pair, claim, sealed) : openMessageMac(secret.identity, claim, sealed)
    return { id: MESSAGE, owner, macs: [mac], sealed }
  }
  return { keyring, give }
}

test('R11.5 a message is shown that the clinic made for this link, or for the invitation while that vouches', async () => {
  const { keyring, give } = await anaAndClinic()
  const ofInvitation = await give(OF_INVITATION, 'Come in.')

  expect(await openGiven(keyring, PLACE, await give(OF_LINK))).toMatchObject({ text: 'One.', by: 'Dr Lee' })
  expect(await openGiven(keyring, PLACE, ofInvitation)).toMatchObject({ text: 'Come in.' })
  expect(await openGiven({ ...keyring, paired: [PATIENT] }, PLACE, ofInvitation)).toBeNull()
})

test('R11.5 nothing is shown of what was given to another link, under another id, by somebody else, or changed', async () => {
  const { keyring, give } = await anaAndClinic()
  const given = await give(OF_LINK)
  const stranger = await anaAndClinic()

  for (const forged of [
    { ...given, id: MessageId.parse(id(9)) },
    { ...given, sealed: (await give(OF_LINK, 'Two.')).sealed },
    { ...given, macs: ['0'.repeat(64)] },
    { ...given, macs: [] },
    { ...given, owner: OF_INVITATION },
    await stranger.give(OF_LINK),
  ]) {
    expect(await openGiven(keyring, PLACE, forged)).toBeNull()
  }
  expect(await openGiven(keyring, { ...PLACE, linkId: id(8) }, given)).toBeNull()
  expect(await openGiven(keyring, { ...PLACE, patientId: id(8) }, await give(OF_INVITATION))).toBeNull()
})

test('R8.5 what one sent is read by oneself until the clinic has it, and nothing that another put in its place', async () => {
  const { keyring } = await anaAndClinic()
  const letter = { format: 1, messageId: MESSAGE, threadId: ThreadId.parse(id(6)), patientId: PATIENT }
  const claim = { clinicId: CLINIC, linkId: LINK, kind: 'message.sent', id: MESSAGE } as const
  const sent = await sealLetter(keyring, claim, { ...letter, subject: 'Dose', text: 'Two?' })
  const waiting = { id: MESSAGE, at: AT as never, ...sent } // as it comes over the wire

  expect(await openSent(keyring, PLACE, waiting)).toMatchObject({ subject: 'Dose', text: 'Two?' })
  expect(await openSent(keyring, PLACE, { ...waiting, mac: '0'.repeat(64) })).toBeNull()
  expect(await openSent(keyring, PLACE, { ...waiting, id: MessageId.parse(id(9)) })).toBeNull()
})
