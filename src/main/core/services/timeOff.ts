import type { Selectable } from 'kysely'
import type { TimeOff, StandingVisit } from '../../../shared/contract/desk/hours.ts'
import { StaffId, TimeOffId, type AppointmentId } from '../../../shared/domain/ids.ts'
import { Instant } from '../../../shared/domain/time.ts'
import { standsInOff, TimeOffDetails } from '../../../shared/domain/workingHours.ts'
import { dayBounds } from '../../../shared/domain/zone.ts'
import type { Acting, Db } from '../context.ts'
import { readClinic } from '../db/clinic.ts'
import { deleteTimeOff, findTimeOff, insertTimeOff, listStandingVisits } from '../db/hours.ts'
import type { TimeOffTable } from '../db/staffTables.ts'
import { appendAudit } from './audit.ts'
import { changing, requireCalendar } from './changingHours.ts'
import { failure } from './serviceError.ts'
import { toStandingVisit } from './standingVisits.ts'

/** R6.1: the visits that are booked and would stand in somebody's time off, in order of time. */
export async function visitsIn(
  db: Db,
  { practitionerId, details }: { readonly practitionerId: StaffId; readonly details: TimeOffDetails },
): Promise<StandingVisit[]> {
  const { time_zone: timeZone } = await readClinic(db)
  const { startsAt } = dayBounds(details.fromOn, timeZone)
  const { endsAt } = dayBounds(details.toOn, timeZone)
  const rows = await listStandingVisits(db, practitionerId, startsAt, endsAt)
  return rows
    .map((row) => ({ ...row, startsAt: Instant.parse(row.starts_at), endsAt: Instant.parse(row.ends_at) }))
    .filter((visit) => standsInOff(visit, details, timeZone))
    .map(toStandingVisit)
}

/**
 * R6.1, R10.8: nobody's visit is left in somebody's time off unseen: those that stand in it are named, or nothing is added.
 * The same id again changes nothing.
 * @throws ServiceError NOT_FOUND, VISITS_STAND
 */
export async function addTimeOff(
  acting: Acting,
  input: {
    readonly id: TimeOffId
    readonly practitionerId: StaffId
    readonly details: TimeOffDetails
    readonly leaving: readonly AppointmentId[]
  },
): Promise<TimeOff> {
  const { id, practitionerId, details } = input
  return changing(acting, async (tx) => {
    const name = await requireCalendar(tx, practitionerId)
    const known = await findTimeOff(tx, id)
    if (known) return toTimeOff(tx, known)
    const visits = await visitsIn(tx, input)
    if (visits.some((visit) => !input.leaving.includes(visit.id))) throw failure('VISITS_STAND', { visits })
    await insertTimeOff(tx, {
      ...{ id, practitioner_id: practitionerId, from_on: details.fromOn, to_on: details.toOn },
      ...{ from_time: details.from, to_time: details.to, word: details.word },
      ...{ created_at: acting.clock.now(), created_by: acting.actor.staff.id },
    })
    const { fromOn, toOn } = details
    await appendAudit(tx, acting, { action: 'timeOff.added', name, fromOn, toOn, visitsLeft: visits.length })
    return { id, details, visits }
  })
}

/** What is gone already is no matter. */
export async function removeTimeOff(acting: Acting, { id }: { readonly id: TimeOffId }): Promise<void> {
  await changing(acting, async (tx) => {
    const row = await findTimeOff(tx, id)
    if (!row) return
    const { practitionerId, details } = parse(row)
    await deleteTimeOff(tx, id)
    const name = await requireCalendar(tx, practitionerId)
    await appendAudit(tx, acting, { action: 'timeOff.removed', name, fromOn: details.fromOn, toOn: details.toOn })
  })
}

/** With the visits that stand in it. */
export async function toTimeOff(db: Db, row: Selectable<TimeOffTable>): Promise<TimeOff> {
  const { id, practitionerId, details } = parse(row)
  return { id, details, visits: await visitsIn(db, { practitionerId, details }) }
}

function parse(row: Selectable<TimeOffTable>) {
  return {
    id: TimeOffId.parse(row.id),
    practitionerId: StaffId.parse(row.practitioner_id),
    details: TimeOffDetails.parse({
      ...{ fromOn: row.from_on, toOn: row.to_on, from: row.from_time, to: row.to_time, word: row.word },
    }),
  }
}
