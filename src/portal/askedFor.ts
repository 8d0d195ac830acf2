import type { RecordIndex } from '../shared/domain/recordIndex.ts'

type Held = { readonly link: { readonly id: string }; readonly index: RecordIndex | null }

/**
 * R11.5: whether the clinic asks for a form still, by its own index of that link alone. What the endpoint does not show, or
 * somebody else's index, says nothing: then the form is asked for.
 * @param holdings what was opened and believed just now; null without an answer
 */
export function isAskedFor(holdings: readonly Held[] | null, linkId: string, assignmentId: string | null): boolean {
  const index = holdings?.find(({ link }) => link.id === linkId)?.index
  if (!index) return true
  return index.items.some(
    (item) => item.kind === 'form' && item.form.assignmentId === assignmentId && item.form.state === 'pending',
  )
}
