import type { TimeOff, Week } from '../../../shared/contract/desk/hours.ts'
import type { StaffId } from '../../../shared/domain/ids.ts'
import { ClockTime, Instant, type CalendarDay } from '../../../shared/domain/time.ts'
import { ALWAYS, hoursProblem, tidyHours, WEEKDAYS, type WorkingSpan } from '../../../shared/domain/workingHours.ts'
import { dayOf } from '../../../shared/domain/zone.ts'
import type { Acting, CoreContext, Db, Tx } from '../context.ts'
import { readClinic } from '../db/clinic.ts'
import { deleteWeek, listTimeOffFrom, listWeeks, replaceDay, touchWeek } from '../db/hours.ts'
import { findStaffName } from '../db/staff.ts'
import { appendAudit } from './audit.ts'
import { changing, requireCalendar } from './changingHours.ts'
import { failure } from './serviceError.ts'
import { toTimeOff } from './timeOff.ts'

/**
 * R6.1, R10.8: when somebody works: always, and from certain days on; and the time off that is not over, with the visits
 * that stand in it. @throws ServiceError NOT_FOUND
 */
export async function readHoursOf(
  { db, clock }: Pick<CoreContext, 'db' | 'clock'>,
  { practitionerId }: { readonly practitionerId: StaffId },
): Promise<{ weeks: Week[]; timeOff: TimeOff[] }> {
  await requireCalendar(db, practitionerId)
  const { time_zone: timeZone } = await readClinic(db)
  const rows = await listTimeOffFrom(db, practitionerId, dayOf(clock.now(), timeZone))
  const timeOff: TimeOff[] = []
  for (const row of rows) timeOff.push(await toTimeOff(db, row))
  return { weeks: await readWeeks(db, practitionerId), timeOff }
}

type ChangedDay = { readonly weekday: number; readonly spans: readonly WorkingSpan[] }

/**
 * Changes days of a week, or begins a new one on a date. What is as it was already is no change.
 * @param input.seenVersion as the person saw it (R10.7); 0 for one that is not there
 * @throws ServiceError NOT_FOUND, HOURS_IMPOSSIBLE, CHANGED_MEANWHILE
 */
export async function saveWeek(
  acting: Acting,
  input: {
    readonly practitionerId: StaffId
    readonly beginsOn: CalendarDay | null
    readonly seenVersion: number
    readonly changes: readonly ChangedDay[]
  },
): Promise<Week> {
  for (const { weekday, spans } of input.changes) {
    const problem = hoursProblem(spans)
    if (problem) throw failure('HOURS_IMPOSSIBLE', { weekday, problem })
  }
  const { practitionerId, beginsOn } = input
  return changing(acting, async (tx) => {
    const name = await requireCalendar(tx, practitionerId)
    const stands = await readWeek(tx, practitionerId, beginsOn)
    const changed = input.changes.filter(({ weekday, spans }) => !isSame(spans, stands?.days[weekday - 1] ?? []))
    if (stands && changed.length === 0) return stands
    if ((stands?.version ?? 0) !== input.seenVersion) throw await meanwhile(tx, practitionerId, beginsOn, stands)
    const begins = beginsOn ?? ALWAYS
    await touchWeek(tx, practitionerId, begins, acting.actor.staff.id, acting.clock.now())
    for (const { weekday, spans } of changed) {
      const rows = tidyHours(spans).map(({ from, to }) => ({
        ...{ id: acting.ids(), practitioner_id: practitionerId, begins_on: begins },
        ...{ weekday, from_time: from, to_time: to },
      }))
      await replaceDay(tx, { practitionerId, beginsOn: begins, weekday }, rows)
    }
    await appendAudit(tx, acting, { action: 'hours.changed', name, beginsOn })
    const saved = await readWeek(tx, practitionerId, beginsOn)
    if (!saved) throw failure('NOT_FOUND')
    return saved
  })
}

/** A week that begins on a date is taken away; one that is gone already is no matter. @throws ServiceError CHANGED_MEANWHILE */
export async function removeWeek(
  acting: Acting,
  input: { readonly practitionerId: StaffId; readonly beginsOn: CalendarDay; readonly seenVersion: number },
): Promise<void> {
  const { practitionerId, beginsOn } = input
  await changing(acting, async (tx) => {
    const name = await requireCalendar(tx, practitionerId)
    const stands = await readWeek(tx, practitionerId, beginsOn)
    if (!stands) return
    if (stands.version !== input.seenVersion) throw await meanwhile(tx, practitionerId, beginsOn, stands)
    await deleteWeek(tx, practitionerId, beginsOn)
    await appendAudit(tx, acting, { action: 'hours.removed', name, beginsOn })
  })
}

async function readWeeks(db: Db, practitionerId: StaffId): Promise<Week[]> {
  const { weeks, spans } = await listWeeks(db, practitionerId)
  const known = new Map(weeks.map((row) => [row.begins_on, row.version]))
  return [ALWAYS, ...[...known.keys()].filter((begins) => begins !== ALWAYS)].map((begins) => ({
    beginsOn: begins === ALWAYS ? null : (begins as CalendarDay), // the column holds days alone
    version: known.get(begins) ?? 0,
    days: WEEKDAYS.map((weekday) =>
      spans
        .filter((row) => row.begins_on === begins && row.weekday === weekday)
        .map((row) => ({ from: ClockTime.parse(row.from_time), to: ClockTime.parse(row.to_time) })),
    ),
  }))
}

async function readWeek(db: Db, practitionerId: StaffId, beginsOn: CalendarDay | null): Promise<Week | null> {
  return (await readWeeks(db, practitionerId)).find((week) => week.beginsOn === beginsOn) ?? null
}

/** Somebody changed it, or took it away: then it stands without hours. */
async function meanwhile(tx: Tx, practitionerId: StaffId, beginsOn: CalendarDay | null, stands: Week | null) {
  const { weeks } = await listWeeks(tx, practitionerId)
  const row = weeks.find((each) => each.begins_on === (beginsOn ?? ALWAYS))
  return failure('CHANGED_MEANWHILE', {
    by: await findStaffName(tx, row?.changed_by ?? null),
    at: Instant.parse(row?.changed_at ?? (await readClinic(tx)).created_at),
    current: stands ?? { beginsOn, version: 0, days: WEEKDAYS.map(() => []) },
  })
}

function isSame(a: readonly WorkingSpan[], b: readonly WorkingSpan[]): boolean {
  return JSON.stringify(tidyHours(a)) === JSON.stringify(tidyHours(b))
}
