import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import type { Occurrence, SeriesScope, SeriesVisit } from '../../../shared/contract/desk/series.ts'
import { AppointmentId, SeriesId, type PatientId, type StaffId } from '../../../shared/domain/ids.ts'
import type { Recurrence } from '../../../shared/domain/recurrence/recurrence.ts'
import { Instant } from '../../../shared/domain/time.ts'
import type { TestClinic } from './openClinic.ts'

/** Nine o'clock in Vancouver, on the Tuesday after the clinic opened; from the next on its clock is an hour further. */
export const TUESDAY_AT_9 = Instant.parse('2026-03-03T17:00:00.000Z')

export const weekly = (count: number): Recurrence => ({
  ...{ every: 'week', interval: 1, weekdays: [] },
  ends: { kind: 'count', count },
})

export function wantedOf({ people, services }: TestClinic, count: number) {
  return {
    practitionerId: people.lee.id,
    serviceId: services.consultation.id,
    startsAt: TUESDAY_AT_9,
    recurrence: weekly(count),
  }
}

export function preview(clinic: TestClinic, count: number) {
  return clinic.client.series.preview(wantedOf(clinic, count))
}

/** What was shown is ticked as it is. */
export function tickedOf(clinic: TestClinic, occurrences: readonly Occurrence[]): SeriesVisit[] {
  return occurrences.map(({ originallyAt, concerns }) => ({
    id: AppointmentId.parse(clinic.ids()),
    originallyAt,
    startsAt: originallyAt,
    despite: concerns.map(({ kind }) => kind),
    overbookReason: null,
  }))
}

export async function seriesOf(
  clinic: TestClinic,
  patientId: PatientId,
  changes: {
    readonly count?: number
    readonly tell?: boolean
    readonly visits?: (ticked: SeriesVisit[]) => SeriesVisit[]
    readonly practitionerId?: StaffId
  } = {},
) {
  const { count = 10, tell = true, visits = (ticked) => ticked } = changes
  const { occurrences } = await preview(clinic, count)
  return {
    id: SeriesId.parse(clinic.ids()),
    patientId,
    ...wantedOf(clinic, count),
    visits: visits(tickedOf(clinic, occurrences)),
    formIds: [],
    tell,
    emailForChart: null,
  }
}

export async function bookSeries(clinic: TestClinic, patientId: PatientId, changes?: Parameters<typeof seriesOf>[2]) {
  return clinic.client.series.book(await seriesOf(clinic, patientId, changes))
}

export const seenOf = (visits: readonly DayAppointment[]) =>
  visits.map(({ id, version }) => ({ id, seenVersion: version }))

/** By a person who looks at the series as it stands. */
export async function cancelFrom(
  clinic: TestClinic,
  { id }: { readonly id: AppointmentId },
  scope: SeriesScope = 'following',
  tell = true,
) {
  const seen = seenOf(await clinic.client.series.ofVisit({ id }))
  return clinic.client.series.cancel({ id, scope, seen, tell, reason: null })
}
