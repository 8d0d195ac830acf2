import type { ToldHow } from '../../src/shared/domain/telling.ts'
import type { AppointmentStatus } from '../../src/shared/domain/visibility.ts'
import { AROUND_NOW, BEFORE_AND_AFTER, type Cast, type Regular } from './cast.ts'
import { demoPractitioners, demoServices, type DemoPractitioner, type DemoService } from './clinic.ts'
import { placeOf } from './people.ts'
import { between, pick, type Random } from './random.ts'
import { dayAt, spansOn, spansToday, type WorkingSpan } from './workingSpans.ts'

/** A visit as the demo books it and lives it. Times are milliseconds since 1970. */
export type DemoVisit = {
  readonly practitioner: string
  readonly service: DemoService
  /** Index into the demo's patients. */
  readonly patient: number
  readonly startsAt: number
  readonly bookedAt: number
  /** What became of it so far, in order. */
  readonly steps: readonly { readonly status: AppointmentStatus; readonly at: number }[]
  /** How the patient was told of it when it was booked (R6.6); null: not yet. */
  readonly told: ToldHow | null
  /** Where it was booked first, and when it was moved from there, of which the patient does not know yet. */
  readonly moved: { readonly from: number; readonly at: number } | null
  readonly asksIntake: boolean
}

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const SNAP = 5 * MINUTE
const MOVED_AGO = 80 * MINUTE
/** On few days, because what each of them sends goes out together. */
const BOOKED_DAYS_AHEAD = [1, 4, 9, 12] as const
/** At another hour on each of them. */
const BOOKED_EARLIER_MINUTES: Readonly<Record<number, number>> = { 1: 97, 4: 38, 9: 181, 12: 54 }
const DAYS_BEFORE = 3
const DAYS_AFTER = 5

/**
 * A day in full swing around `now`, three days before it and five after: nobody in two places at once, buffers kept. Dr Lee is
 * left free tomorrow from 09:00 to 12:30: the first steps of the README book there.
 * @param patients how many there are
 */
export function demoVisits(random: Random, now: number, timeZone: string, patients: number): DemoVisit[] {
  const cast = demoPractitioners.flatMap(({ name }) =>
    (AROUND_NOW[name] ?? []).map((each) => castVisit(name, each, now)),
  )
  const today = dayAt(now, timeZone)
  const visits = [...cast, ...BEFORE_AND_AFTER.map((each) => regularVisit(each, now, timeZone))]
  for (let offset = -DAYS_BEFORE; offset <= DAYS_AFTER; offset += 1) {
    const day = today.add({ days: offset })
    const busy = new Set(cast.map(({ patient }) => patient))
    for (const practitioner of demoPractitioners) {
      const isOff = offset !== 0 && offset !== 1 && day.dayOfWeek > 5
      if (isOff) continue
      const spans = offset === 0 ? spansToday(practitioner, now, timeZone) : spansOn(day, practitioner, timeZone)
      const isKeptFree = offset === 1 && practitioner.name === 'Amir Lee'
      const taken = visits.filter((visit) => visit.practitioner === practitioner.name).map(takes)
      for (const span of isKeptFree ? spans.slice(1) : spans) {
        visits.push(
          ...fill({ random, span, practitioner, taken, busy, patients, now, isSparse: offset < 0 || offset > 1 }),
        )
      }
    }
  }
  return visits
}

function castVisit(practitioner: string, cast: Cast, now: number): DemoVisit {
  const { who, service, starts, daysBooked, steps = [], told = 'email', movedFrom, asksIntake = false } = cast
  const minute = Math.floor(now / SNAP) * SNAP
  return {
    practitioner,
    service: serviceNamed(service),
    patient: placeOf(who),
    startsAt: minute + starts * MINUTE,
    bookedAt: bookedAt(now, daysBooked),
    steps: steps.map(([status, minutes]) => ({ status, at: minute + minutes * MINUTE })),
    told,
    moved: movedFrom === undefined ? null : { from: minute + movedFrom * MINUTE, at: now - MOVED_AGO },
    asksIntake,
  }
}

