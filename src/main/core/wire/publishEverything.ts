import { InvitationId, LinkId, PatientId } from '../../../shared/domain/ids.ts'
import type { CoreContext, Tx } from '../context.ts'
import { listAllOpenInvitations, listEndedInvitations } from '../db/invitations.ts'
import { listLevels, listPublishedPatients } from '../db/links.ts'
import { readClinic } from '../db/clinic.ts'
import { listClaimed } from '../db/claims.ts'
import { forgetGivenMessages } from '../db/messages.ts'
import { listStandingOffers } from '../db/waitingList.ts'
import { enqueue } from './enqueue.ts'
import { claimPut } from './out/claimPut.ts'
import { clinicName } from './out/clinicName.ts'
import { clinicPut } from './out/clinicPut.ts'
import { publishFeeds } from './out/feedPut.ts'
import { invitationEnd } from './out/invitationEnd.ts'
import { invitationPut } from './out/invitationPut.ts'
import { linkEnd } from './out/linkEnd.ts'
import { linkLevel } from './out/linkLevel.ts'
import { offerPut } from './out/offerPut.ts'
import { markRecordsDue } from './out/recordsPut.ts'
import { publishReminders } from './out/reminderPut.ts'
import { leaveSale } from './out/salePut.ts'

type Making = Pick<CoreContext, 'clock' | 'ids'>

/** Leaves in the outbox whatever the clinic publishes: its profile, open invitations, every holder's records, calendar addresses. */
export async function publishEverything(tx: Tx, context: Making): Promise<void> {
  await forgetGivenMessages(tx)
  await enqueue(tx, context, clinicPut, {})
  if ((await readClinic(tx)).chosen_name !== null) await enqueue(tx, context, clinicName, {})
  const invitations = await listAllOpenInvitations(tx, context.clock.now())
  for (const { id } of invitations) await enqueue(tx, context, invitationPut, { id: InvitationId.parse(id) })
  await markAllRecordsDue(tx, context)
  // What is given back is said too: an endpoint that was put back from a backup may have it still.
  for (const id of await listClaimed(tx, context.clock.now())) await enqueue(tx, context, claimPut, { id })
  for (const { id } of await listStandingOffers(tx, context.clock.now())) await enqueue(tx, context, offerPut, { id })
  await leaveSale(tx, context)
  await publishFeeds(tx, context)
  await publishReminders(tx, context)
}

/** R10.8: what patients see of the clinic: its profile, and every index, which says the same in its own words. */
export async function publishClinic(tx: Tx, context: Making): Promise<void> {
  await enqueue(tx, context, clinicPut, {})
  await markAllRecordsDue(tx, context)
}

async function markAllRecordsDue(tx: Tx, context: Making): Promise<void> {
  const invitations = await listAllOpenInvitations(tx, context.clock.now())
  const patients = new Set([...invitations.map((row) => row.patient_id), ...(await listPublishedPatients(tx))])
  for (const patientId of patients) await markRecordsDue(tx, context, PatientId.parse(patientId))
}

/** What an endpoint restored from its backup has forgotten was withdrawn is withdrawn again (R3.5). */
export async function withdrawAgain(tx: Tx, context: Making): Promise<void> {
  for (const ended of await listEndedInvitations(tx)) await enqueue(tx, context, invitationEnd, ended)
  for (const { id, level, ended_at } of await listLevels(tx)) {
    if (ended_at !== null) await enqueue(tx, context, linkEnd, { id: LinkId.parse(id) })
    else if (level === 'limited') await enqueue(tx, context, linkLevel, { id: LinkId.parse(id), level })
  }
}
