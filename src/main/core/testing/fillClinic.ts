import { Service } from '../../../shared/contract/desk/calendar.ts'
import { Staff } from '../../../shared/contract/desk/staff.ts'
import { ClinicId } from '../../../shared/domain/ids.ts'
import { emailKey } from '../../../shared/domain/people.ts'
import { makeIdentity } from '../../../shared/envelope/seal.ts'
import type { CoreContext, Tx } from '../context.ts'
import { insertClinic } from '../db/clinic.ts'
import { insertStaff } from '../db/staff.ts'
import { hashPassword } from '../services/passwords.ts'

export const PASSWORD = 'correct horse battery'

export type ClinicPeople = Readonly<Record<'admin' | 'lee' | 'okafor' | 'frontDesk', Staff>>
export type ClinicServices = { readonly consultation: Service; readonly followUp: Service }

const WEEKDAYS = [1, 2, 3, 4, 5]

let passwordHash: Promise<string> | null = null

/** A clinic in Vancouver: an admin, two practitioners who work from 09:00 to 12:00 and 13:00 to 17:00, somebody at the front desk, two services. */
export async function fillClinic(
  context: CoreContext,
): Promise<{ clinicId: ClinicId; people: ClinicPeople; services: ClinicServices }> {
  // Argon2id takes its time: once for all clinics of a process.
  passwordHash ??= hashPassword(PASSWORD)
  const hash = await passwordHash
  const keys = await makeIdentity()
  const clinicId = ClinicId.parse(context.ids())
  return context.db.transaction().execute(async (tx) => {
    await insertClinic(tx, {
      id: clinicId,
      name: 'Harbour Clinic',
      address_line: '12 Water Street, Vancouver',
      phone: '+1 604 555 0100',
      time_zone: 'America/Vancouver',
      ...keys,
      code_salt: 'AAAAAAAAAAAAAAAAAAAAAA',
      created_at: context.clock.now(),
    })
    const people = {
      admin: await addStaff(tx, context, hash, { name: 'Maya Iyer', calledName: 'Maya', role: 'admin', tint: 0 }),
      lee: await addStaff(tx, context, hash, { name: 'Jun Lee', calledName: 'Dr Lee', role: 'practitioner', tint: 1 }),
      okafor: await addStaff(tx, context, hash, {
        name: 'Ada Okafor',
        calledName: 'Dr Okafor',
        role: 'practitioner',
        tint: 2,
      }),
      frontDesk: await addStaff(tx, context, hash, {
        name: 'Inés Roy',
        calledName: 'Inés',
        role: 'frontDesk',
        tint: 3,
      }),
    }
    const services = {
      consultation: await addService(tx, context, { name: 'Consultation', minutes: 30, sort: 1 }),
      followUp: await addService(tx, context, { name: 'Follow-up', minutes: 15, sort: 2 }),
    }
    return { clinicId, people, services }
  })
}

async function addStaff(
  tx: Tx,
  context: CoreContext,
  hash: string,
  person: Pick<Staff, 'name' | 'calledName' | 'role' | 'tint'>,
): Promise<Staff> {
  const email = `${person.name.split(' ')[0]?.toLowerCase().replace('é', 'e')}@harbour.example`
  const staff = Staff.parse({ id: context.ids(), ...person, email, hasCalendar: person.role === 'practitioner' })
  await insertStaff(tx, {
    id: staff.id,
    name: staff.name,
    called_name: staff.calledName,
    email,
    email_key: emailKey(email),
    role: staff.role,
    password_hash: hash,
    tint: staff.tint,
    has_calendar: staff.hasCalendar ? 1 : 0,
    created_at: context.clock.now(),
  })
  if (staff.hasCalendar) await addWorkingHours(tx, context, staff)
  return staff
}

async function addWorkingHours(tx: Tx, context: CoreContext, { id }: Staff): Promise<void> {
  const spans = [
    { from_time: '09:00', to_time: '12:00' },
    { from_time: '13:00', to_time: '17:00' },
  ]
  const rows = WEEKDAYS.flatMap((weekday) =>
    spans.map((span) => ({ id: context.ids(), practitioner_id: id, weekday, ...span })),
  )
  await tx.insertInto('working_hours').values(rows).execute()
}

async function addService(
  tx: Tx,
  context: CoreContext,
  { name, minutes, sort }: { name: string; minutes: number; sort: number },
): Promise<Service> {
  const id = context.ids()
  await tx
    .insertInto('service')
    .values({ id, name, minutes, buffer_before_minutes: 0, buffer_after_minutes: 0, is_bookable_online: 1, sort })
    .execute()
  return Service.parse({
    id,
    name,
    minutes,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    isBookableOnline: true,
    practitionerIds: [],
    formIds: [],
  })
}
