import type { Plan } from '../../../shared/contract/desk/plans.ts'
import type { PatientId, PlanId } from '../../../shared/domain/ids.ts'
import { orMeanwhile, type Outcome } from '../../components/conflict/orMeanwhile.ts'
import type { DeskClient } from '../../state/client.ts'
import type { DraftText, SavedDraft } from './draftStore.ts'

/** Saves over the version that was seen (R10.7). @throws what the core answers but CHANGED_MEANWHILE */
export async function saveDraft(
  client: DeskClient,
  draft: DraftText & { readonly id: PlanId; readonly patientId: PatientId; readonly seenVersion: number | null },
): Promise<Outcome<SavedDraft, SavedDraft>> {
  const { seenVersion } = draft
  const input = seenVersion === null ? { ...draft, seenVersion } : { ...draft, seenVersion }
  const outcome = await orMeanwhile(client.plans.saveDraft(input), savedDraft)
  return outcome.kind === 'kept' ? { kind: 'kept', output: savedDraft(outcome.output) } : outcome
}

export function savedDraft({ title, draft, draftVersion, draftSavedAt }: Plan): SavedDraft {
  return { title, text: draft, version: draftVersion, savedAt: draftSavedAt }
}
