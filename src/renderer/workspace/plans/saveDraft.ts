import { isDefinedError, safe } from '@orpc/client'
import type { Plan } from '../../../shared/contract/desk/plans.ts'
import type { PatientId, PlanId } from '../../../shared/domain/ids.ts'
import type { DeskClient } from '../../state/client.ts'
import type { DraftText, Saved } from './draftStore.ts'

/** Saves over the version that was seen (R10.7). @throws what the core answers but CHANGED_MEANWHILE */
export async function saveDraft(
  client: DeskClient,
  draft: DraftText & { readonly id: PlanId; readonly patientId: PatientId; readonly seenVersion: number | null },
): Promise<Saved> {
  const { seenVersion } = draft
  const input = seenVersion === null ? { ...draft, seenVersion } : { ...draft, seenVersion }
  const result = await safe(client.plans.saveDraft(input))
  if (result.isSuccess) return { kind: 'kept', ...standing(result.data) }
  const { error } = result
  if (!isDefinedError(error) || error.code !== 'CHANGED_MEANWHILE') throw error
  const { by, current } = error.data
  return {
    kind: 'conflict',
    theirs: { by, title: current.title, text: current.draft, ...standing(current) },
  }
}

function standing(plan: Plan) {
  return { version: plan.draftVersion, savedAt: plan.draftSavedAt }
}
