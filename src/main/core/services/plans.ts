import type { Plan } from '../../../shared/contract/desk/patients.ts'
import type { PatientId, PlanId } from '../../../shared/domain/ids.ts'
import type { CoreContext, Tx } from '../context.ts'
import { findPatient } from '../db/patients.ts'
import { findPlan, insertPlan, insertPlanVersion, listPlans, updateDraft, type PlanOfPatient } from '../db/plans.ts'
import { markProjectionDue } from '../sync/pending.ts'
import { appendAudit, auditReading } from './audit.ts'
import { failure } from './serviceError.ts'
import { requireStaff } from './session.ts'

/** @throws ServiceError NOT_FOUND */
export function readPlans(context: CoreContext, patientId: PatientId): Promise<Plan[]> {
  return context.db.transaction().execute(async (tx) => {
    if (!(await findPatient(tx, patientId))) throw failure('NOT_FOUND')
    await auditReading(tx, context, patientId, 'plans.read')
    return listPlans(tx, patientId)
  })
}

export type DraftInput = {
  readonly id: PlanId
  readonly patientId: PatientId
  readonly title: string
  readonly text: string
}

/** R8.1: makes the plan when it is new. A plan never moves to another patient. @throws ServiceError NOT_FOUND */
export async function saveDraft(context: CoreContext, { id, patientId, title, text }: DraftInput): Promise<Plan> {
  const staff = requireStaff(context)
  const saved = await context.db.transaction().execute(async (tx) => {
    if (!(await findPatient(tx, patientId))) throw failure('NOT_FOUND')
    const before = await findPlan(tx, id)
    if (before && before.patientId !== patientId) throw failure('NOT_FOUND')
    const draft = { title, draft: text, draft_saved_at: context.clock.now() }
    if (before) await updateDraft(tx, id, draft)
    else await insertPlan(tx, { id, patient_id: patientId, ...draft, created_by: staff.id })
    await appendAudit(tx, context, { action: before ? 'plan.draftSaved' : 'plan.added', patientId })
    return readPlan(tx, id)
  })
  context.changes.publish('plans')
  return saved.plan
}

/**
 * R8.1: the draft becomes the next version, which never changes; holders of a full link see it after the next sync.
 * @throws ServiceError NOT_FOUND, NOTHING_TO_PUBLISH when the draft is empty or is what was published last
 */
export async function publishPlan(context: CoreContext, planId: PlanId): Promise<Plan> {
  const staff = requireStaff(context)
  const published = await context.db.transaction().execute(async (tx) => {
    const { patientId, plan, newest } = await readPlan(tx, planId)
    const isPublished = plan.draft === newest?.text && plan.title === newest.title
    if (plan.draft.trim() === '' || isPublished) throw failure('NOTHING_TO_PUBLISH')
    const now = context.clock.now()
    const version = (newest?.version ?? 0) + 1
    await insertPlanVersion(tx, {
      plan_id: planId,
      version,
      title: plan.title,
      text: plan.draft,
      published_at: now,
      published_by: staff.id,
    })
    await appendAudit(tx, context, { action: 'plan.published', patientId, detail: `version ${version}` })
    await markProjectionDue(tx, patientId, now)
    return readPlan(tx, planId)
  })
  context.changes.publish('plans')
  context.wakeSync()
  return published.plan
}

async function readPlan(tx: Tx, planId: PlanId): Promise<PlanOfPatient> {
  const found = await findPlan(tx, planId)
  if (!found) throw failure('NOT_FOUND')
  return found
}
