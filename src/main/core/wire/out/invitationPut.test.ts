import { expect, test } from 'vitest'
import { CalendarDay, DAY, Instant } from '../../../../shared/domain/time.ts'
import { Greeting } from '../../../../shared/domain/sealedLetters.ts'
import { openJson } from '../../../../shared/envelope/seal.ts'
import { hashToken, introductionMac, redeemToken, renewalKey, renewalMac } from '../../../../shared/envelope/secrets.ts'
import { AuditAnchor, isOurAnchor } from '../../auditChain.ts'
import { readClinic } from '../../db/clinic.ts'
import { findInvitation } from '../../db/invitations.ts'
import { sendForms } from '../../testing/deskActs.ts'
import { openWithEndpoint } from '../../testing/openWithEndpoint.ts'
import { addIntake, outboxIn, sendAccessLink } from '../../testing/patientActs.ts'
import { enqueue } from '../enqueue.ts'
import { anchorPut } from './anchorPut.ts'
import { clinicPut } from './clinicPut.ts'
import { invitationPut } from './invitationPut.ts'

const ANA = 'ana@example.test'

test('R4.3, R4.5, R11.2 an invitation leaves with hashes alone, and a greeting that link and code both open', async () => {
  await using story = await openWithEndpoint()
  const { clinic, endpoint } = story
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA, birthOn: CalendarDay.parse('1985-03-12') })
  const { id, expiresAt } = await sendAccessLink(clinic, ana.id, ANA)

  await story.round()

  const row = await findInvitation(clinic.context.db, id)
  const [put] = endpoint.takenOf('invitation.put')
  const clinicRow = await readClinic(clinic.context.db)
  const introduction = {
    clinicId: clinicRow.id,
    invitationId: id,
    recipient: clinicRow.recipient,
    codeSalt: clinicRow.code_salt,
    greeting: put?.greeting ?? '',
  }
  expect(put).toEqual({
    kind: 'invitation.put',
    id,
    patientId: ana.id,
    invitationKind: 'access',
    recipient: row?.recipient,
    tokenHash: hashToken(redeemToken(row?.secret ?? '')),
    codeTokenHash: hashToken(redeemToken(row?.code_secret ?? '')),
    expiresAt,
    daysFromOpening: null,
    greeting: put?.greeting,
    introduction: introductionMac(row?.secret ?? '', introduction),
    codeIntroduction: introductionMac(row?.code_secret ?? '', introduction),
    renewal: renewalMac(renewalKey(row?.secret ?? ''), { clinicId: clinicRow.id, invitationId: id, email: ANA }),
  })
  for (const secret of [row?.secret ?? '', row?.code_secret ?? '']) {
    expect(await openJson(put?.greeting ?? '', [secret], Greeting)).toEqual({
      format: 2,
      patientId: ana.id,
      clinicName: clinicRow.name,
      clinicPhone: clinicRow.phone,
      givenName: 'Ana',
      email: ANA,
      invitedByName: 'Maya',
    })
    expect(JSON.stringify(put)).not.toContain(secret)
  }
})

test('R4.2 a form’s invitation has a second clock, and without a birth date there is no code', async () => {
  await using story = await openWithEndpoint()
  const { clinic, endpoint } = story
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA, birthOn: null })
  await sendForms(clinic, ana.id, [await addIntake(clinic)])

  await story.round()

  expect(endpoint.takenOf('invitation.put')).toMatchObject([
    {
      invitationKind: 'form',
      codeTokenHash: null,
      daysFromOpening: 90,
      expiresAt: new Date(Date.parse(clinic.clock.now()) + 60 * DAY).toISOString(),
    },
  ])
})

test('R4.6 an invitation that ended is withdrawn, with how it ended', async () => {
  await using story = await openWithEndpoint()
  const { clinic, endpoint } = story
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA, birthOn: null })
  const first = await sendAccessLink(clinic, ana.id, ANA)
  const second = await sendAccessLink(clinic, ana.id, ANA)
  await clinic.client.access.revokeInvitation({ invitationId: second.id, reason: 'A mistake' })

  await story.round()

  expect(endpoint.takenOf('invitation.end')).toEqual([
    { kind: 'invitation.end', id: first.id, state: 'replaced' },
    { kind: 'invitation.end', id: second.id, state: 'revoked' },
  ])
})

test('an invitation that is gone is refused here, and blocks nothing', async () => {
  await using story = await openWithEndpoint()
  const { clinic } = story
  await clinic.context.db
    .transaction()
    .execute((tx) => enqueue(tx, clinic.context, invitationPut, invitationPut.pending.parse({ id: clinic.ids() })))

  await story.round()

  expect((await outboxIn(clinic)).map(({ reason }) => reason)).toEqual(['notBuilt'])
})

test('R11.1 what everybody may see of the clinic leaves as it stands, once however often it was caused', async () => {
  await using story = await openWithEndpoint()
  const { clinic, endpoint } = story
  const { context } = clinic
  for (let n = 0; n < 2; n += 1) await context.db.transaction().execute((tx) => enqueue(tx, context, clinicPut, {}))

  await story.round()

  const { recipient, code_salt } = await readClinic(context.db)
  expect(endpoint.takenOf('clinic.put')).toEqual([
    {
      kind: 'clinic.put',
      profile: {
        name: 'Harbour Clinic',
        addressLine: '12 Water Street, Vancouver',
        phone: '+1 604 555 0100',
        email: '',
        timeZone: 'America/Vancouver',
        recipient,
        codeSalt: code_salt,
      },
    },
  ])
})

test('R8.6 an anchor is sealed to the clinic, and speaks for the newest row of its log under a key of its own', async () => {
  await using story = await openWithEndpoint()
  const { clinic, endpoint } = story
  await clinic.addPatient('Ana Ruiz')
  await clinic.addPatient('Ben Okoro')

  await story.round()

  const { identity } = await readClinic(clinic.context.db)
  const anchor = await openJson(endpoint.takenOf('anchor.put')[0]?.sealed ?? '', [identity], AuditAnchor)
  const row = await clinic.context.db.selectFrom('audit').selectAll().where('seq', '=', 2).executeTakeFirstOrThrow()
  expect(anchor).toMatchObject({ format: 1, seq: 2, hash: row.hash, at: clinic.clock.now() })
  expect(isOurAnchor(identity, anchor)).toBe(true)
  expect(isOurAnchor(identity, { ...anchor, seq: 1 })).toBe(false)
  expect(isOurAnchor(identity, { ...anchor, at: Instant.parse('2025-01-01T00:00:00.000Z') })).toBe(false)
})

test('R8.6 an empty log has no anchor', async () => {
  await using story = await openWithEndpoint()
  const { context } = story.clinic
  await context.db.transaction().execute((tx) => enqueue(tx, context, anchorPut, {}))

  await story.round()

  expect(story.endpoint.taken).toEqual([])
  expect(await outboxIn(story.clinic)).toEqual([])
})
