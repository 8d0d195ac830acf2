import type { Insertable } from 'kysely'
import { intake } from '../../src/shared/domain/questionnaires/library/intake.ts'
import { searchText } from '../../src/shared/domain/patientSearch.ts'
import { emailKey, PatientDetails } from '../../src/shared/domain/people.ts'
import { toInstant } from '../../src/shared/domain/time.ts'
import { StaffId } from '../../src/shared/domain/ids.ts'
import type { CoreContext, Tx } from '../../src/main/core/context.ts'
import type { Core } from '../../src/main/core/createCore.ts'
import type { ClinicTables } from '../../src/main/core/db/tables.ts'
import { toldJson } from '../../src/main/core/db/visitChanges.ts'
import { createClinic } from '../../src/main/core/services/createClinic.ts'
import { signOut } from '../../src/main/core/services/session.ts'
import { hashPassword } from '../../src/main/core/services/passwords.ts'
import { demoAdmin, demoClinic, demoPassword, demoPractitioners, demoServices } from './clinic.ts'
import { fictionalPeople } from './people.ts'
import { plannedVisits, workingWeekdays, type PlannedVisit } from './plannedVisits.ts'
import { seededIds, seededRandom } from './random.ts'

const SEED = 20_260_302
const FIRST_CHART_NUMBER = 1001
const ROWS_A_STATEMENT = 500

type Ids = ReadonlyMap<string, string>

/**
 * Fills an empty file with the demo clinic: the same people, ids and times of day at every start, around today. Nobody
 * is signed in anywhere afterwards.
 * @param patients how many
 * @param now milliseconds since 1970: what lies before is over
 */
export async function seedClinic(
  { context, openStation }: Core,
  patients: number,
  now = Date.parse(context.clock.now()),
): Promise<void> {
  const seeded: CoreContext = { ...context, ids: seededIds(SEED) }
  const station = openStation('Set-up')
  const admin = await createClinic(seeded, station, {
    clinicName: demoClinic.name,
    addressLine: demoClinic.addressLine,
    phone: demoClinic.phone,
    timeZone: demoClinic.timeZone,
    adminName: demoAdmin.name,
    adminEmail: demoAdmin.email,
    password: demoPassword,
  })
  await signOut(seeded, station)
  const passwordHash = await hashPassword(demoPassword)
  await context.db.transaction().execute(async (tx) => {
    const practitioners = await insertPractitioners(tx, seeded.ids, passwordHash, now)
    const services = await insertServices(tx, seeded.ids)
    await insertOffers(tx, practitioners, services)
    if (patients === 0) return
    const patientIds = await insertPatients(tx, seeded.ids, patients, now)
    await insertVisits(tx, seeded.ids, { practitioners, services, patientIds, createdBy: admin.id, now })
  })
}

async function insertPractitioners(tx: Tx, ids: () => string, passwordHash: string, now: number): Promise<Ids> {
  const made = new Map<string, string>()
  for (const practitioner of demoPractitioners) {
    const id = ids()
    made.set(practitioner.name, id)
    await tx
      .insertInto('staff')
      .values({
        id,
        name: practitioner.name,
        called_name: practitioner.calledName,
        email: practitioner.email,
        email_key: emailKey(practitioner.email),
        role: 'practitioner',
        password_hash: passwordHash,
        tint: practitioner.tint,
        has_calendar: 1,
        created_at: toInstant(now),
      })
      .execute()
    const hours = workingWeekdays(practitioner, now).flatMap((weekday) =>
      practitioner.hours.map(({ from, to }) => ({
        id: ids(),
        practitioner_id: id,
        weekday,
        from_time: from,
        to_time: to,
      })),
    )
    await tx.insertInto('working_hours').values(hours).execute()
  }
  return made
}

