import type { Insertable, Selectable } from 'kysely'
import { Plan } from '../../../shared/contract/desk/plans.ts'
import { PatientId, type PlanId, type StaffId } from '../../../shared/domain/ids.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import type { Db, Tx } from '../context.ts'
import type { PlanTable, PlanVersionTable } from './tables.ts'

export type PlanOfPatient = {
  readonly patientId: PatientId
  readonly plan: Plan
  /** What was published last, as patients see it. */
  readonly newest: { readonly version: number; readonly title: string; readonly text: string } | null
  /** The number of the last version, also where its publishing was undone; 0 before the first. */
  readonly lastVersion: number
  /** Who wrote the draft last; null for what was written before that was noted. */
  readonly savedBy: string | null
}

/** A patient's plans in the order in which they were made. */
export async function listPlans(db: Db, patientId: PatientId): Promise<Plan[]> {
  const rows = await db.selectFrom('plan').selectAll().where('patient_id', '=', patientId).orderBy('id').execute()
  const versions = await selectVersions(db)
    .where('plan_version.plan_id', 'in', (eb) => eb.selectFrom('plan').select('id').where('patient_id', '=', patientId))
    .execute()
  return rows.map((row) =>
    toPlan(
      row,
      versions.filter((version) => version.plan_id === row.id),
    ),
  )
}

export async function findPlan(db: Db, planId: PlanId): Promise<PlanOfPatient | null> {
  const row = await db
    .selectFrom('plan')
    .leftJoin('staff', 'staff.id', 'plan.draft_saved_by')
    .selectAll('plan')
    .select('staff.name as saved_by_name')
    .where('plan.id', '=', planId)
    .executeTakeFirst()
  if (!row) return null
  const versions = await selectVersions(db).where('plan_version.plan_id', '=', planId).execute()
  const last = await db
    .selectFrom('plan_version')
    .select((eb) => eb.fn.max<number | null>('version').as('version'))
    .where('plan_id', '=', planId)
    .executeTakeFirst()
  return {
    patientId: PatientId.parse(row.patient_id),
    plan: toPlan(row, versions),
    newest: versions[0] ?? null,
    lastVersion: last?.version ?? 0,
    savedBy: row.saved_by_name,
  }
}

/** What is published, newest first. */
function selectVersions(db: Db) {
  return db
    .selectFrom('plan_version')
    .innerJoin('staff', 'staff.id', 'plan_version.published_by')
    .select([
      'plan_id',
      'plan_version.version',
      'plan_version.title',
      'text',
      'published_at',
      'staff.name as published_by_name',
    ])
    .where('plan_version.undone_at', 'is', null)
    .orderBy('plan_version.version', 'desc')
}

type VersionRow = Pick<Selectable<PlanVersionTable>, 'plan_id' | 'version' | 'title' | 'text' | 'published_at'> & {
  readonly published_by_name: string
}

function toPlan(row: Selectable<PlanTable>, versions: readonly VersionRow[]): Plan {
  return Plan.parse({
    id: row.id,
    title: row.title,
    draft: row.draft,
    draftSavedAt: row.draft_saved_at,
    draftVersion: row.draft_version,
    publishedVersions: versions.map((version) => ({
      version: version.version,
      title: version.title,
      text: version.text,
      publishedAt: version.published_at,
      publishedBy: version.published_by_name,
    })),
  })
}

export async function insertPlan(tx: Tx, plan: Insertable<PlanTable>): Promise<void> {
  await tx.insertInto('plan').values(plan).execute()
}

/** Only what is given changes; the draft's version rises (R10.7). */
export async function updateDraft(
  tx: Tx,
  planId: PlanId,
  { title, draft, by, at }: { title?: string | undefined; draft?: string | undefined; by: StaffId; at: Instant },
): Promise<void> {
  await tx
    .updateTable('plan')
    .set((plan) => ({
      title,
      draft,
      draft_saved_at: at,
      draft_saved_by: by,
      draft_version: plan('draft_version', '+', 1),
    }))
    .where('id', '=', planId)
    .execute()
}

/** Published versions never change (R8.1): there is no update of what they say. */
export async function insertPlanVersion(tx: Tx, version: Insertable<PlanVersionTable>): Promise<void> {
  await tx.insertInto('plan_version').values(version).execute()
}

/** When it was published, and when that was undone, if it was; null for a version that never was. */
export async function findPlanVersion(db: Db, planId: PlanId, version: number) {
  const row = await db
    .selectFrom('plan_version')
    .select(['title', 'published_at', 'undone_at'])
    .where('plan_id', '=', planId)
    .where('version', '=', version)
    .executeTakeFirst()
  return row ?? null
}

/** Its text stays in the file, and is shown nowhere. */
export async function withdrawPlanVersion(tx: Tx, planId: PlanId, version: number, at: Instant): Promise<void> {
  await tx
    .updateTable('plan_version')
    .set({ undone_at: at })
    .where('plan_id', '=', planId)
    .where('version', '=', version)
    .execute()
}
