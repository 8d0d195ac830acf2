import type { PatientId } from '../../../shared/domain/ids.ts'
import type { AuditFacts } from '../../../shared/domain/auditFacts.ts'
import { MINUTE, plusMilliseconds } from '../../../shared/domain/time.ts'
import { FIRST_HASH, hashOfAudit } from '../auditChain.ts'
import type { Acting, Stay, Tx, Witness } from '../context.ts'
import { findAuditHash, insertAudit, newestAudit } from '../db/audit.ts'

/** How rows are written since actions have facts. */
const FORMAT = 2

/**
 * R8.6: writes one link of the chain, in the transaction of what it tells of: who, at which station, when, what.
 * @param patientId null for what is about no patient
 * @returns the row, to be found again
 */
export async function appendAudit(
  tx: Tx,
  { clock, actor }: Witness,
  { action, ...facts }: AuditFacts,
  patientId: PatientId | null = null,
): Promise<Stay['row']> {
  const newest = await newestAudit(tx)
  const row = {
    seq: (newest?.seq ?? 0) + 1,
    at: clock.now(),
    staff_id: actor?.staff.id ?? null,
    patient_id: patientId,
    action,
    detail: JSON.stringify(facts),
    previous_hash: newest?.hash ?? FIRST_HASH,
    format: FORMAT,
    station: actor?.station.name ?? null,
  }
  const hash = hashOfAudit(row)
  await insertAudit(tx, { ...row, hash })
  return { seq: row.seq, hash }
}

/** A page asks again whenever something changed, and a draft saves itself: what goes on without a pause is one stay. */
const STAY_PAUSE = 10 * MINUTE
/** More than one person looks at in ten minutes; what was forgotten writes one row more. */
const STAYS_KEPT = 500

/**
 * R8.6: that somebody reads or writes a patient's data, or with null that of many: one row a stay on the page, however long it lasts and however
 * often it is read or saved again without ten minutes' pause.
 * @param thing which of several (a plan, a submission); empty where there is one a patient
 */
export async function auditStay(
  tx: Tx,
  acting: Pick<Acting, 'clock' | 'actor'>,
  facts: AuditFacts,
  patientId: PatientId | null,
  thing = '',
): Promise<void> {
  const { stays } = acting.actor.station
  const now = acting.clock.now()
  const key = [acting.actor.staff.id, facts.action, patientId ?? '', thing].join(' ')
  const known = stays.get(key)
  const isSameStay = known !== undefined && plusMilliseconds(known.lastAt, STAY_PAUSE) > now
  // A transaction that was rolled back took its row with it.
  const isWritten = isSameStay && (await findAuditHash(tx, known.row.seq)) === known.row.hash
  const row = isWritten ? known.row : await appendAudit(tx, acting, facts, patientId)
  // At the end of the map's order, so that its first key is the one that was touched longest ago.
  stays.delete(key)
  stays.set(key, { lastAt: now, row })
  const [oldest] = stays.keys()
  if (stays.size > STAYS_KEPT && oldest !== undefined) stays.delete(oldest)
}