/** The services; an initial assessment asks for the intake form, which every new clinic has. */
async function insertServices(tx: Tx, ids: () => string): Promise<Ids> {
  const form = await tx
    .selectFrom('questionnaire_version')
    .select('id')
    .where('title', '=', intake.title)
    .executeTakeFirstOrThrow()
  const made = new Map<string, string>()
  for (const [sort, service] of demoServices.entries()) {
    const id = ids()
    made.set(service.name, id)
    await tx
      .insertInto('service')
      .values({
        id,
        name: service.name,
        minutes: service.minutes,
        buffer_before_minutes: 0,
        buffer_after_minutes: service.bufferAfterMinutes,
        is_bookable_online: service.isBookableOnline ? 1 : 0,
        sort,
      })
      .execute()
    if (service.asksIntake) {
      await tx.insertInto('service_form').values({ service_id: id, questionnaire_version_id: form.id }).execute()
    }
  }
  return made
}

/** Who offers what (R6.1). */
async function insertOffers(tx: Tx, practitioners: Ids, services: Ids): Promise<void> {
  const rows = demoPractitioners.flatMap((practitioner) =>
    practitioner.services.map((service) => ({
      service_id: known(services.get(service)),
      practitioner_id: known(practitioners.get(practitioner.name)),
    })),
  )
  await tx.insertInto('service_practitioner').values(rows).execute()
}

async function insertPatients(tx: Tx, ids: () => string, count: number, now: number): Promise<string[]> {
  const at = toInstant(now)
  const patientIds: string[] = []
  let rows: Insertable<ClinicTables['patient']>[] = []
  let lines: Insertable<ClinicTables['patient_search']>[] = []
  const flush = async () => {
    if (rows.length === 0) return
    await tx.insertInto('patient').values(rows).execute()
    await tx.insertInto('patient_search').values(lines).execute()
    rows = []
    lines = []
  }
  for (const person of fictionalPeople(seededRandom(SEED + 1), count)) {
    const details = PatientDetails.parse(person)
    const id = ids()
    const chartNumber = FIRST_CHART_NUMBER + patientIds.length
    patientIds.push(id)
    rows.push({
      id,
      chart_number: chartNumber,
      given_name: details.givenName,
      family_name: details.familyName,
      birth_on: details.birthOn,
      phone: details.phone,
      email: details.email,
      email_key: details.email === null ? null : emailKey(details.email),
      created_at: at,
      changed_at: at,
      archived_at: null,
    })
    lines.push({ rowid: chartNumber, ...searchText(details) })
    if (rows.length === ROWS_A_STATEMENT) await flush()
  }
  await flush()
  return patientIds
}

type VisitNames = {
  readonly practitioners: Ids
  readonly services: Ids
  readonly patientIds: readonly string[]
  readonly createdBy: string
  readonly now: number
}

async function insertVisits(tx: Tx, ids: () => string, names: VisitNames): Promise<void> {
  const { practitioners, services, patientIds, createdBy, now } = names
  const rows = plannedVisits(seededRandom(SEED + 2), now, patientIds.length).map((visit) => ({
    id: ids(),
    patient_id: known(patientIds[visit.patient]),
    practitioner_id: known(practitioners.get(visit.practitioner.name)),
    service_id: known(services.get(visit.service.name)),
    starts_at: toInstant(visit.startsAt),
    ends_at: toInstant(visit.endsAt),
    status: visit.status,
    status_at: toInstant(visit.statusAt),
    booked_by_link_id: null,
    overbook_reason: null,
    changed_at: toInstant(visit.statusAt),
    changed_by: createdBy,
    created_by: createdBy,
    created_at: toInstant(now),
    told_json: visit.isTold ? toldOf(visit, StaffId.parse(practitioners.get(visit.practitioner.name)), now) : null,
  }))
  await tx.insertInto('appointment').values(rows).execute()
}

/** By a confirmation that was sent when it was booked (R6.6). */
function toldOf(visit: PlannedVisit, practitionerId: StaffId, now: number): string | null {
  const told = { visit: { startsAt: toInstant(visit.startsAt), practitionerId }, how: 'email', by: null } as const
  return toldJson({ ...told, at: toInstant(now) })
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The demo names somebody it does not have')
  return value
}
