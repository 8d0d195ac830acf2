import type { FreedTime, Offer, WaitingEntry } from '../../../../shared/contract/desk/waitingList.ts'
import { StaffId, type ServiceId, type WaitingEntryId } from '../../../../shared/domain/ids.ts'
import { DAY, Instant, plusMilliseconds } from '../../../../shared/domain/time.ts'
import {
  inLine,
  isStandingOffer,
  offerStanding,
  offerUntil,
  suitedBy,
  whyNotMoved,
} from '../../../../shared/domain/waitingList.ts'
import { clockTimeOf, dayOf } from '../../../../shared/domain/zone.ts'
import type { CoreContext, Db } from '../../context.ts'
import { readClinic } from '../../db/clinic.ts'
import { readOnlineBookingRow } from '../../db/onlineBooking.ts'
import { listStaff } from '../../db/staff.ts'
import { VisitBefore } from '../../db/visitChanges.ts'
import {
  findEntry,
  listEntries,
  listFreed,
  listOffers,
  type WaitingEntryRow,
  type WaitingPerson,
} from '../../db/waitingList.ts'
import { weighTime } from '../bookingTime.ts'
import { failure } from '../serviceError.ts'

type Reading = Pick<CoreContext, 'db' | 'clock'>

/** What became of an offer is shown for so long. */
const SHOWN_MILLISECONDS = DAY

/** R6.2: freed times with whom they suit, whoever waits, in line, and how their offers stand. */
export async function readWaitingList({ db, clock }: Reading) {
  const now = clock.now()
  const offers = (await listOffers(db, { now, since: plusMilliseconds(now, -SHOWN_MILLISECONDS) })).map((offer) => ({
    ...offer,
    state: offerStanding(offer, now),
  }))
  const offered = new Set(offers.filter(({ state }) => isStandingOffer(state)).map(({ entryId }) => entryId))
  const people = (await listEntries(db))
    .map((person) => ({ ...person, isOffered: offered.has(person.id), insteadOfAt: insteadOfAt(person, now) }))
    .sort(inLine)
  const tried = Map.groupBy(
    offers.filter(({ state }) => state === 'declined' || state === 'lapsed'),
    timeKey,
  )
  const freed: FreedTime[] = []
  for (const time of await freedTimes(db, now)) {
    const { practitionerId, startsAt } = time
    const serviceIds = await bookableAt(db, clock, time, people)
    const suits = suitedBy(
      { ...time, serviceIds, triedEntryIds: (tried.get(timeKey(time)) ?? []).map(({ entryId }) => entryId) },
      people,
    )
    if (suits.length === 0) continue
    const { practitionerName, serviceName, endsAt, freedAt, until } = time
    freed.push({
      ...{ practitionerId, practitionerName, serviceName, startsAt, endsAt, freedAt, until },
      suits: suits.map(({ entry, because }) => ({ entryId: entry.id, because: [...because] })),
    })
  }
  return {
    freed,
    waiting: people.filter(({ isOffered }) => !isOffered).map((person) => toWaitingEntry(person, now)),
    offers: offers.filter((offer) => isShown(offer, now)).map(toOffer),
  }
}

/** One that stands; any other for a day after it was answered, or ran out. */
function isShown({ state, until, answeredAt }: Pick<Offer, 'state' | 'until'> & Answered, now: Instant): boolean {
  return isStandingOffer(state) || (answeredAt ?? until) > plusMilliseconds(now, -SHOWN_MILLISECONDS)
}
type Answered = { readonly answeredAt: Instant | null }

type Freed = Omit<FreedTime, 'suits'> & {
  readonly on: ReturnType<typeof dayOf>
  readonly clock: ReturnType<typeof clockTimeOf>
}

