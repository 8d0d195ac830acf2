import { z } from 'zod'
import type { ServiceId, StaffId, WaitingEntryId } from './ids.ts'
import { MINUTE, plusMilliseconds, type CalendarDay, type ClockTime, type Instant } from './time.ts'
import type { AppointmentStatus } from './visibility.ts'
import { weekdayOf } from './zone.ts'

/** By the clinic's clock: before noon, before five, and after it. */
export const DayPart = z.enum(['morning', 'afternoon', 'evening'])
export type DayPart = z.infer<typeof DayPart>

/** When somebody on the waiting list can come. */
export type Wishes = {
  readonly serviceId: ServiceId
  /** Null for anyone. */
  readonly practitionerId: StaffId | null
  /** 1 (Monday) to 7; none: any. */
  readonly weekdays: readonly number[]
  /** None: any. */
  readonly parts: readonly DayPart[]
  readonly fromOn: CalendarDay | null
  readonly untilOn: CalendarDay | null
}

export type Waiting = Wishes & {
  readonly id: WaitingEntryId
  readonly isUrgent: boolean
  readonly since: Instant
  /** Holds an offer that is not answered yet. */
  readonly isOffered: boolean
  /** When the visit is that a yes moves; null where it makes one. */
  readonly insteadOfAt: Instant | null
}

/** A time that somebody gave back, by the clinic's clock. */
export type FreedTime = {
  readonly practitionerId: StaffId
  readonly startsAt: Instant
  readonly on: CalendarDay
  readonly clock: ClockTime
  /** What could be booked there as it stands: offered by the practitioner, within hours, over nobody. */
  readonly serviceIds: readonly ServiceId[]
  /** Who was offered it and did not take it. */
  readonly triedEntryIds: readonly WaitingEntryId[]
}

/** What of somebody's wishes the time meets; `anyTime` where they named neither a day nor a part of it. */
export const SuitReason = z.enum(['urgent', 'practitioner', 'weekday', 'part', 'dates', 'anyTime'])
export type SuitReason = z.infer<typeof SuitReason>

export type Suited<T extends Waiting> = { readonly entry: T; readonly because: readonly SuitReason[] }

/**
 * R6.2: whom a freed time suits, and by what, in the order in which it is offered: whoever is urgent first, then whoever waits
 * longest. Nobody who was offered this time already, or has another offer to answer; and for who has a visit that it would move,
 * nothing later than that.
 */
export function suitedBy<T extends Waiting>(time: FreedTime, waiting: readonly T[]): Suited<T>[] {
  return waiting
    .filter((entry) => isSuited(entry, time))
    .sort(inLine)
    .map((entry) => ({ entry, because: reasonsOf(entry) }))
}

/** Who comes before whom. */
export function inLine(one: Waiting, other: Waiting): number {
  if (one.isUrgent !== other.isUrgent) return one.isUrgent ? -1 : 1
  if (one.since !== other.since) return one.since < other.since ? -1 : 1
  return one.id < other.id ? -1 : 1
}

function isSuited(entry: Waiting, time: FreedTime): boolean {
  return (
    !entry.isOffered &&
    !time.triedEntryIds.includes(entry.id) &&
    time.serviceIds.includes(entry.serviceId) &&
    (entry.practitionerId === null || entry.practitionerId === time.practitionerId) &&
    (entry.weekdays.length === 0 || entry.weekdays.includes(weekdayOf(time.on))) &&
    (entry.parts.length === 0 || entry.parts.includes(partOf(time.clock))) &&
    (entry.fromOn === null || entry.fromOn <= time.on) &&
    (entry.untilOn === null || time.on <= entry.untilOn) &&
    (entry.insteadOfAt === null || time.startsAt < entry.insteadOfAt)
  )
}

function reasonsOf({ isUrgent, practitionerId, weekdays, parts, fromOn, untilOn }: Waiting): SuitReason[] {
  const met = {
    urgent: isUrgent,
    practitioner: practitionerId !== null,
    weekday: weekdays.length > 0,
    part: parts.length > 0,
    dates: fromOn !== null || untilOn !== null,
    anyTime: weekdays.length === 0 && parts.length === 0,
  }
  return SuitReason.options.filter((reason) => met[reason])
}

/** Noon is the afternoon's, five o'clock the evening's. */
export function partOf(clock: ClockTime): DayPart {
  if (clock < '12:00') return 'morning'
  return clock < '17:00' ? 'afternoon' : 'evening'
}