/** With Dr Lee, agreed on a week ahead at the counter. */
function regularVisit({ who, days, time }: Regular, now: number, timeZone: string): DemoVisit {
  const service = serviceNamed('Naturopathic follow-up')
  const wanted = dayAt(now, timeZone).add({ days })
  const day = wanted.dayOfWeek > 5 ? wanted.add({ days: 8 - wanted.dayOfWeek }) : wanted
  const startsAt = day.toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds
  return {
    ...{ practitioner: 'Amir Lee', service, patient: placeOf(who), startsAt, moved: null, asksIntake: false },
    bookedAt: bookedAt(Math.min(startsAt, now), days > 0 ? 1 : 9),
    steps: days < 0 ? [{ status: 'completed', at: startsAt + service.minutes * MINUTE }] : [],
    told: 'inPerson',
  }
}

type Filling = {
  readonly random: Random
  readonly span: WorkingSpan
  readonly practitioner: DemoPractitioner
  /** What this practitioner has already, buffers included. */
  readonly taken: readonly WorkingSpan[]
  /** Who comes on that day already; grows. */
  readonly busy: Set<number>
  readonly patients: number
  readonly now: number
  readonly isSparse: boolean
}

function fill({ random, span, practitioner, taken, busy, patients, now, isSparse }: Filling): DemoVisit[] {
  const visits: DemoVisit[] = []
  let time = span.startsAt
  while (time < span.endsAt) {
    const service = serviceNamed(pick(random, practitioner.services))
    const wanted = { startsAt: time, endsAt: time + (service.minutes + service.bufferAfterMinutes) * MINUTE }
    const inTheWay = taken.find((other) => wanted.startsAt < other.endsAt && other.startsAt < wanted.endsAt)
    const fits = time + service.minutes * MINUTE <= span.endsAt
    if (!inTheWay && fits && random() < (isSparse ? 0.25 : 0.7)) {
      visits.push(ordinary(random, time, service, practitioner.name, stranger(random, busy, patients), now))
    }
    time =
      inTheWay && inTheWay.startsAt - time < 20 * MINUTE
        ? inTheWay.endsAt
        : wanted.endsAt + pick(random, [0, 0, 10, 20]) * MINUTE
    time = Math.ceil(time / SNAP) * SNAP
  }
  return visits
}

function ordinary(
  random: Random,
  startsAt: number,
  service: DemoService,
  practitioner: string,
  patient: number,
  now: number,
): DemoVisit {
  const endsAt = startsAt + service.minutes * MINUTE
  const isOver = endsAt <= now
  const isWritten = !isOver && startsAt - now < DAY && random() < 0.5
  return {
    ...{ practitioner, service, patient, startsAt },
    bookedAt: bookedAt(now - Math.max(0, Math.ceil((now - startsAt) / DAY)) * DAY, pick(random, BOOKED_DAYS_AHEAD)),
    steps: isOver ? [{ status: 'completed', at: endsAt }] : [],
    told: isOver ? 'inPerson' : isWritten ? 'email' : 'telephone',
    moved: null,
    asksIntake: isWritten && service.asksIntake,
  }
}

/** So many days before `at`. */
function bookedAt(at: number, days: number): number {
  return at - days * DAY - (BOOKED_EARLIER_MINUTES[days] ?? 0) * MINUTE
}

/** Somebody who has no visit yet on that day, and is not one of those whose story is told. */
function stranger(random: Random, busy: Set<number>, patients: number): number {
  let patient = between(random, 0, patients - 1)
  for (let tries = 0; busy.has(patient) && tries < patients; tries += 1) patient = (patient + 1) % patients
  busy.add(patient)
  return patient
}

function takes({ startsAt, service }: DemoVisit): WorkingSpan {
  return { startsAt, endsAt: startsAt + (service.minutes + service.bufferAfterMinutes) * MINUTE }
}

function serviceNamed(name: string): DemoService {
  const service = demoServices.find((each) => each.name === name)
  if (!service) throw new Error(`There is no service ${name}`)
  return service
}
