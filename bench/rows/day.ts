import { StaffId } from '../../src/shared/domain/ids.ts'
import { CalendarDay, MINUTE, plusMilliseconds } from '../../src/shared/domain/time.ts'
import { dayBounds } from '../../src/shared/domain/zone.ts'
import type { Bench } from '../row.ts'
import { openLargeClinic } from '../support/largeClinic.ts'
import { inWords, times, timeEach } from '../support/measure.ts'
import { openRaw } from '../support/openRaw.ts'

const PRACTITIONERS = 12
const APPOINTMENTS_EACH = 30
const ON = CalendarDay.parse('2026-03-03')

/** The busiest day that a clinic has, with a form, an e-mail and a link for each visit. */
export const day: Bench = {
  name: 'Day of 12 practitioners with 30 appointments each',
  run: async () => {
    const clinic = await openLargeClinic(2_000)
    await fillDay(clinic)
    const raw = await openRaw(clinic)
    try {
      const often = Array.from({ length: 100 }, () => ON)
      const ours = await timeEach(often, (on) => clinic.client.calendar.day({ on }))

      const { startsAt, endsAt } = dayBounds(ON, 'America/Vancouver')
      const join = raw.prepare(
        `SELECT * FROM appointment JOIN patient ON patient.id = appointment.patient_id
         JOIN service ON service.id = appointment.service_id WHERE starts_at >= ? AND starts_at < ? ORDER BY starts_at`,
      )
      const bare = await timeEach(often, () => join.all(startsAt, endsAt))
      return [
        {
          what: 'calendar.day through the router, 360 appointments with their blockers, p95',
          ours: inWords(ours.p95),
          yardstick: `${inWords(bare.p95)} bare join, no blockers`,
          ratio: times(ours.p95 / bare.p95),
          target: '≤ 10 ms',
        },
      ]
    } finally {
      raw.close()
      await clinic.close()
    }
  },
}

async function fillDay({ core, ids, services, staff }: Awaited<ReturnType<typeof openLargeClinic>>): Promise<void> {
  const { db, clock } = core.context
  const patients = await db
    .selectFrom('patient')
    .select('id')
    .limit(PRACTITIONERS * APPOINTMENTS_EACH)
    .execute()
  const { startsAt } = dayBounds(ON, 'America/Vancouver')
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
