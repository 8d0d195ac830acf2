import type { StaffId } from '../../../shared/domain/ids.ts'
import type { Acting, Db, Tx } from '../context.ts'
import { findStaff } from '../db/booking.ts'
import { leaveSale } from '../wire/out/salePut.ts'
import { failure } from './serviceError.ts'

/** In a transaction; every calendar that is open asks again. */
export async function changing<T>(acting: Acting, change: (tx: Tx) => Promise<T>): Promise<T> {
  const changed = await acting.db.transaction().execute(async (tx) => {
    const done = await change(tx)
    await leaveSale(tx, acting)
    return done
  })
  acting.changes.publish('settings')
  acting.wakeSync()
  return changed
}

/** @returns what patients call them @throws ServiceError NOT_FOUND for whoever has no calendar */
export async function requireCalendar(db: Db, practitionerId: StaffId): Promise<string> {
  const practitioner = await findStaff(db, practitionerId)
  if (practitioner?.has_calendar !== 1) throw failure('NOT_FOUND')
  return practitioner.called_name
}
