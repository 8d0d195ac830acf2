import type { BookedVisit, Hold } from '../../shared/contract/portalBooking.ts'
import type { LinkId } from '../../shared/domain/ids.ts'
import type { DayPart } from '../../shared/domain/waitingList.ts'
import { keepBooking, keptBooking } from '../tab.ts'
import { NO_DATE, type DateParts } from '../views/answerInput.ts'
import type { TypedDays } from '../views/booking/waitDays.ts'
import { property } from '../views/property.ts'

/** Who comes and why, as it is typed. The password is nowhere but in its field. */
export type Typed = {
  readonly givenName: string
  readonly familyName: string
  readonly birth: DateParts
  readonly phone: string
  readonly email: string
  readonly reason: string
  /** Null where nothing is said. */
  readonly hasBeenHere: boolean | null
}

export const NOTHING_TYPED: Typed = {
  givenName: '',
  familyName: '',
  birth: NO_DATE,
  phone: '',
  email: '',
  reason: '',
  hasBeenHere: null,
}

/** R6.2: when somebody could come instead, as it is typed for the waiting list. */
export type TypedWait = {
  readonly parts: readonly DayPart[]
  /** 1 (Monday) to 7. */
  readonly weekdays: readonly number[]
  readonly days: TypedDays
  /** The visit that a yes moves; null where it makes one besides. */
  readonly insteadOfId: string | null
  readonly message: string
}

export const WAIT_PARTS = ['morning', 'afternoon', 'evening'] as const satisfies readonly DayPart[]

export const NOTHING_WAITED_FOR: TypedWait = {
  parts: [],
  weekdays: [],
  days: { from: NO_DATE, until: NO_DATE },
  insteadOfId: null,
  message: '',
}

/** A time that is held, for what, and by which link it will be booked: the same however often it is tried. */
export type Held = Hold & {
  readonly serviceId: string
  /** Of a link to come; whoever is held already has their own. */
  readonly newLinkId: LinkId
  /** By this device's clock, in milliseconds since the epoch: it may be wrong, so it counts from the answer on. */
  readonly endsHereAt: number
}

/** What was booked here last, and for whose mailbox. */
export type Booked = { readonly visit: BookedVisit; readonly email: string; readonly isNewLogin: boolean }

/** What a reload of the tab finds again. */
export type Kept = {
  readonly typed: Typed
  readonly held: Held | null
  readonly booked: Booked | null
  readonly wait: TypedWait
}

export const NOTHING_KEPT: Kept = { typed: NOTHING_TYPED, held: null, booked: null, wait: NOTHING_WAITED_FOR }

export function readKept(clinicId: string): Kept {
  return keptIn(keptBooking(clinicId))
}

export function writeKept(clinicId: string, kept: Kept): void {
  keepBooking(clinicId, kept === NOTHING_KEPT ? null : JSON.stringify(kept))
}

/** What an older page left, or nobody, is nothing. */
export function keptIn(text: string | null): Kept {
  const kept = parsed(text)
  const [held, visit] = [property(kept, 'held'), property(property(kept, 'booked'), 'visit')]
  const booked = property(kept, 'booked')
  return {
    typed: typedIn(property(kept, 'typed')),
    // Both were answers of the endpoint when they were kept, in this tab alone; it has the last word on every id.
    held: hasTexts(held, HELD) && typeof property(held, 'endsHereAt') === 'number' ? (held as Held) : null,
    booked: hasTexts(visit, VISIT) && hasTexts(booked, ['email']) ? (booked as Booked) : null,
    wait: waitIn(property(kept, 'wait')),
  }
}

const TIMES = ['appointmentId', 'practitionerId', 'startsAt', 'endsAt']
const HELD = [...TIMES, 'token', 'heldUntil', 'serviceId', 'newLinkId']
const VISIT = [...TIMES, 'linkId', 'serviceId', 'changeableUntil']

function hasTexts(value: unknown, names: readonly string[]): boolean {
  return names.every((name) => typeof property(value, name) === 'string')
}

function textIn(value: unknown, name: string): string {
  const found = property(value, name)
  return typeof found === 'string' ? found : ''
}

function dateIn(value: unknown): DateParts {
  return { ...NO_DATE, day: textIn(value, 'day'), month: textIn(value, 'month'), year: textIn(value, 'year') }
}

function waitIn(value: unknown): TypedWait {
  const chosen = (name: string): readonly unknown[] => {
    const found = property(value, name)
    return Array.isArray(found) ? found : []
  }
  const days = property(value, 'days')
  return {
    parts: WAIT_PARTS.filter((part) => chosen('parts').includes(part)),
    weekdays: [1, 2, 3, 4, 5, 6, 7].filter((day) => chosen('weekdays').includes(day)),
    days: { from: dateIn(property(days, 'from')), until: dateIn(property(days, 'until')) },
    insteadOfId: /^[0-9a-f-]{36}$/.exec(textIn(value, 'insteadOfId'))?.[0] ?? null,
    message: textIn(value, 'message'),
  }
}

function typedIn(value: unknown): Typed {
  const text = (name: string) => textIn(value, name)
  const hasBeenHere = property(value, 'hasBeenHere')
  return {
    givenName: text('givenName'),
    familyName: text('familyName'),
    birth: dateIn(property(value, 'birth')),
    phone: text('phone'),
    email: text('email'),
    reason: text('reason'),
    hasBeenHere: typeof hasBeenHere === 'boolean' ? hasBeenHere : null,
  }
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}
