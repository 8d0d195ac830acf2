import { expect, test } from 'vitest'
import type { InvitationId, PatientId } from '../../../../shared/domain/ids.ts'
import { DAY, plusMilliseconds } from '../../../../shared/domain/time.ts'
import { extraDayMac } from '../../../../shared/envelope/secrets.ts'
import { findInvitation } from '../../db/invitations.ts'
import { readClinic } from '../../db/clinic.ts'
import { openPairedClinic, sendForms } from '../../testing/deskActs.ts'
import type { TestClinic } from '../../testing/openClinic.ts'
import { addIntake, outboxIn, prepareAccess, receive } from '../../testing/patientActs.ts'

const ANA = 'ana@example.test'

/** What whoever holds the link sends. */
async function dayOf({ context: { db } }: TestClinic, invitationId: InvitationId) {
  const secret = (await findInvitation(db, invitationId))?.secret ?? ''
  const mac = extraDayMac(secret, (await readClinic(db)).id)
  return { kind: 'invitation.dayTaken', invitationId, by: 'link', mac } as const
}

async function formOf(clinic: TestClinic, patientId: PatientId) {
  return (await clinic.client.forms.ofPatient({ patientId })).assignments[0]
}

test('R4.2 the desk hears of the patient’s extra day, counts it once, and publishes what its invitee may see', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  const id = await sendForms(clinic, ana.id, [await addIntake(clinic)])
  const day = await dayOf(clinic, id)
  clinic.later(61 * DAY)
  const takenAt = clinic.clock.now()
  expect((await formOf(clinic, ana.id))?.state).toBe('expired')

  await receive(clinic, day)
  clinic.later(DAY / 2)
  await receive(clinic, day)

  const expiresAt = plusMilliseconds(takenAt, DAY)
  expect(await formOf(clinic, ana.id)).toMatchObject({ state: 'pending', invitation: { id, expiresAt } })
  expect(await findInvitation(clinic.context.db, id)).toMatchObject({ extra_day_at: takenAt, expires_at: expiresAt })
  expect((await outboxIn(clinic)).at(-1)?.kind).toBe('records.put')
})

test('R4.2, R11.5 the endpoint gives nobody a day: not without the secret, not to an Access Link, not to what staff ended', async () => {
  await using clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA })
  const access = await prepareAccess(clinic, ana.id, ANA)
  const id = await sendForms(clinic, ana.id, [await addIntake(clinic)])
  const untouched = async () => (await findInvitation(clinic.context.db, id))?.extra_day_at
  clinic.later(61 * DAY)

  await receive(clinic, { ...(await dayOf(clinic, id)), mac: '0'.repeat(64) })
  expect(await untouched()).toBeNull()
  await receive(clinic, await dayOf(clinic, access.id))
  expect(await findInvitation(clinic.context.db, access.id)).toMatchObject({ extra_day_at: null })
  await clinic.client.forms.extend({ id })
  await clinic.client.access.revokeInvitation({ invitationId: id, reason: '' })
  await receive(clinic, await dayOf(clinic, id))
  expect(await untouched()).toBeNull()
})
