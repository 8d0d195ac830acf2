import type { IndexOwner } from '../../shared/contract/outbox.ts'
import type { AssignmentId, ClinicId, LinkId } from '../../shared/domain/ids.ts'
import type { Tx } from './tables.ts'

/*
 * R11.6: the forms that whoever holds an index may fill; ids alone. They are rows of the index, and go and move with it by
 * their foreign key.
 */

/** These and no others. */
export async function assignForms(
  tx: Tx,
  clinicId: ClinicId,
  owner: IndexOwner,
  forms: readonly AssignmentId[],
): Promise<void> {
  const of = { clinic_id: clinicId, owner_kind: owner.kind, owner_id: owner.id }
  await tx
    .deleteFrom('record_index_form')
    .where('clinic_id', '=', clinicId)
    .where('owner_kind', '=', owner.kind)
    .where('owner_id', '=', owner.id)
    .execute()
  for (const id of new Set(forms)) {
    await tx
      .insertInto('record_index_form')
      .values({ ...of, assignment_id: id })
      .execute()
  }
}

/** Whether the index that stands for this link lets its holder fill the form. */
export async function isAssigned(tx: Tx, clinicId: ClinicId, linkId: LinkId, form: AssignmentId): Promise<boolean> {
  const row = await tx
    .selectFrom('record_index_form')
    .select('assignment_id')
    .where('clinic_id', '=', clinicId)
    .where('owner_kind', '=', 'link')
    .where('owner_id', '=', linkId)
    .where('assignment_id', '=', form)
    .executeTakeFirst()
  return row !== undefined
}
