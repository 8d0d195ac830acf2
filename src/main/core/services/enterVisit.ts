import type { BookingConcern, ConcernKind } from '../../../shared/domain/bookingConcerns.ts'
import type { AppointmentId, PatientId, SeriesId, ServiceId, StaffId } from '../../../shared/domain/ids.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import type { Acting, Tx } from '../context.ts'
import { insertAppointment, type ServiceRow } from '../db/booking.ts'
import { beforeJson } from '../db/visitChanges.ts'

export type EnteredVisit = {
  readonly id: AppointmentId
  readonly patientId: PatientId
  readonly practitionerId: StaffId
  readonly serviceId: ServiceId
  readonly startsAt: Instant
  readonly overbookReason: string | null
  /** Where it stands in a series; null for a visit by itself. */
  readonly place: { readonly seriesId: SeriesId; readonly originallyAt: Instant } | null
}

/** A visit that the clinic books, once its time was found to be as the person wants it (R6.4). */
export async function enterVisit(
  tx: Tx,
  acting: Acting,
  visit: EnteredVisit,
  { service, endsAt }: { readonly service: ServiceRow; readonly endsAt: Instant },
): Promise<void> {
  const now = acting.clock.now()
  const { staff } = acting.actor
  await insertAppointment(tx, {
    id: visit.id,
    patient_id: visit.patientId,
    practitioner_id: visit.practitionerId,
    service_id: service.id,
    service_name: service.name,
    starts_at: visit.startsAt,
    ends_at: endsAt,
    status: 'booked',
    status_at: now,
    booked_by_link_id: null,
    overbook_reason: visit.overbookReason,
    changed_at: now,
    changed_by: staff.id,
    created_by: staff.id,
    created_at: now,
    before_json: beforeJson({ act: 'booked', state: null }),
    series_id: visit.place?.seriesId ?? null,
    originally_at: visit.place?.originallyAt ?? null,
  })
}

/** As the audit log has it: nothing where all was as usual. */
export function despiteOf(concerns: readonly BookingConcern[]): { readonly despite?: ConcernKind[] } {
  return concerns.length > 0 ? { despite: concerns.map(({ kind }) => kind) } : {}
}
