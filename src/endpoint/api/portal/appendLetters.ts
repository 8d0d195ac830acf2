import type { ClinicId, EventId, LinkId, LoginId } from '../../../shared/domain/ids.ts'
import type { Append } from '../../context.ts'
import { heldLinks } from '../../db/links.ts'
import type { Tx } from '../../db/tables.ts'

type Letter = {
  readonly linkId: LinkId
  readonly requestId: EventId
  readonly sealed: string
  readonly mac: string
}

/** What a login writes to the clinic of the persons that it holds; what is of another's link goes nowhere. */
export async function appendLetters(
  tx: Tx,
  append: Append,
  { clinicId, loginId }: { readonly clinicId: ClinicId; readonly loginId: LoginId },
  letters: readonly Letter[],
): Promise<void> {
  const held = (await heldLinks(tx, clinicId, loginId)).map(({ id }) => id)
  for (const { requestId, ...letter } of letters.filter(({ linkId }) => held.includes(linkId))) {
    await append({ kind: 'request.made', requestId, ...letter }, { id: requestId, loginId })
  }
}
