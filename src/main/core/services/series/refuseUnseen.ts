import type { Acting, Tx } from '../../context.ts'
import { lastChange } from '../../db/lastChange.ts'
import type { AppointmentId } from '../../../../shared/domain/ids.ts'
import { readVisit } from '../calendar.ts'
import type { SeenVisit } from '../changeVisit.ts'
import { failure } from '../serviceError.ts'

/** R10.7: a visit that is meant was seen as it stands. @throws ServiceError NOT_FOUND, CHANGED_MEANWHILE */
export async function refuseUnseen(
  tx: Tx,
  acting: Acting,
  { id, version }: { readonly id: AppointmentId; readonly version: number },
  seen: readonly SeenVisit[],
): Promise<void> {
  if (seen.some((each) => each.id === id && each.seenVersion === version)) return
  const current = await readVisit(tx, acting, id)
  if (!current) throw failure('NOT_FOUND')
  throw failure('CHANGED_MEANWHILE', { ...(await lastChange(tx, 'appointment', id)), current })
}
