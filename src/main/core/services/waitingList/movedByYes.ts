import type { AppointmentId, PatientId } from '../../../../shared/domain/ids.ts'
import { asProgram, type CoreContext, type Tx } from '../../context.ts'
import { noteClaim } from '../../db/claims.ts'
import type { ChangeableVisit } from '../../db/visitChanges.ts'
import type { WaitingOffer } from '../../db/waitingList.ts'
import { enqueue } from '../../wire/enqueue.ts'
import { claimPut } from '../../wire/out/claimPut.ts'
import { appendAudit } from '../audit.ts'
import { tellByEmailIfPossible } from '../mail/tellByEmail.ts'
import { tellSeries } from '../mail/tellSeries.ts'
import { takeElsewhere } from '../takeElsewhere.ts'

/**
 * R6.2: a yes moves the visit that its patient has: the time that the offer claimed is the visit's, and the one that it had is given
 * back, in one act (R6.4). The patient is told by one e-mail, as of any move.
 */
export async function moveByYes(
  tx: Tx,
  context: CoreContext,
  { startsAt, endsAt, practitionerId }: Pick<WaitingOffer, 'startsAt' | 'endsAt' | 'practitionerId'>,
  {
    id,
    visit,
    patientId,
  }: { readonly id: AppointmentId; readonly visit: ChangeableVisit; readonly patientId: PatientId },
): Promise<void> {
  const program = asProgram(context)
  const to = { startsAt, endsAt, practitionerId, overbookReason: null }
  const confirming = await takeElsewhere(tx, program, id, visit, to)
  await appendAudit(tx, program, { action: 'appointment.moved', from: visit.startsAt, to: startsAt }, patientId)
  await noteClaim(tx, id, null)
  await enqueue(tx, context, claimPut, { id })
  const isTold = confirming && (await tellSeries(tx, program, confirming))
  if (!isTold) await tellByEmailIfPossible(tx, program, id)
}
