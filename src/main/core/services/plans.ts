import type { Plan } from '../../../shared/contract/desk/plans.ts'
import type { PatientId, PlanId } from '../../../shared/domain/ids.ts'
import { Instant } from '../../../shared/domain/time.ts'
import { canBeUndone } from '../../../shared/domain/undo.ts'
import type { Acting, Tx } from '../context.ts'
import { findPatient } from '../db/patients.ts'
import {
  findPlan,
  findPlanVersion,
  insertPlan,
  insertPlanVersion,
  listPlans,
  updateDraft,
  withdrawPlanVersion,
  type PlanOfPatient,
} from '../db/plans.ts'
import { markRecordsDue } from '../wire/out/recordsPut.ts'
import { appendAudit, auditStay } from './audit.ts'
import { failure, type ServiceError } from './serviceError.ts'

/** @throws ServiceError NOT_FOUND */
export function readPlans(acting: Acting, patientId: PatientId): Promise<Plan[]> {
  return acting.db.transaction().execute(async (tx) => {
    if (!(await findPatient(tx, patientId))) throw failure('NOT_FOUND')
    await auditStay(tx, acting, { action: 'plans.read' }, patientId)
    return listPlans(tx, patientId)
  })
}

/** A new plan, or what was changed of a draft as the person saw it (R10.7). */
export type DraftInput = { readonly id: PlanId; readonly patientId: PatientId } & (
  | { readonly seenVersion: null; readonly title: string; readonly text: string }
  | { readonly seenVersion: number; readonly title?: string | undefined; readonly text?: string | undefined }
)

/**
 * R8.1: makes the plan when it is new; the same new plan again changes nothing. A plan never moves to another patient.
 * Writing is one row of the audit log a stay, however often the draft saves itself (R8.6).
 * @throws ServiceError NOT_FOUND, CHANGED_MEANWHILE
 */
export async function saveDraft(acting: Acting, input: DraftInput): Promise<Plan> {
  const saved = await acting.db.transaction().execute(async (tx) => {
    if (!(await findPatient(tx, input.patientId))) throw failure('NOT_FOUND')
    const before = await findPlan(tx, input.id)
    if (before && before.patientId !== input.patientId) throw failure('NOT_FOUND')
    if (before) await changeDraft(tx, acting, input, before)
    else await addPlan(tx, acting, input)
    return readPlan(tx, input.id)
  })
  acting.changes.publish('plans')
  return saved.plan
}

async function addPlan(tx: Tx, acting: Acting, { id, patientId, title, text }: DraftInput): Promise<void> {
  // Only a plan that was never made is new: there is nothing else that an unknown one could change.
  if (title === undefined || text === undefined) throw failure('NOT_FOUND')
  const by = acting.actor.staff.id
  await insertPlan(tx, {
    id,
    patient_id: patientId,
    title,
    draft: text,
    draft_saved_at: acting.clock.now(),
    draft_saved_by: by,
    created_by: by,
  })
  await appendAudit(tx, acting, { action: 'plan.added', title }, patientId)
}

async function changeDraft(tx: Tx, acting: Acting, input: DraftInput, before: PlanOfPatient): Promise<void> {
  const { id, patientId, seenVersion, title, text } = input
  const { plan } = before
  const isAsWanted = (title ?? plan.title) === plan.title && (text ?? plan.draft) === plan.draft
  if (isAsWanted) return
  if (plan.draftVersion !== seenVersion) throw changedMeanwhile(before)
  await updateDraft(tx, id, { title, draft: text, by: acting.actor.staff.id, at: acting.clock.now() })
  await auditStay(tx, acting, { action: 'plan.written', title: title ?? plan.title }, patientId, id)
}

/**
 * R8.1: the draft becomes the next version, which never changes; holders of a full link see it after the next sync.
 * @param input.seenVersion of the draft: what somebody else wrote meanwhile is not published unread (R10.7)
 * @throws ServiceError NOT_FOUND, CHANGED_MEANWHILE, NOTHING_TO_PUBLISH when the draft is empty or title and text are
 * what was published last
 */
export async function publishPlan(
  acting: Acting,
  { planId, seenVersion }: { readonly planId: PlanId; readonly seenVersion: number },
): Promise<Plan> {
  const published = await acting.db.transaction().execute(async (tx) => {
    const found = await readPlan(tx, planId)
    const { patientId, plan, newest, lastVersion } = found
    if (plan.draftVersion !== seenVersion) throw changedMeanwhile(found)
    const isPublished = plan.draft === newest?.text && plan.title === newest.title
    if (plan.draft.trim() === '' || isPublished) throw failure('NOTHING_TO_PUBLISH')
    const version = lastVersion + 1
    await insertPlanVersion(tx, {
      plan_id: planId,
      version,
      title: plan.title,
      text: plan.draft,
      published_at: acting.clock.now(),
      published_by: acting.actor.staff.id,
    })
    await appendAudit(tx, acting, { action: 'plan.published', title: plan.title, version }, patientId)
    await markRecordsDue(tx, acting, patientId)
    return readPlan(tx, planId)
  })
  acting.changes.publish('plans')
  acting.wakeSync()
  return published.plan
}

/**
 * R10.4: a version that was published by mistake is one of the draft again, and nobody sees it; the next one has a number of
 * its own. Undoing twice is undoing once.
 * @throws ServiceError NOT_FOUND, TOO_LATE, CHANGED_MEANWHILE when another version was published since
 */
export async function undoPublishing(
  acting: Acting,
  { planId, version }: { readonly planId: PlanId; readonly version: number },
): Promise<Plan> {
  const undone = await acting.db.transaction().execute(async (tx) => {
    const found = await readPlan(tx, planId)
    const published = await findPlanVersion(tx, planId, version)
    if (!published) throw failure('NOT_FOUND')
    if (published.undone_at !== null) return found
    if (found.newest?.version !== version) throw changedMeanwhile(found)
    const now = acting.clock.now()
    if (!canBeUndone(Instant.parse(published.published_at), now)) throw failure('TOO_LATE')
    await withdrawPlanVersion(tx, planId, version, now)
    const { title } = published
    await appendAudit(tx, acting, { action: 'plan.publishingUndone', title, version }, found.patientId)
    await markRecordsDue(tx, acting, found.patientId)
    return readPlan(tx, planId)
  })
  acting.changes.publish('plans')
  acting.wakeSync()
  return undone.plan
}

function changedMeanwhile({ plan, savedBy }: PlanOfPatient): ServiceError {
  return failure('CHANGED_MEANWHILE', { by: savedBy, at: plan.draftSavedAt, current: plan })
}

async function readPlan(tx: Tx, planId: PlanId): Promise<PlanOfPatient> {
  const found = await findPlan(tx, planId)
  if (!found) throw failure('NOT_FOUND')
  return found
}
