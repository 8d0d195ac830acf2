import { AppointmentId, type PatientId } from '../../../shared/domain/ids.ts'
import { Instant, MINUTE, plusMilliseconds } from '../../../shared/domain/time.ts'
import type { TestClinic } from './openClinic.ts'

/** Half an hour with Dr Lee, as if it had been booked: without an e-mail. */
export async function addAppointment(
  clinic: TestClinic,
  patientId: PatientId,
  startsAt: string,
): Promise<AppointmentId> {
  const { context, people, services } = clinic
  const id = AppointmentId.parse(clinic.ids())
  await context.db
    .insertInto('appointment')
    .values({
      id,
      patient_id: patientId,
      practitioner_id: people.lee.id,
      service_id: services.consultation.id,
      service_name: services.consultation.name,
      starts_at: startsAt,
      ends_at: plusMilliseconds(Instant.parse(startsAt), 30 * MINUTE),
      status: 'booked',
      status_at: context.clock.now(),
      booked_by_link_id: null,
      overbook_reason: null,
      changed_at: context.clock.now(),
      changed_by: people.admin.id,
      created_by: people.admin.id,
      created_at: context.clock.now(),
      told_json: JSON.stringify({
        visit: { startsAt, practitionerId: people.lee.id },
        how: 'email',
        at: context.clock.now(),
        by: people.admin.id,
      }),
    })
    .execute()
  return id
}

/** A confirmation of a visit, and what became of it. */
export async function addMail(
  clinic: TestClinic,
  appointmentId: AppointmentId,
  state: 'sent' | 'bounced',
): Promise<void> {
  const now = clinic.clock.now()
  await clinic.context.db
    .insertInto('mail')
    .values({
      id: clinic.ids(),
      patient_id: null,
      kind: 'confirmation',
      recipient_email: 'ana@mail.example',
      subject: 'Your appointment',
      content_json: '{}',
      state,
      invitation_id: null,
      appointment_id: appointmentId,
      created_at: now,
      leaves_at: now,
      sent_at: null,
      failure_json: null,
    })
    .execute()
}
