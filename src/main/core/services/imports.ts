import { IMPORT_BATCH } from '../../../shared/contract/desk/imports.ts'
import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import type { ImportId, PatientId } from '../../../shared/domain/ids.ts'
import { isSamePerson } from '../../../shared/domain/likelyDuplicates.ts'
import type { PatientDetails } from '../../../shared/domain/people.ts'
import type { Acting, Db } from '../context.ts'
import { countOfImport, findImport, insertImport, listUntouched, markUndone, removePatient } from '../db/imports.ts'
import { findLikelyDuplicates } from '../db/likelyDuplicates.ts'
import { findPatient, insertPatient } from '../db/patients.ts'
import { appendAudit } from './audit.ts'
import { failure } from './serviceError.ts'

/** R10.8: of a file's rows, those who are most likely on file already, by the rule that watches the patient form. */
export async function checkImport(
  db: Db,
  rows: readonly PatientDetails[],
): Promise<{ row: number; patient: PatientSummary }[]> {
  const found: { row: number; patient: PatientSummary }[] = []
  for (const [row, details] of rows.entries()) {
    const [likeliest] = await findLikelyDuplicates(db, details, 1)
    if (likeliest && isSamePerson(likeliest.reasons)) found.push({ row, patient: likeliest.patient })
  }
  return found
}

type Batch = {
  readonly importId: ImportId
  readonly fileName: string
  readonly rows: readonly (PatientDetails & { readonly id: PatientId })[]
}

/**
 * R10.8: one batch of a file becomes patients, all of it or nothing. Sent again it adds nobody twice.
 * @throws ServiceError IMPORT_UNDONE
 */
export async function addImported(acting: Acting, { importId, fileName, rows }: Batch): Promise<{ added: number }> {
  const by = acting.actor.staff.id
  const now = acting.clock.now()
  const added = await acting.db.transaction().execute(async (tx) => {
    const known = await findImport(tx, importId)
    if (known?.undoneAt) throw failure('IMPORT_UNDONE')
    if (!known) await insertImport(tx, importId, fileName, by, now)
    let count = 0
    for (const { id, ...details } of rows) {
      if (await findPatient(tx, id)) continue
      await insertPatient(tx, id, details, by, now, { importId })
      count += 1
    }
    if (count > 0) await appendAudit(tx, acting, { action: 'patients.imported', count })
    return count
  })
  acting.changes.publish('patients')
  return { added }
}

/**
 * R10.8: takes up to a batch of an import's patients out again. Who has an appointment, a form, access, a plan, an e-mail
 * or a change by hand stays.
 * @throws ServiceError NOT_FOUND
 */
export async function undoImport(acting: Acting, importId: ImportId) {
  const now = acting.clock.now()
  const undone = await acting.db.transaction().execute(async (tx) => {
    const known = await findImport(tx, importId)
    if (!known) throw failure('NOT_FOUND')
    if (!known.undoneAt) await markUndone(tx, importId, now)
    const untouched = await listUntouched(tx, importId, IMPORT_BATCH)
    for (const patient of untouched) await removePatient(tx, patient, now)
    const isDone = untouched.length < IMPORT_BATCH
    const kept = isDone ? await countOfImport(tx, importId) : 0
    const removed = untouched.length
    if (removed > 0) await appendAudit(tx, acting, { action: 'patients.importUndone', count: removed })
    return { removed, isDone, kept }
  })
  acting.changes.publish('patients')
  return undone
}
