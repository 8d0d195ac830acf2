import type { ConcernKind } from '../../src/shared/domain/bookingConcerns.ts'
import type { AppointmentId } from '../../src/shared/domain/ids.ts'
import { toInstant } from '../../src/shared/domain/time.ts'
import type { AppointmentStatus } from '../../src/shared/domain/visibility.ts'
import type { DemoVisit } from './demoVisits.ts'
import type { Act, Stage } from './stage.ts'

type Booked = { readonly id: AppointmentId; readonly version: number }

/** Where the clocks change, or midnight passes, an hour may lie outside the hours. */
const DESPITE: ConcernKind[] = ['outsideHours', 'break', 'runsOver', 'away']

/** Each visit is booked when it was booked, and arrives, begins and ends when it did (R6.2). */
export function bookingActs(visits: readonly DemoVisit[]): Act[] {
  return visits.flatMap((visit) => {
    let booked: Booked | null = null
    const book: Act = { at: visit.bookedAt, act: async (stage) => void (booked = await bookVisit(stage, visit)) }
    const steps = visit.steps.map(({ status, at }): Act => ({
      at,
      act: async (stage) => {
        if (booked === null) throw new Error('The visit happened before it was booked')
        booked = await setStatus(stage, booked, status)
      },
    }))
    const { moved } = visit
    const move: Act[] = moved
      ? [{ at: moved.at, act: async (stage) => void (booked = await moveVisit(stage, seen(booked), visit)) }]
      : []
    return [book, ...move, ...steps]
  })
}

/** Told by e-mail in the same act, or by telephone or in person right after it (R6.6). */
async function bookVisit(stage: Stage, visit: DemoVisit): Promise<Booked> {
  const { calendar } = stage.frontDesk
  const patient = stage.patient(visit.patient)
  const how = visit.told === 'email' && patient.email === null ? 'telephone' : visit.told
  const booked = await calendar.book({
    id: stage.newAppointmentId(),
    patientId: patient.id,
    practitionerId: stage.practitionerId(visit.practitioner),
    serviceId: stage.serviceId(visit.service.name),
    startsAt: toInstant(visit.moved?.from ?? visit.startsAt),
    formIds: visit.asksIntake ? [stage.intakeId] : [],
    tell: how === 'email',
    emailForChart: null,
    despite: DESPITE,
    overbookReason: null,
  })
  return how === null || how === 'email' ? booked : calendar.tell({ ...asSeen(booked), how })
}

function moveVisit(stage: Stage, booked: Booked, visit: DemoVisit): Promise<Booked> {
  return stage.frontDesk.calendar.move({
    ...asSeen(booked),
    practitionerId: stage.practitionerId(visit.practitioner),
    startsAt: toInstant(visit.startsAt),
    tell: false,
    despite: DESPITE,
    overbookReason: null,
  })
}

function setStatus({ frontDesk }: Stage, booked: Booked, status: AppointmentStatus): Promise<Booked> {
  return frontDesk.calendar.setStatus({ ...asSeen(booked), status, tell: false, reason: null })
}

function asSeen({ id, version }: Booked) {
  return { id, seenVersion: version }
}

function seen(booked: Booked | null): Booked {
  if (booked === null) throw new Error('The visit happened before it was booked')
  return booked
}