/** Of one time that was given back twice the last counts. */
async function freedTimes(db: Db, now: Instant): Promise<Freed[]> {
  const { time_zone: timeZone } = await readClinic(db)
  const { notice_minutes: noticeMinutes, offer_minutes: offerMinutes } = await readOnlineBookingRow(db)
  const names = new Map((await listStaff(db)).flatMap((each) => (each.hasCalendar ? [[each.id, each.name]] : [])))
  const freed = new Map<string, Freed>()
  for (const row of await listFreed(db, now)) {
    const time = givenBack(row)
    const practitionerName = names.get(time.practitionerId)
    if (practitionerName === undefined || time.startsAt <= now) continue
    const before = freed.get(timeKey(time))
    if (before && before.freedAt > row.changedAt) continue
    freed.set(timeKey(time), {
      ...time,
      practitionerName,
      serviceName: row.service_name,
      freedAt: row.changedAt,
      until: offerUntil({ startsAt: time.startsAt, noticeMinutes, offerMinutes }, now),
      on: dayOf(time.startsAt, timeZone),
      clock: clockTimeOf(time.startsAt, timeZone),
    })
  }
  return [...freed.values()].sort((one, other) => (one.startsAt < other.startsAt ? -1 : 1))
}

/** Where a visit that was moved stood before; where one that is off stands. */
function givenBack(row: Awaited<ReturnType<typeof listFreed>>[number]) {
  const before = row.status === 'cancelled' ? null : VisitBefore.parse(JSON.parse(row.before_json ?? '{}')).state
  if (before) return { practitionerId: before.practitionerId, startsAt: before.startsAt, endsAt: before.endsAt }
  return {
    practitionerId: StaffId.parse(row.practitioner_id),
    startsAt: Instant.parse(row.starts_at),
    endsAt: Instant.parse(row.ends_at),
  }
}

/** Which of the services that somebody waits for could be booked there, as everything else stands (R6.1, R6.4). */
async function bookableAt(
  db: Db,
  clock: CoreContext['clock'],
  { practitionerId, startsAt }: Pick<Freed, 'practitionerId' | 'startsAt'>,
  people: readonly WaitingPerson[],
): Promise<ServiceId[]> {
  const found: ServiceId[] = []
  for (const serviceId of new Set(people.map((person) => person.serviceId))) {
    const { concerns, taken } = await weighTime(db, { clock }, { practitionerId, serviceId, startsAt })
    if (concerns.length === 0 && !taken) found.push(serviceId)
  }
  return found
}

function timeKey({ practitionerId, startsAt }: { readonly practitionerId: string; readonly startsAt: string }) {
  return `${practitionerId} ${startsAt}`
}

/** When the visit is that a yes would move as things stand. */
function insteadOfAt(person: WaitingPerson, now: Instant): Instant | null {
  const { insteadOf } = person
  return insteadOf && whyNotMoved(insteadOf, person, now) === null ? insteadOf.startsAt : null
}

export function toWaitingEntry(person: WaitingPerson, now: Instant): WaitingEntry {
  const { id, version, patientId, patientName, serviceId, serviceName, practitionerId, practitionerName } = person
  const { weekdays, parts, fromOn, untilOn, isUrgent, since, hasEmail, phone } = person
  return {
    ...{ id, version, patientId, patientName, serviceId, serviceName, practitionerId, practitionerName },
    ...{ weekdays: [...weekdays], parts: [...parts], fromOn, untilOn, isUrgent, since, hasEmail, phone },
    ...{ insteadOfId: person.insteadOfId, insteadOfAt: insteadOfAt(person, now) },
  }
}

export function toOffer(offer: Awaited<ReturnType<typeof listOffers>>[number]): Offer {
  const { id, entryId, patientId, patientName, serviceName, practitionerId, practitionerName } = offer
  const { startsAt, endsAt, until, state } = offer
  return {
    ...{ id, entryId, patientId, patientName, serviceName, practitionerId, practitionerName },
    ...{ startsAt, endsAt, until, state },
  }
}

/** @throws ServiceError NOT_FOUND for whoever does not wait (any more) */
export async function requireWaiting(db: Db, id: WaitingEntryId): Promise<WaitingEntryRow> {
  const entry = await findEntry(db, id)
  if (entry?.endedBecause !== null) throw failure('NOT_FOUND')
  return entry
}
