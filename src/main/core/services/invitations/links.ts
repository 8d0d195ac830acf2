import { LinkId, PatientId } from '../../../../shared/domain/ids.ts'
import type { Acting, Tx } from '../../context.ts'
import { findLink, updateLink, type LinkWithEmail } from '../../db/links.ts'
import { enqueue } from '../../wire/enqueue.ts'
import { linkEnd } from '../../wire/out/linkEnd.ts'
import { linkLevel } from '../../wire/out/linkLevel.ts'
import { markRecordsDue } from '../../wire/out/recordsPut.ts'
import { settleWaiting } from '../../wire/waitingPlace.ts'
import { appendAudit } from '../audit.ts'
import { tellOfEnding } from './linkLetters.ts'
import { failure } from '../serviceError.ts'

type Input = { readonly linkId: LinkId; readonly reason: string }

/**
 * R3.5: ends a link; what was published to it is withdrawn at the next sync and its holder is told by e-mail. One that
 * has ended stays as it is. The reason is for the clinic alone: it goes into the audit log, not into the e-mail.
 * @throws ServiceError NOT_FOUND
 */
export function revokeLink(acting: Acting, input: Input): Promise<void> {
  return changeLink(acting, input, (tx, link) => endLink(tx, acting, link, input.reason))
}

/** The same in the transaction of whatever it belongs to. */
export async function endLink(tx: Tx, acting: Acting, link: LinkWithEmail, reason: string): Promise<void> {
  const [id, patientId] = [LinkId.parse(link.id), PatientId.parse(link.patient_id)]
  await updateLink(tx, id, { ended_at: acting.clock.now(), ended_because: 'staff', end_reason: reason })
  await enqueue(tx, acting, linkEnd, { id })
  await settleWaiting(tx, acting, patientId, { unknown: [], known: [] })
  await appendAudit(tx, acting, { action: 'link.ended', email: link.email, reason }, patientId)
  await tellOfEnding(tx, acting, patientId, link, 'ended')
}

/** R3.5: lowers a full link to limited; one that is limited stays as it is. @throws ServiceError NOT_FOUND */
export function lowerLink(acting: Acting, input: Input): Promise<void> {
  return changeLink(acting, input, async (tx, link, patientId) => {
    if (link.level === 'limited' || link.ended_at !== null) return
    await updateLink(tx, input.linkId, { level: 'limited' })
    await enqueue(tx, acting, linkLevel, { id: input.linkId, level: 'limited' })
    await markRecordsDue(tx, acting, patientId)
    await appendAudit(tx, acting, { action: 'link.lowered', email: link.email, reason: input.reason }, patientId)
    await tellOfEnding(tx, acting, patientId, link, 'lowered')
  })
}

async function changeLink(
  acting: Acting,
  { linkId }: Input,
  change: (tx: Tx, link: LinkWithEmail, patientId: PatientId) => Promise<void>,
): Promise<void> {
  await acting.db.transaction().execute(async (tx) => {
    const link = await findLink(tx, linkId)
    if (!link) throw failure('NOT_FOUND')
    // A suspended one can be ended for good.
    if (link.ended_at === null || link.ended_because === 'renewed')
      await change(tx, link, PatientId.parse(link.patient_id))
  })
  acting.changes.publish('links', 'patients', 'outbox', 'appointments')
  acting.wakeSync()
}
