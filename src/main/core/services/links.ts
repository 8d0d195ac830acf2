import { PatientId, type LinkId } from '../../../shared/domain/ids.ts'
import type { CoreContext, Tx } from '../context.ts'
import { findLink, updateLink, type LinkWithEmail } from '../db/links.ts'
import { enqueue, markProjectionDue } from '../sync/pending.ts'
import { appendAudit } from './audit.ts'
import { tellOfEnding } from './linkLetters.ts'
import { failure } from './serviceError.ts'

type Input = { readonly linkId: LinkId; readonly reason: string }

/**
 * R3.5: ends a link; what was projected to it is withdrawn at the next sync and its holder is told by e-mail. One that
 * has ended stays as it is. The reason is for the clinic alone: it goes into the audit log, not into the e-mail.
 * @throws ServiceError NOT_FOUND
 */
export function revokeLink(context: CoreContext, input: Input): Promise<void> {
  return changeLink(context, input, async (tx, link, patientId) => {
    await updateLink(tx, input.linkId, { ended_at: context.clock.now(), end_reason: input.reason })
    await enqueue(tx, context, { kind: 'link.end', id: input.linkId })
    await appendAudit(tx, context, { action: 'link.ended', patientId, detail: `${link.email}: ${input.reason}` })
    await tellOfEnding(tx, context, patientId, link, 'ended')
  })
}

/** R3.5: lowers a full link to limited; one that is limited stays as it is. @throws ServiceError NOT_FOUND */
export function lowerLink(context: CoreContext, input: Input): Promise<void> {
  return changeLink(context, input, async (tx, link, patientId) => {
    if (link.level === 'limited') return
    await updateLink(tx, input.linkId, { level: 'limited' })
    await enqueue(tx, context, { kind: 'link.level', id: input.linkId, level: 'limited' })
    await markProjectionDue(tx, patientId, context.clock.now())
    await appendAudit(tx, context, { action: 'link.lowered', patientId, detail: `${link.email}: ${input.reason}` })
    await tellOfEnding(tx, context, patientId, link, 'lowered')
  })
}

async function changeLink(
  context: CoreContext,
  { linkId }: Input,
  change: (tx: Tx, link: LinkWithEmail, patientId: PatientId) => Promise<void>,
): Promise<void> {
  await context.db.transaction().execute(async (tx) => {
    const link = await findLink(tx, linkId)
    if (!link) throw failure('NOT_FOUND')
    if (link.ended_at === null) await change(tx, link, PatientId.parse(link.patient_id))
  })
  context.changes.publish('links', 'patients', 'outbox', 'appointments')
  context.wakeSync()
}
