import { createHash } from 'node:crypto'
import type { PatientId, StaffId } from '../../../shared/domain/ids.ts'
import { MINUTE, plusMilliseconds } from '../../../shared/domain/time.ts'
import type { CoreContext, Db, Tx } from '../context.ts'
import { insertAudit, lastAuditAt, newestAudit, readAuditAfter, type AuditRow } from '../db/audit.ts'

/** What was done, for people to read in History: `patient.read`, `patient.changed`… */
export type AuditEntry = {
  readonly action: string
  readonly patientId?: PatientId | null
  /** Which fields, which form: what the chart may show; never a secret. */
  readonly detail?: string | null
  /** Who; by default whoever is signed in. Null: the program itself, on what a patient did. */
  readonly by?: StaffId | null
}

const FIRST_HASH = '0'.repeat(64)

/** R8.6: writes one link of the chain, in the transaction of what it tells of. */
export async function appendAudit(
  tx: Tx,
  context: Pick<CoreContext, 'clock' | 'session'>,
  entry: AuditEntry,
): Promise<void> {
  const newest = await newestAudit(tx)
  const row = {
    seq: (newest?.seq ?? 0) + 1,
    at: context.clock.now(),
    staff_id: entry.by === undefined ? (context.session.staff?.id ?? null) : entry.by,
    patient_id: entry.patientId ?? null,
    action: entry.action,
    detail: entry.detail ?? null,
    previous_hash: newest?.hash ?? FIRST_HASH,
  }
  await insertAudit(tx, { ...row, hash: hashOf(row) })
}

/** A window asks again whenever something changed; a person who stays on the page reads once. */
const SAME_READING = 10 * MINUTE

/** R8.6: that somebody read a patient's data, once in ten minutes for each person and kind of data. */
export async function auditReading(
  tx: Tx,
  context: Pick<CoreContext, 'clock' | 'session'>,
  patientId: PatientId,
  action: string,
): Promise<void> {
  const staffId = context.session.staff?.id ?? null
  const lastAt = await lastAuditAt(tx, { patientId, staffId, action })
  const isSame = lastAt !== null && plusMilliseconds(lastAt, SAME_READING) > context.clock.now()
  if (!isSame) await appendAudit(tx, context, { action, patientId })
}

/** SHA-256 in hexadecimal over the row as a JSON array, in a fixed order, the hash before it included. */
function hashOf(row: Omit<AuditRow, 'hash'>): string {
  const canonical = [row.previous_hash, row.seq, row.at, row.staff_id, row.patient_id, row.action, row.detail]
  return createHash('sha256').update(JSON.stringify(canonical)).digest('hex')
}

export type AuditVerdict =
  { readonly isWhole: true; readonly rows: number } | { readonly isWhole: false; readonly brokenAtSeq: number }

const PAGE_ROWS = 1_000

/** Reads the whole chain; the first row that was changed, or before which one is missing, is named. */
export async function verifyAudit(db: Db): Promise<AuditVerdict> {
  let rows = 0
  let previous = FIRST_HASH
  for (;;) {
    const page = await readAuditAfter(db, rows, PAGE_ROWS)
    for (const row of page) {
      rows += 1
      const isNext = row.seq === rows && row.previous_hash === previous && row.hash === hashOf(row)
      if (!isNext) return { isWhole: false, brokenAtSeq: row.seq }
      previous = row.hash
    }
    if (page.length < PAGE_ROWS) return { isWhole: true, rows }
  }
}
