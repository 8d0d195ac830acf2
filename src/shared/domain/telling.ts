import { z } from 'zod'
import { StaffId } from './ids.ts'
import { DAY, Instant, plusMilliseconds } from './time.ts'
import type { AppointmentStatus } from './visibility.ts'

export const ToldHow = z.enum(['email', 'telephone', 'inPerson'])
export type ToldHow = z.infer<typeof ToldHow>

/** What somebody has to know to come to a visit. `endsAt` is not known of what was told before visits could be made longer. */
const KnownVisit = z.object({ startsAt: Instant, endsAt: Instant.optional(), practitionerId: StaffId })

/** R6.6: what a patient was told of a visit last, how, when and by whom. `visit` is null where they were told that it is off. */
export const Told = z.object({
  visit: KnownVisit.nullable(),
  how: ToldHow,
  at: Instant,
  /** Null where the program did. */
  by: StaffId.nullable(),
})
export type Told = z.infer<typeof Told>

export type StandingVisit = z.infer<typeof KnownVisit> & { readonly status: AppointmentStatus }

/** What there is to tell of a visit as it stands: null once it is off. */
export function toTell({ startsAt, endsAt, practitionerId, status }: StandingVisit): Told['visit'] {
  return status === 'cancelled' ? null : { startsAt, ...(endsAt ? { endsAt } : {}), practitionerId }
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
