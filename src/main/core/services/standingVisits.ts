import type { StandingVisit } from '../../../shared/contract/desk/hours.ts'
import { AppointmentId, PatientId } from '../../../shared/domain/ids.ts'
import { Instant } from '../../../shared/domain/time.ts'
import type { listStandingVisits } from '../db/hours.ts'

type Row = Awaited<ReturnType<typeof listStandingVisits>>[number]

/** As a person is shown what stands, before they go on. */
export function toStandingVisit(row: Row): StandingVisit {
  return {
    id: AppointmentId.parse(row.id),
    patientId: PatientId.parse(row.patient_id),
    patientName: `${row.given_name} ${row.family_name}`,
    serviceName: row.service_name,
    startsAt: Instant.parse(row.starts_at),
  }
}
