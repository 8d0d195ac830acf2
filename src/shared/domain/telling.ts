import { z } from 'zod'
import { MailId, StaffId } from './ids.ts'
import { DAY, Instant, plusMilliseconds } from './time.ts'
import type { AppointmentStatus } from './visibility.ts'

export const ToldHow = z.enum(['email', 'telephone', 'inPerson'])
export type ToldHow = z.infer<typeof ToldHow>

/** What somebody has to know to come to a visit. `endsAt` is not known of what was told before visits could be made longer. */
const KnownVisit = z.object({ startsAt: Instant, endsAt: Instant.optional(), practitionerId: StaffId })

const ToldOnce = z.object({
  visit: KnownVisit.nullable(),
  how: ToldHow,
  at: Instant,
  /** Null where the program did. */
  by: StaffId.nullable(),
  /** The e-mail that says so, or that is about to. */
  mailId: MailId.nullable().default(null),
})
/**
 * R6.6: what a patient was told of a visit last, how, when and by whom. `visit` is null where they were told that it is off.
 * `before`: what they had been told before that e-mail, which counts again once it is taken back.
 */
export const Told = ToldOnce.extend({ before: ToldOnce.nullable().default(null) })
export type Told = z.infer<typeof Told>

/** What somebody knew, as what they are told next remembers it. */
export function toBefore(told: Told | null): Told['before'] {
  if (told === null) return null
  const { visit, how, at, by, mailId } = told
  return { visit, how, at, by, mailId }
}

/** What they are told by, once an e-mail that says so is taken back. */
export function withoutMail({ before }: Told): Told | null {
  return before && { ...before, before: null }
}

export type StandingVisit = z.infer<typeof KnownVisit> & { readonly status: AppointmentStatus }

/** What there is to tell of a visit as it stands: null once it is off. */
export function toTell({ startsAt, endsAt, practitionerId, status }: StandingVisit): Told['visit'] {
  return status === 'cancelled' ? null : { startsAt, ...(endsAt ? { endsAt } : {}), practitionerId }
}

/** R9.1: the e-mails that tell of a visit. */
export type TellingKind = 'confirmation' | 'change' | 'cancellation'

/** Which e-mail tells of a visit as it stands, to somebody who knows this of it. */
export function tellingOf(visit: StandingVisit, known: Told['visit']): TellingKind {
  const stands = toTell(visit)
  if (stands === null) return 'cancellation'
  return known === null || isSame(stands, known) ? 'confirmation' : 'change'
}

/** Whether an e-mail about a visit comes before whoever knows this of it sets out, and before the visit itself. */
export function isInTime(visit: StandingVisit, known: Told['visit'], now: Instant): boolean {
  return (toTell(visit) ?? known ?? visit).startsAt > now
}

/** R6.6: whoever knows of a visit, and can be told by e-mail in time, is told of a change unless somebody unticks it. */
export function isToldByDefault(
  visit: { readonly isKnown: boolean; readonly hasEmail: boolean; readonly startsAt: Instant },
  now: Instant,
): boolean {
  return visit.isKnown && visit.hasEmail && visit.startsAt > now
}

/** R6.6: an act after which there is something else to tell than before. */
export function isAnotherThingToTell(from: StandingVisit, to: StandingVisit): boolean {
  const [was, is] = [toTell(from), toTell(to)]
  return was === null || is === null ? was !== is : !isSame(was, is)
}

/** Who was told of another time is not told for as long as they may still be on their way. */
const MATTERS_FOR = DAY

/**
 * R6.6: a patient is told of a visit when what they were told last is how it stands. Who never heard of one that is off has
 * nothing to hear, and one that was moved back is as they know it. A visit entered once it has begun, and one to which they
 * came or did not come, is told of by itself.
 * @param told null where the patient knows of no visit
 */
export function isTold(visit: StandingVisit, told: Pick<Told, 'visit'> | null, now: Instant): boolean {
  if (visit.status !== 'booked' && visit.status !== 'arrived' && visit.status !== 'cancelled') return true
  const stands = toTell(visit)
  const known = told?.visit ?? null
  if (known === null) return stands === null || stands.startsAt <= now
  if (stands && isSame(stands, known)) return true
  const last = stands !== null && stands.startsAt > known.startsAt ? stands.startsAt : known.startsAt
  return plusMilliseconds(last, MATTERS_FOR) <= now
}

function isSame(one: z.infer<typeof KnownVisit>, other: z.infer<typeof KnownVisit>): boolean {
  const isAsLong = one.endsAt === undefined || other.endsAt === undefined || one.endsAt === other.endsAt
  return one.startsAt === other.startsAt && one.practitionerId === other.practitionerId && isAsLong
}
