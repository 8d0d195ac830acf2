import { z } from 'zod'
import { Called } from '../../../shared/domain/callList.ts'
import { StaffId, type AppointmentId, type LinkId, type ServiceId } from '../../../shared/domain/ids.ts'
import { isAnotherThingToTell, Told } from '../../../shared/domain/telling.ts'
import { Instant } from '../../../shared/domain/time.ts'
import { VisitAct } from '../../../shared/domain/undo.ts'
import { AppointmentStatus } from '../../../shared/domain/visibility.ts'
import type { Db, Tx } from '../context.ts'
import { markFeedsStale } from './feeds.ts'

/** What a change of a visit changes. */
export const VisitState = z.object({
  startsAt: Instant,
  endsAt: Instant,
  practitionerId: StaffId,
  status: AppointmentStatus,
  statusAt: Instant,
  overbookReason: z.string().nullable(),
  /** Why it was cancelled, for the desk alone. */
  cancelReason: z.string().nullable().default(null),
  reason: z.string().nullable().default(null),
  note: z.string().nullable().default(null),
  alert: z.string().nullable().default(null),
  told: Told.nullable(),
  called: Called.nullable().default(null),
})
export type VisitState = z.infer<typeof VisitState>

/** How a visit stood before its last change, and which it was; null before its booking, when there was none. */
export const VisitBefore = z.object({ act: VisitAct, state: VisitState.nullable() })
export type VisitBefore = z.infer<typeof VisitBefore>

export type ChangeableVisit = VisitState & {
  readonly serviceId: ServiceId
  /** iCalendar SEQUENCE (R9.2). */
  readonly sequence: number
  /** The link through which it was booked online. */
  readonly bookedByLinkId: LinkId | null
  readonly version: number
  readonly changedAt: Instant
  readonly before: VisitBefore | null
  readonly undoneVersion: number | null
  readonly isGone: boolean
}

/** Also one whose booking was undone. */
export async function findChangeable(db: Db, id: AppointmentId): Promise<ChangeableVisit | null> {
  const row = await db.selectFrom('appointment').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return null
  return {
    ...VisitState.parse({
      startsAt: row.starts_at,
      endsAt: row.ends_at,
      practitionerId: row.practitioner_id,
      status: row.status,
      statusAt: row.status_at,
      overbookReason: row.overbook_reason,
      cancelReason: row.cancel_reason,
      reason: row.reason,
      note: row.note,
      alert: row.alert,
      told: toTold(row.told_json),
      called: row.called_at === null ? null : { at: row.called_at, by: row.called_by },
    }),
    // Parsed on its way in.
    serviceId: row.service_id as ServiceId,
    sequence: row.sequence,
    bookedByLinkId: row.booked_by_link_id as LinkId | null,
    version: row.version,
    changedAt: Instant.parse(row.changed_at),
    before: row.before_json === null ? null : VisitBefore.parse(JSON.parse(row.before_json)),
    undoneVersion: row.undone_version,
    isGone: row.undone_at !== null,
  }
}

export function toTold(json: string | null): Told | null {
  return json === null ? null : Told.parse(JSON.parse(json))
}

export const toldJson = (told: Told | null): string | null => (told === null ? null : JSON.stringify(told))
export const beforeJson = (before: VisitBefore | null): string | null =>
  before === null ? null : JSON.stringify(before)

/**
 * Puts a visit where it is to stand, its version risen by one (R10.7). Whoever has it in a calendar of their own sees that
 * it changed where the time, the practitioner or whether it takes place did: the .ics counts on (R9.2).
 */
export async function changeVisit(
  tx: Tx,
  id: AppointmentId,
  from: VisitState,
  change: {
    readonly to: VisitState
    readonly before: VisitBefore | null
    readonly at: Instant
    /** Null where the patient did, or the program. */
    readonly by: StaffId | null
    /** iCalendar SEQUENCE that the patient was told by the endpoint. */
    readonly toldSequence?: number
    readonly undoneVersion?: number
    /** Its booking is undone: it is shown nowhere from now on. */
    readonly isGone?: boolean
  },
): Promise<void> {
  const { to, before, at, by } = change
  const isOff = (state: VisitState) => state.status === 'cancelled'
  const isAnotherEntry = isAnotherThingToTell(from, to) || from.endsAt !== to.endsAt
  await tx
    .updateTable('appointment')
    .set((row) => ({
      starts_at: to.startsAt,
      ends_at: to.endsAt,
      practitioner_id: to.practitionerId,
      status: to.status,
      status_at: to.statusAt,
      overbook_reason: to.overbookReason,
      cancel_reason: to.cancelReason,
      reason: to.reason,
      note: to.note,
      alert: to.alert,
      told_json: toldJson(to.told),
      called_at: to.called?.at ?? null,
      called_by: to.called?.by ?? null,
      before_json: beforeJson(before),
      changed_at: at,
      changed_by: by,
      version: row('version', '+', 1),
      sequence:
        change.toldSequence === undefined ? row('sequence', '+', isAnotherEntry ? 1 : 0) : row.val(change.toldSequence),
    }))
    .$if(change.undoneVersion !== undefined, (query) => query.set({ undone_version: change.undoneVersion ?? null }))
    .$if(change.isGone === true, (query) => query.set({ undone_at: at }))
    .where('id', '=', id)
    .execute()
  await markFeedsStale(tx, { ...from, isOff: isOff(from) }, { ...to, isOff: isOff(to) })
  if (from.startsAt !== to.startsAt) {
    // Its forms are due when it starts.
    await tx.updateTable('assignment').set({ due_at: to.startsAt }).where('appointment_id', '=', id).execute()
  }
}

/** What the patient was told last, by an e-mail that has left or is about to; null once that was taken back and was all. */
export async function noteTold(tx: Tx, id: AppointmentId, told: Told | null): Promise<void> {
  await tx
    .updateTable('appointment')
    .set({ told_json: toldJson(told) })
    .where('id', '=', id)
    .execute()
}