/**
 * What came of asking online to be on the list. `notOffered`: nobody does that, or not with whom they asked for; `accessEnded`: whoever
 * asked holds the patient no more.
 */
export const WaitingOutcome = z.enum(['added', 'waitsAlready', 'tooMany', 'notOffered', 'accessEnded'])
export type WaitingOutcome = z.infer<typeof WaitingOutcome>

/** R11.6: for so many services somebody waits who asks online. */
export const MOST_ASKED_ONLINE = 5

/** R6.2: a login asks for somebody whom it holds. @param asked.waitsFor which services they wait for already */
export function askedToWait(asked: {
  readonly serviceId: ServiceId
  readonly isOffered: boolean
  readonly isTakenAway: boolean
  readonly waitsFor: readonly ServiceId[]
}): WaitingOutcome {
  if (asked.isTakenAway) return 'accessEnded'
  if (!asked.isOffered) return 'notOffered'
  if (asked.waitsFor.includes(asked.serviceId)) return 'waitsAlready'
  return asked.waitsFor.length < MOST_ASKED_ONLINE ? 'added' : 'tooMany'
}

/**
 * Why a yes makes a visit and does not move the one that it was to move: it is off, they are here for it, it has begun, or it is for
 * something else or with somebody else than they wait for.
 */
export const NotMovedBecause = z.enum(['off', 'here', 'over', 'otherService', 'otherPractitioner'])
export type NotMovedBecause = z.infer<typeof NotMovedBecause>

export type MovableVisit = {
  readonly startsAt: Instant
  readonly status: AppointmentStatus
  readonly serviceId: ServiceId
  readonly practitionerId: StaffId
}

/** R6.2: whether a yes moves this visit, which is null where it is there no more. @returns null where it does */
export function whyNotMoved(
  visit: MovableVisit | null,
  waitsFor: Pick<Wishes, 'serviceId' | 'practitionerId'>,
  now: Instant,
): NotMovedBecause | null {
  if (!visit || visit.status === 'cancelled') return 'off'
  if (visit.status !== 'booked') return 'here'
  if (visit.startsAt <= now) return 'over'
  if (visit.serviceId !== waitsFor.serviceId) return 'otherService'
  const isWithWhom = waitsFor.practitionerId === null || waitsFor.practitionerId === visit.practitionerId
  return isWithWhom ? null : 'otherPractitioner'
}

/** R6.2: a time is kept for somebody for so long, as the clinic sets it: from a quarter of an hour to a day. */
export const OfferMinutes = z.number().int().min(15).max(1_440)
/** For less than that nobody is asked by e-mail. */
export const SHORTEST_OFFER_MINUTES = 10

/**
 * Until when somebody may take an offered time: as long as the clinic keeps one, and never later than its notice before the time
 * begins. Null where it begins too soon for anybody to be asked by e-mail.
 */
export function offerUntil(
  {
    startsAt,
    noticeMinutes,
    offerMinutes,
  }: { readonly startsAt: Instant; readonly noticeMinutes: number; readonly offerMinutes: number },
  now: Instant,
): Instant | null {
  const latest = plusMilliseconds(startsAt, -noticeMinutes * MINUTE)
  const longest = plusMilliseconds(now, offerMinutes * MINUTE)
  const until = latest < longest ? latest : longest
  return until < plusMilliseconds(now, SHORTEST_OFFER_MINUTES * MINUTE) ? null : until
}

/**
 * How an offer stands. `asking`: the endpoint has not said yet that it keeps the time; `gone`: it had given it to somebody else;
 * `withdrawn`: the clinic took it back.
 */
export const OfferState = z.enum(['asking', 'offered', 'accepted', 'declined', 'lapsed', 'withdrawn', 'gone'])
export type OfferState = z.infer<typeof OfferState>

/** While an offer stands so, its time is kept. */
export const STANDING_OFFER = ['asking', 'offered'] as const satisfies readonly OfferState[]

export function isStandingOffer(state: OfferState): boolean {
  return STANDING_OFFER.some((standing) => standing === state)
}

/** An offer lapses by itself, also where nobody is there to note it. */
export function offerStanding(
  { state, until }: { readonly state: OfferState; readonly until: Instant },
  now: Instant,
): OfferState {
  return isStandingOffer(state) && until <= now ? 'lapsed' : state
}
