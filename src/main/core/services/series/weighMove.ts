import { findClash } from '../../../../shared/domain/appointments.ts'
import type { AppointmentId, SeriesId, StaffId } from '../../../../shared/domain/ids.ts'
import { movedAlong, type Placed } from '../../../../shared/domain/recurrence/shift.ts'
import { MINUTE, minutesBetween, plusMilliseconds, type Instant } from '../../../../shared/domain/time.ts'
import type { Acting, Db } from '../../context.ts'
import { findPatientOfVisit } from '../../db/appointments.ts'
import { readClinic } from '../../db/clinic.ts'
import { findPatient } from '../../db/patients.ts'
import { findPlace, listVisitsOfSeries } from '../../db/series.ts'
import { findChangeable, type ChangeableVisit } from '../../db/visitChanges.ts'
import { weighTime } from '../bookingTime.ts'
import { failure } from '../serviceError.ts'

/** Where one visit of a series is to be. */
export type WantedMove = {
  readonly id: AppointmentId
  readonly practitionerId: StaffId
  readonly startsAt: Instant
  /** Null: as long as before. */
  readonly endsAt: Instant | null
}

export type WeighedMove = Pick<Awaited<ReturnType<typeof weighTime>>, 'concerns' | 'taken'> & {
  readonly id: AppointmentId
  readonly originallyAt: Instant
  readonly visit: ChangeableVisit
  readonly to: Placed
}

/**
 * R6.2: this visit and those that follow it in the rule, to come and booked, each with where it would be and what is odd about it
 * there. Those that go along are in each other's way where they are to be, the others where they are.
 * @param goesAlong whether it is to be moved at all
 * @throws ServiceError NOT_FOUND
 */
export async function weighMove(
  db: Db,
  acting: Acting,
  { id, practitionerId, startsAt, endsAt }: WantedMove,
  goesAlong: (id: AppointmentId) => boolean,
): Promise<{ readonly seriesId: SeriesId; readonly moves: WeighedMove[] }> {
  const place = await findPlace(db, id)
  const own = await findChangeable(db, id)
  const patientId = await findPatientOfVisit(db, id)
  const patient = patientId && (await findPatient(db, patientId))
  if (!place || !own || !patient) throw failure('NOT_FOUND')
  const { time_zone: timeZone } = await readClinic(db)
  const asLong = plusMilliseconds(startsAt, minutesBetween(own.startsAt, own.endsAt) * MINUTE)
  const to = { practitionerId, startsAt, endsAt: endsAt ?? asLong }
  const now = acting.clock.now()
  const following = (await listVisitsOfSeries(db, place.seriesId)).filter(
    (each) => each.status === 'booked' && each.startsAt > now && each.originallyAt >= place.originallyAt,
  )
  const placed = []
  for (const each of following) {
    const visit = await findChangeable(db, each.id)
    if (!visit) throw failure('NOT_FOUND')
    const there = each.id === id ? to : movedAlong(visit, { from: own, to }, timeZone)
    placed.push({ id: each.id, originallyAt: each.originallyAt, visit, to: there })
  }
  const along = placed.filter((each) => goesAlong(each.id))
  const alongside = along.map((each) => each.id)
  const moves: WeighedMove[] = []
  for (const each of placed) {
    const wanted = { ...each.to, serviceId: each.visit.serviceId, moving: each.id, alongside }
    const { service, concerns, taken } = await weighTime(db, acting, wanted)
    const buffers = {
      bufferBeforeMinutes: service.buffer_before_minutes,
      bufferAfterMinutes: service.buffer_after_minutes,
    }
    const others = along.filter((other) => other !== each && other.to.practitionerId === each.to.practitionerId)
    const patientName = `${patient.givenName} ${patient.familyName}`
    const sibling = findClash(
      { ...each.to, ...buffers },
      others.map((other) => ({ ...other.to, ...buffers })),
    )
    moves.push({
      ...each,
      concerns,
      taken: taken ?? (sibling && { startsAt: sibling.startsAt, endsAt: sibling.endsAt, patientName }),
    })
  }
  return { seriesId: place.seriesId, moves }
}
