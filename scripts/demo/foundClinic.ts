import { intake } from '../../src/shared/domain/questionnaires/library/intake.ts'
import { emailKey } from '../../src/shared/domain/people.ts'
import type { Acting, CoreContext, Tx } from '../../src/main/core/context.ts'
import type { Core } from '../../src/main/core/createCore.ts'
import { insertStaff } from '../../src/main/core/db/staff.ts'
import { createClinic } from '../../src/main/core/services/createClinic.ts'
import { hashPassword } from '../../src/main/core/services/passwords.ts'
import { beginSheet, checkSheet, type SheetDrafts } from '../../src/main/core/services/recoverySheet.ts'
import { endSetUp } from '../../src/main/core/services/setUp.ts'
import { signOut } from '../../src/main/core/services/session.ts'
import {
  demoAdmin,
  demoClinic,
  demoFrontDesk,
  demoPassword,
  demoPractitioners,
  demoServices,
  type DemoPractitioner,
} from './clinic.ts'
import type { WeekdayHours } from './workingSpans.ts'

/** Ids by name. */
type Ids = ReadonlyMap<string, string>

export type Founded = { readonly adminId: string; readonly practitioners: Ids; readonly services: Ids }

/**
 * Makes the demo clinic in an empty file, as on the first run, with its practitioners, their hours and what they offer.
 * Staff have a password already, and services are rows. Nobody is signed in afterwards.
 * @param context whose clock says when
 */
export async function foundClinic(
  context: CoreContext,
  openStation: Core['openStation'],
  timeZone: string,
  hoursOf: (practitioner: DemoPractitioner) => readonly WeekdayHours[],
): Promise<Founded> {
  const station = openStation('Set-up')
  const admin = await createClinic(context, station, {
    clinicName: demoClinic.name,
    addressLine: demoClinic.addressLine,
    phone: demoClinic.phone,
    timeZone,
    adminName: demoAdmin.name,
    adminEmail: demoAdmin.email,
    password: demoPassword,
  })
  const acting: Acting = { ...context, actor: { staff: admin, station } }
  await makeSheet(acting)
  await endSetUp(acting)
  await signOut(context, station)
  const passwordHash = await hashPassword(demoPassword)
  return context.db.transaction().execute(async (tx) => {
    const practitioners = await insertPractitioners(tx, context, passwordHash, hoursOf)
    await insertFrontDesk(tx, context, passwordHash)
    const services = await insertServices(tx, context)
    await insertOffers(tx, practitioners, services)
    return { adminId: admin.id, practitioners, services }
  })
}

/** As if it had been printed and typed back: this clinic's key is not worth keeping. */
async function makeSheet(acting: Acting): Promise<void> {
  const drafts: SheetDrafts = { draft: null }
  const { words, asked, madeAt } = await beginSheet(acting, drafts, { isAnew: false })
  await checkSheet(acting, drafts, { madeAt, typed: asked.map((place) => words[place] ?? '') })
}

async function insertPractitioners(
  tx: Tx,
  { ids, clock }: CoreContext,
  passwordHash: string,
  hoursOf: (practitioner: DemoPractitioner) => readonly WeekdayHours[],
): Promise<Ids> {
  const made = new Map<string, string>()
  for (const practitioner of demoPractitioners) {
    const id = ids()
    made.set(practitioner.name, id)
    await insertStaff(tx, {
      id,
      name: practitioner.name,
      called_name: practitioner.calledName,
      email: practitioner.email,
      email_key: emailKey(practitioner.email),
      role: practitioner.role,
      password_hash: passwordHash,
      tint: practitioner.tint,
      has_calendar: 1,
      created_at: clock.now(),
    })
    const hours = hoursOf(practitioner).map(({ weekday, from, to }) => ({
      id: ids(),
      practitioner_id: id,
      weekday,
      from_time: from,
      to_time: to,
    }))
    await tx.insertInto('working_hours').values(hours).execute()
  }
  return made
}

async function insertFrontDesk(tx: Tx, { ids, clock }: CoreContext, passwordHash: string): Promise<void> {
  const { name, email, tint } = demoFrontDesk
  await insertStaff(tx, {
    id: ids(),
    name,
    called_name: name,
    email,
    email_key: emailKey(email),
    role: 'frontDesk',
    password_hash: passwordHash,
    tint,
    has_calendar: 0,
    created_at: clock.now(),
  })
}

/** The services; an initial assessment asks for the intake form, which every new clinic has. */
async function insertServices(tx: Tx, { ids }: CoreContext): Promise<Ids> {
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
      service_id: known(services, service),
      practitioner_id: known(practitioners, practitioner.name),
    })),
  )
  await tx.insertInto('service_practitioner').values(rows).execute()
}

/** @throws Error when the demo names somebody it does not have */
export function known(ids: Ids, name: string): string {
  const id = ids.get(name)
  if (id === undefined) throw new Error(`The demo has no ${name}`)
  return id
}
