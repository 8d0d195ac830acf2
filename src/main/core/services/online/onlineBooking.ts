import type { OnlineBooking } from '../../../../shared/contract/desk/onlineBooking.ts'
import { changesTo } from '../../../../shared/domain/threeWay.ts'
import { Instant } from '../../../../shared/domain/time.ts'
import { keyFingerprint } from '../../../../shared/envelope/fingerprint.ts'
import type { Acting, CoreContext, Db } from '../../context.ts'
import { readClinic } from '../../db/clinic.ts'
import { readOnlineBookingRow, updateOnlineBooking, type OnlineBookingChanges } from '../../db/onlineBooking.ts'
import { findStaffName } from '../../db/staff.ts'
import { readSyncState } from '../../db/syncState.ts'
import { leaveSale } from '../../wire/out/salePut.ts'
import { toRules } from '../../wire/sale.ts'
import { appendAudit } from '../audit.ts'
import { failure } from '../serviceError.ts'

/** R6.3: how the clinic sells its times, and under which addresses. */
export function readOnlineBooking({ db }: Pick<CoreContext, 'db'>): Promise<OnlineBooking> {
  return read(db)
}

async function read(db: Db): Promise<OnlineBooking> {
  const row = await readOnlineBookingRow(db)
  const clinic = await readClinic(db)
  const portalUrl = (await readSyncState(db))?.portal_url ?? null
  return {
    version: row.version,
    ...changeableOf(row),
    page:
      portalUrl === null
        ? null
        : {
            portalUrl: portalUrl.replace(/\/+$/, ''),
            clinicId: clinic.id,
            shortName: clinic.short_name,
            fingerprint: keyFingerprint(clinic.recipient),
          },
  }
}

function changeableOf(row: Awaited<ReturnType<typeof readOnlineBookingRow>>) {
  return { ...toRules(row), isOpen: row.is_open === 1, frameSites: row.frame_sites, offerMinutes: row.offer_minutes }
}

const CHANGEABLE = [
  'isOpen',
  'noticeMinutes',
  'horizonDays',
  'cutOffMinutes',
  'stepMinutes',
  'mostOpen',
  'isApprovedFirst',
  'frameSites',
  'offerMinutes',
] as const

/**
 * R6.3: what is on sale is published again. Visits that are booked stand, whatever is closed. What is as it was already is no change.
 * @param input.seenVersion as the person saw it (R10.7)
 * @throws ServiceError CHANGED_MEANWHILE
 */
export async function saveOnlineBooking(
  acting: Acting,
  input: { readonly seenVersion: number; readonly changes: OnlineBookingChanges },
): Promise<OnlineBooking> {
  const saved = await acting.db.transaction().execute(async (tx) => {
    const before = await readOnlineBookingRow(tx)
    const changes = changesTo(CHANGEABLE, changeableOf(before), input.changes)
    if (Object.keys(changes).length === 0) return read(tx)
    if (before.version !== input.seenVersion) {
      throw failure('CHANGED_MEANWHILE', {
        by: await findStaffName(tx, before.changed_by),
        at: Instant.parse(before.changed_at ?? acting.clock.now()),
        current: await read(tx),
      })
    }
    await updateOnlineBooking(tx, changes, acting.actor.staff.id, acting.clock.now())
    await leaveSale(tx, acting)
    await appendAudit(tx, acting, { action: 'onlineBooking.changed', ...changes })
    return read(tx)
  })
  acting.changes.publish('settings', 'outbox')
  acting.wakeSync()
  return saved
}
