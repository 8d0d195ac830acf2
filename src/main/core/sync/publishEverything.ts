import { InvitationId, LinkId, PatientId } from '../../../shared/domain/ids.ts'
import type { CoreContext, Tx } from '../context.ts'
import { enqueue, markProjectionDue } from './pending.ts'

type Making = Pick<CoreContext, 'clock' | 'ids'>

/** Leaves in the outbox whatever the clinic publishes: its profile, open invitations, every projection. */
export async function publishEverything(tx: Tx, context: Making): Promise<void> {
  const now = context.clock.now()
  await enqueue(tx, context, { kind: 'clinic.put' })
  const invitations = await tx
    .selectFrom('invitation')
    .select(['id', 'patient_id'])
    .where('state', 'in', ['prepared', 'sending', 'sent', 'opened'])
    .where('expires_at', '>', now)
    .orderBy('prepared_at')
    .execute()
  for (const { id } of invitations) await enqueue(tx, context, { kind: 'invitation.put', id: InvitationId.parse(id) })
  const links = await tx
    .selectFrom('link')
    .select('patient_id')
    .where('ended_at', 'is', null)
    .where('proven_recipient', 'is not', null)
    .execute()
  const patients = new Set([...invitations, ...links].map((row) => row.patient_id))
  for (const patientId of patients) await markProjectionDue(tx, PatientId.parse(patientId), now)
}

/** What an endpoint restored from its backup has forgotten was withdrawn is withdrawn again (R3.5). */
export async function withdrawAgain(tx: Tx, context: Making): Promise<void> {
  const invitations = await tx.selectFrom('invitation').select(['id', 'state']).execute()
  for (const { id, state } of invitations) {
    if (state !== 'revoked' && state !== 'replaced') continue
    await enqueue(tx, context, { kind: 'invitation.end', id: InvitationId.parse(id), state })
  }
  const links = await tx.selectFrom('link').select(['id', 'level', 'ended_at']).execute()
  for (const { id, level, ended_at } of links) {
    if (ended_at !== null) await enqueue(tx, context, { kind: 'link.end', id: LinkId.parse(id) })
    else if (level === 'limited') await enqueue(tx, context, { kind: 'link.level', id: LinkId.parse(id), level })
  }
}

/**
 * The endpoint says that this desk's epoch has passed: a backup was restored on one side. The desk goes beyond the
 * endpoint's epoch and says everything again.
 */
export async function raiseEpoch(context: CoreContext, endpointEpoch: number): Promise<void> {
  await context.db.transaction().execute(async (tx) => {
    const { epoch } = await tx.selectFrom('sync_state').select('epoch').where('id', '=', 1).executeTakeFirstOrThrow()
    await tx
      .updateTable('sync_state')
      .set({ epoch: Math.max(epoch, endpointEpoch) + 1 })
      .where('id', '=', 1)
      .execute()
    await withdrawAgain(tx, context)
    await publishEverything(tx, context)
  })
  context.log('warn', 'sync.epochRaised', { endpointEpoch })
}
