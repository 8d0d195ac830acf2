import type { WaitingEntry, WaitingWishes } from '../../../../shared/contract/desk/waitingList.ts'
import type { PatientId, WaitingEntryId } from '../../../../shared/domain/ids.ts'
import { areDatesPossible } from '../../../../shared/domain/waitingDates.ts'
import { whyNotMoved } from '../../../../shared/domain/waitingList.ts'
import type { Acting, Db, Tx } from '../../context.ts'
import { findService, findStaff } from '../../db/booking.ts'
import { lastChange } from '../../db/lastChange.ts'
import { findPatient } from '../../db/patients.ts'
import {
  findEntry,
  insertEntry,
  listEntries,
  listStandingOffers,
  updateEntry,
  wishesRow,
  type WaitingEntryRow,
} from '../../db/waitingList.ts'
import { appendAudit } from '../audit.ts'
import { failure } from '../serviceError.ts'
import { withdrawIn } from './offering.ts'
import { findVisitToMove } from './visitToMove.ts'
import { requireWaiting, toWaitingEntry } from './waitingList.ts'

/**
 * R6.2: somebody waits for a time from now on; the same id again changes nothing.
 * @throws ServiceError NOT_FOUND where the patient, the service or the practitioner is not there, or a visit that a yes cannot move,
 * DATES_IMPOSSIBLE
 */
export function addEntry(
  acting: Acting,
  input: WaitingWishes & { readonly id: WaitingEntryId; readonly patientId: PatientId },
): Promise<WaitingEntry> {
  const { id, patientId, ...wishes } = input
  return changing(acting, async (tx) => {
    if (await findEntry(tx, id)) return readOne(tx, acting, id)
    if (!(await findPatient(tx, patientId))) throw failure('NOT_FOUND')
    await requirePossible(tx, acting, wishes, patientId)
    const now = acting.clock.now()
    await insertEntry(tx, {
      ...{ id, patient_id: patientId, ...wishesRow(wishes), is_urgent: wishes.isUrgent ? 1 : 0, since: now },
      ...{ created_by: acting.actor.staff.id, changed_at: now, changed_by: acting.actor.staff.id },
      ...{ ended_at: null, ended_because: null },
    })
    await appendAudit(tx, acting, { action: 'waitingList.added' }, patientId)
    return readOne(tx, acting, id)
  })
}

/**
 * What is as it was already is no change.
 * @param input.seenVersion as the person saw it (R10.7)
 * @throws ServiceError NOT_FOUND, CHANGED_MEANWHILE, DATES_IMPOSSIBLE
 */
export function changeEntry(
  acting: Acting,
  { id, seenVersion, wishes }: Seen & { readonly wishes: WaitingWishes },
): Promise<WaitingEntry> {
  return changing(acting, async (tx) => {
    const entry = await requireWaiting(tx, id)
    const row = { ...wishesRow(wishes), is_urgent: wishes.isUrgent ? 1 : 0 }
    const before = { ...wishesRow(entry), is_urgent: entry.isUrgent ? 1 : 0 }
    if (JSON.stringify(row) === JSON.stringify(before)) return readOne(tx, acting, id)
    await requireSeen(tx, acting, entry, seenVersion)
    await requirePossible(tx, acting, wishes, entry.patientId)
    await updateEntry(tx, id, row, { at: acting.clock.now(), by: acting.actor.staff.id })
    await appendAudit(tx, acting, { action: 'waitingList.changed' }, entry.patientId)
    return readOne(tx, acting, id)
  })
}

type Seen = { readonly id: WaitingEntryId; readonly seenVersion: number }

/** Takes somebody off the list, and back what they are offered. @throws ServiceError NOT_FOUND, CHANGED_MEANWHILE */
export async function removeEntry(acting: Acting, { id, seenVersion }: Seen): Promise<void> {
  await changing(acting, async (tx) => {
    const entry = await findEntry(tx, id)
    if (!entry) throw failure('NOT_FOUND')
    if (entry.endedBecause !== null) return
    await requireSeen(tx, acting, entry, seenVersion)
    const now = acting.clock.now()
    for (const offer of await listStandingOffers(tx, now)) {
      if (offer.entryId === id) await withdrawIn(tx, acting, offer)
    }
    const by = { at: now, by: acting.actor.staff.id }
    await updateEntry(tx, id, { ended_at: now, ended_because: 'removed' }, by)
    await appendAudit(tx, acting, { action: 'waitingList.removed' }, entry.patientId)
  })
}

/** R10.4: they have their place again. What they were offered stays withdrawn. @throws ServiceError NOT_FOUND */
export function undoRemove(acting: Acting, { id }: { readonly id: WaitingEntryId }): Promise<WaitingEntry> {
  return changing(acting, async (tx) => {
    const entry = await findEntry(tx, id)
    if (!entry || entry.endedBecause === 'booked') throw failure('NOT_FOUND')
    if (entry.endedBecause === 'removed') {
      const by = { at: acting.clock.now(), by: acting.actor.staff.id }
      await updateEntry(tx, id, { ended_at: null, ended_because: null }, by)
      await appendAudit(tx, acting, { action: 'waitingList.removalUndone' }, entry.patientId)
    }
    return readOne(tx, acting, id)
  })
}

async function requireSeen(tx: Tx, clock: Clocked, entry: WaitingEntryRow, seenVersion: number): Promise<void> {
  if (entry.version === seenVersion) return
  const current = await readOne(tx, clock, entry.id)
  throw failure('CHANGED_MEANWHILE', { ...(await lastChange(tx, 'waiting_entry', entry.id)), current })
}

type Clocked = Pick<Acting, 'clock'>

async function requirePossible(tx: Tx, { clock }: Clocked, wishes: WaitingWishes, patientId: PatientId): Promise<void> {
  if (!areDatesPossible(wishes)) throw failure('DATES_IMPOSSIBLE')
  if (!(await canBeWaitedFor(tx, wishes))) throw failure('NOT_FOUND')
  const { insteadOfId } = wishes
  if (insteadOfId === null) return
  const visit = await findVisitToMove(tx, insteadOfId, patientId)
  if (whyNotMoved(visit, wishes, clock.now()) !== null) throw failure('NOT_FOUND')
}

/** A service that is offered, and somebody who has a calendar, or anyone. */
export async function canBeWaitedFor(
  tx: Tx,
  { serviceId, practitionerId }: Pick<WaitingWishes, 'serviceId' | 'practitionerId'>,
): Promise<boolean> {
  const service = await findService(tx, serviceId)
  const practitioner = practitionerId === null ? null : await findStaff(tx, practitionerId)
  const canBe = practitionerId === null || practitioner?.has_calendar === 1
  return service !== null && service.withdrawn_at === null && canBe
}

async function readOne(db: Db, { clock }: Clocked, id: WaitingEntryId): Promise<WaitingEntry> {
  const person = (await listEntries(db)).find((each) => each.id === id)
  if (!person) throw failure('NOT_FOUND')
  return toWaitingEntry(person, clock.now())
}

async function changing<T>(acting: Acting, change: (tx: Tx) => Promise<T>): Promise<T> {
  const changed = await acting.db.transaction().execute(change)
  acting.changes.publish('waitingList', 'outbox')
  acting.wakeSync()
  return changed
}
