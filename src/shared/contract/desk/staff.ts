import { z } from 'zod'
import { AppointmentId, StaffId } from '../../domain/ids.ts'
import { StaffDetails } from '../../domain/staff.ts'
import { Instant } from '../../domain/time.ts'
import { changedMeanwhile, restricted, signedIn, Version } from './common.ts'
import { StandingVisit } from './hours.ts'

export const Staff = StaffDetails.extend({ id: StaffId, name: z.string(), calledName: z.string(), email: z.string() })
export type Staff = z.infer<typeof Staff>

/** An account as admins see it, one that is deactivated too. */
export const StaffAccount = Staff.extend({
  version: Version,
  isActive: z.boolean(),
  /** How they get in: by a password of their own, or first by a one-time code. */
  way: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('password') }),
    z.object({ kind: z.literal('code'), expiresAt: Instant }),
  ]),
  /** Since when a second factor is asked for; null where none is. */
  secondFactorSince: Instant.nullable(),
  /** Visits that are booked with them and still to come. */
  upcoming: z.number().int(),
  /** Nobody else could administer the clinic. */
  isLastAdmin: z.boolean(),
})
export type StaffAccount = z.infer<typeof StaffAccount>

/** Shown once, to the admin who asked for it: kept nowhere but as a hash. */
export const OneTimeCode = z.object({ code: z.string(), expiresAt: Instant })
export type OneTimeCode = z.infer<typeof OneTimeCode>

const which = { id: StaffId }
const seen = { ...which, seenVersion: Version }

const emailTaken = {
  /** Somebody else's account has it, be it deactivated. */
  STAFF_EMAIL_TAKEN: { data: z.object({ name: z.string(), isActive: z.boolean() }) },
}
/** It would leave nobody to administer the clinic. */
const lastAdmin = { LAST_ADMIN: {} }
/** One's own password and second factor are changed under one's own menu, by who knows them. */
const ownAccount = { OWN_ACCOUNT: {} }

/** Who works at the clinic (R10.3): everybody reads who is there, an admin keeps the accounts. */
export const staff = {
  /** Whoever is active. */
  list: signedIn.output(z.array(Staff)),
  accounts: restricted.output(z.array(StaffAccount)),
  /** `id` is made by the renderer: the same again adds nobody, and gives no second code. */
  add: restricted
    .errors(emailTaken)
    .input(z.object({ ...which, details: StaffDetails }))
    .output(z.object({ account: StaffAccount, oneTimeCode: OneTimeCode.nullable() })),
  /** Only what was changed, and the version that was seen (R10.7). Another role counts at once, wherever they are signed in. */
  change: restricted
    .errors({ ...changedMeanwhile(StaffAccount), ...emailTaken, ...lastAdmin })
    .input(z.object({ ...seen, changes: StaffDetails.partial() }))
    .output(StaffAccount),
  /** The visits that would stand without their practitioner. */
  visitsToCome: restricted.input(z.object(which)).output(z.array(StandingVisit)),
  /** A deactivated account opens nothing, at once and everywhere; given back it is as it was. The same again changes nothing. */
  setActive: restricted
    .errors({
      ...changedMeanwhile(StaffAccount),
      ...lastAdmin,
      /** Visits to come stand that `leaving` does not name. */
      VISITS_STAND: { data: z.object({ visits: z.array(StandingVisit) }) },
    })
    .input(
      z.object({
        ...seen,
        isActive: z.boolean(),
        /** Visits that the person was shown, and leaves where they stand. */
        leaving: z.array(AppointmentId).max(5000),
      }),
    )
    .output(StaffAccount),
  /** A new one-time code; the password that was opens nothing from now on, and whoever is signed in with it is no longer. */
  resetPassword: restricted
    .errors({ ...ownAccount, ...lastAdmin })
    .input(z.object(which))
    .output(z.object({ account: StaffAccount, oneTimeCode: OneTimeCode })),
  /** The second factor of somebody who lost it is asked for no longer, so that they can set up another. */
  resetSecondFactor: restricted
    .errors(ownAccount)
    .input(z.object({ ...which, reason: z.string().trim().min(1).max(500) }))
    .output(StaffAccount),
}
