import type { openLargeClinic } from './largeClinic.ts'
import { StaffId } from '../../src/shared/domain/ids.ts'
import { CalendarDay, MINUTE, plusMilliseconds } from '../../src/shared/domain/time.ts'
import { dayBounds } from '../../src/shared/domain/zone.ts'

const PRACTITIONERS = 12
const APPOINTMENTS_EACH = 30

export const BUSY_VISITS = PRACTITIONERS * APPOINTMENTS_EACH

export const BUSY_DAY = CalendarDay.parse('2026-03-03')

/** The day after the large clinic's today: 12 practitioners with 30 visits each, each told by an e-mail of which every twentieth came back. */
export async function fillBusyDay({
  core,
  ids,
  services,
  staff,
}: Awaited<ReturnType<typeof openLargeClinic>>): Promise<void> {
  const { db, clock } = core.context
  const patients = await db.selectFrom('patient').select('id').limit(BUSY_VISITS).execute()
  const { startsAt } = dayBounds(BUSY_DAY, 'America/Vancouver')
  const now = clock.now()
  await db.transaction().execute(async (tx) => {
    const practitioners = [staff.lee.id, staff.okafor.id]
    while (practitioners.length < PRACTITIONERS) {
      const id = StaffId.parse(ids())
      const email = `${id}@harbour.example`
      const known = { name: 'Sam Hill', called_name: 'Sam', role: 'practitioner', password_hash: '', tint: 3 } as const
      await tx
        .insertInto('staff')
        .values({ id, ...known, email, email_key: email, has_calendar: 1, created_at: now })
        .execute()
      practitioners.push(id)
    }
    for (const [index, patient] of patients.entries()) {
      const at = plusMilliseconds(startsAt, (480 + (index % APPOINTMENTS_EACH) * 20) * MINUTE)
      const id = ids()
      await tx
        .insertInto('appointment')
        .values({
          id,
          patient_id: patient.id,
          practitioner_id: practitioners[Math.floor(index / APPOINTMENTS_EACH)] ?? '',
          service_id: services.followUp.id,
          service_name: services.followUp.name,
          starts_at: at,
          ends_at: plusMilliseconds(at, 15 * MINUTE),
          status: 'booked',
          status_at: now,
          booked_by_link_id: null,
          overbook_reason: null,
          changed_at: now,
          changed_by: staff.admin.id,
          created_by: staff.admin.id,
          created_at: now,
          told_json: JSON.stringify({
            visit: { startsAt: at, practitionerId: practitioners[Math.floor(index / APPOINTMENTS_EACH)] },
            how: 'email',
            at: now,
            by: null,
          }),
        })
        .execute()
      await tx
        .insertInto('mail')
        .values({
          id: ids(),
          patient_id: patient.id,
          kind: 'confirmation',
          recipient_email: 'someone@example.test',
          subject: 'Your appointment',
          content_json: '{}',
          state: index % 20 === 0 ? 'bounced' : 'sent',
          invitation_id: null,
          appointment_id: id,
          created_at: now,
          leaves_at: now,
          sent_at: now,
          failure_json: null,
        })
        .execute()
    }
  })
}
