import type { Allergies } from '../../../shared/domain/questionnaires/healthInShort.ts'
import { words } from '../../words/words.ts'

/** What a patient says of allergies, in words; no answer is never taken for “none”. */
export function allergyText(allergies: Allergies): string {
  const t = words.workspace.overview.health
  if (allergies.kind === 'listed') return allergies.text
  return allergies.kind === 'unsure' ? t.unsure(allergies.text) : t[allergies.kind]
}
