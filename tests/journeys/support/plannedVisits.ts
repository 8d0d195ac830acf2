import { Temporal } from 'temporal-polyfill'
import type { AppointmentStatus } from '../../../src/shared/domain/visibility.ts'
import {
  demoClinic,
  demoPractitioners,
  demoServices,
  type DemoPractitioner,
  type DemoService,
} from '../../../scripts/demo/clinic.ts'
import { between, pick, type Random } from '../../../scripts/demo/random.ts'

/** One visit of the demo's two weeks, people named by their place in the lists. */
export type PlannedVisit = {
  readonly practitioner: DemoPractitioner
  readonly service: DemoService
  /** Index into the demo's patients. */
  readonly patient: number
  readonly startsAt: number
  readonly endsAt: number
  readonly status: AppointmentStatus
  readonly statusAt: number
  readonly isTold: boolean
}

const DAYS_BEFORE = 4
const DAYS_AFTER = 9
const STEP_MINUTES = 10
const MINUTE = 60_000

/** ISO weekdays on which somebody works: Monday to Friday, and today and tomorrow whatever they are. */
export function workingWeekdays(practitioner: DemoPractitioner, now: number): readonly number[] {
  const today = clinicDay(now)
  const weekdays = new Set([1, 2, 3, 4, 5, today.dayOfWeek, today.add({ days: 1 }).dayOfWeek])
  if (practitioner.isAwayToday) weekdays.delete(today.dayOfWeek)
  return [...weekdays].sort()
}

/**
 * Two weeks of visits around `now` (milliseconds since 1970), inside working hours, buffers kept, nobody in two places
 * at once. Dr Lee is left free tomorrow morning: the first steps of the README book there.
 * @param patients how many there are
 */
export function plannedVisits(random: Random, now: number, patients: number): PlannedVisit[] {
  const visits: PlannedVisit[] = []
  for (let offset = -DAYS_BEFORE; offset <= DAYS_AFTER; offset += 1) {
    const day = clinicDay(now).add({ days: offset })
    const seenToday = new Set<number>()
    for (const practitioner of demoPractitioners) {
      if (!workingWeekdays(practitioner, now).includes(day.dayOfWeek)) continue
      for (const range of practitioner.hours) {
        const isKeptFree = offset === 1 && practitioner.name === 'Amir Lee' && range.from < '12:00'
        if (!isKeptFree) visits.push(...fill(random, day, range, practitioner, seenToday, patients, now))
      }
    }
  }
  return visits
}

function fill(
  random: Random,
  day: Temporal.PlainDate,
  range: { readonly from: string; readonly to: string },
  practitioner: DemoPractitioner,
  seenToday: Set<number>,
  patients: number,
  now: number,
): PlannedVisit[] {
  const visits: PlannedVisit[] = []
  const end = at(day, range.to)
  let time = at(day, range.from)
  while (time < end) {
    const service = serviceNamed(random() < 0.5 ? practitioner.services[0] : pick(random, practitioner.services))
    const endsAt = time + service.minutes * MINUTE
    const isTaken = random() < 0.82
    const patient = isTaken && endsAt <= end ? unseen(random, seenToday, patients) : null
    if (patient !== null) {
      visits.push({
        ...{ practitioner, service, patient, startsAt: time, endsAt },
        ...standing(random, time, endsAt, now),
        isTold: random() > 0.06,
      })
    }
    const gap = isTaken ? service.minutes + service.bufferAfterMinutes : pick(random, [20, 30, 40])
    time += Math.ceil(gap / STEP_MINUTES) * STEP_MINUTES * MINUTE
  }
  return visits
}

/** Somebody who has no visit yet on that day; null when everybody has one. */
function unseen(random: Random, seenToday: Set<number>, patients: number): number | null {
  if (seenToday.size >= patients) return null
  let patient = between(random, 0, patients - 1)
  while (seenToday.has(patient)) patient = (patient + 1) % patients
  seenToday.add(patient)
  return patient
}

function standing(
  random: Random,
  startsAt: number,
  endsAt: number,
  now: number,
): { status: AppointmentStatus; statusAt: number } {
  if (endsAt <= now) {
    return random() < 0.04 ? { status: 'noShow', statusAt: endsAt } : { status: 'completed', statusAt: endsAt }
  }
  if (startsAt <= now) return { status: 'inSession', statusAt: startsAt }
  const isInWaitingRoom = startsAt - now < 15 * MINUTE
  if (isInWaitingRoom) return { status: 'arrived', statusAt: now - between(random, 1, 9) * MINUTE }
  return { status: 'booked', statusAt: now - between(random, 1, 20) * 24 * 60 * MINUTE }
}

function serviceNamed(name: string | undefined): DemoService {
  const service = demoServices.find((each) => each.name === name)
  if (!service) throw new Error(`There is no service ${String(name)}`)
  return service
}

/** The clinic's day at `now`. */
export function clinicDay(now: number): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(demoClinic.timeZone).toPlainDate()
}

function at(day: Temporal.PlainDate, time: string): number {
  return day.toZonedDateTime({ timeZone: demoClinic.timeZone, plainTime: time }).epochMilliseconds
}
