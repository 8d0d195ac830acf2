import type { CoreContext, Tx } from '../../../src/main/core/context.ts'
import type { Core } from '../../../src/main/core/createCore.ts'
import { toldJson } from '../../../src/main/core/db/visitChanges.ts'
import { StaffId } from '../../../src/shared/domain/ids.ts'
import { toInstant } from '../../../src/shared/domain/time.ts'
import { demoClinic } from '../../../scripts/demo/clinic.ts'
import { foundClinic, known, type Founded } from '../../../scripts/demo/foundClinic.ts'
import { insertPatients } from '../../../scripts/demo/insertPatients.ts'
import { fictionalPeople } from '../../../scripts/demo/people.ts'
import { seededIds, seededRandom } from '../../../scripts/demo/random.ts'
import { plannedVisits, workingWeekdays, type PlannedVisit } from './plannedVisits.ts'

const SEED = 20_260_302
const FIRST_CHART_NUMBER = 1001

/**
 * Fills an empty file with the demo's clinic and people, and visits as rows, which is quick and sends nothing: the same
 * people, ids and times of day every time, around today. Nobody is signed in anywhere afterwards.
 * @param patients how many
 * @param now milliseconds since 1970: what lies before is over
 */
export async function seedClinic(
  { context, openStation }: Core,
  patients: number,
  now = Date.parse(context.clock.now()),
): Promise<void> {
  const seeded: CoreContext = { ...context, clock: { now: () => toInstant(now) }, ids: seededIds(SEED) }
  const founded = await foundClinic(seeded, openStation, demoClinic.timeZone, (practitioner) =>
    workingWeekdays(practitioner, now).flatMap((weekday) => practitioner.hours.map((hours) => ({ weekday, ...hours }))),
  )
  if (patients === 0) return
  await context.db.transaction().execute(async (tx) => {
    const people = fictionalPeople(seededRandom(SEED + 1), patients)
    const patientIds = await insertPatients(tx, seeded, people, FIRST_CHART_NUMBER)
    await insertVisits(tx, seeded, founded, patientIds)
  })
}

async function insertVisits(
  tx: Tx,
  { ids, clock }: CoreContext,
  { adminId, practitioners, services }: Founded,
  patientIds: readonly string[],
): Promise<void> {
  const now = Date.parse(clock.now())
  const rows = plannedVisits(seededRandom(SEED + 2), now, patientIds.length).map((visit) => ({
    id: ids(),
    patient_id: patientIds[visit.patient] ?? '',
    practitioner_id: known(practitioners, visit.practitioner.name),
    service_id: known(services, visit.service.name),
    service_name: visit.service.name,
    starts_at: toInstant(visit.startsAt),
    ends_at: toInstant(visit.endsAt),
    status: visit.status,
    status_at: toInstant(visit.statusAt),
    booked_by_link_id: null,
    overbook_reason: null,
    changed_at: toInstant(visit.statusAt),
    changed_by: adminId,
    created_by: adminId,
    created_at: toInstant(now),
    told_json: visit.isTold ? toldOf(visit, known(practitioners, visit.practitioner.name), now) : null,
  }))
  await tx.insertInto('appointment').values(rows).execute()
}

/** By a confirmation that was sent when it was booked (R6.6). */
function toldOf(visit: PlannedVisit, practitionerId: string, now: number): string | null {
  const seen = { startsAt: toInstant(visit.startsAt), practitionerId: StaffId.parse(practitionerId) }
  return toldJson({ visit: seen, how: 'email', by: null, at: toInstant(now), mailId: null, before: null })
}
