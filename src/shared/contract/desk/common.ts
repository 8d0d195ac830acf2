import { oc } from '@orpc/contract'
import { z } from 'zod'
import { StaffRole } from '../../domain/roles.ts'
import { Instant } from '../../domain/time.ts'
import { unexpected } from '../unexpected.ts'

/** What needs nobody signed in: signing in, and the first run. */
export const anyone = oc.errors({
  ...unexpected,
  /** Disk full, read-only file…; nothing was changed. */
  STORE_UNAVAILABLE: { data: z.object({ because: z.enum(['diskFull', 'busy', 'readOnly', 'damaged']) }) },
})

/** Every call but signing in needs a person at the station; every failure that a person can meet is declared. */
export const signedIn = anyone.errors({
  /** Nobody is signed in at this station, or it was locked. */
  SIGNED_OUT: {},
  NOT_FOUND: {},
})

/** For some roles alone: which ones, `domain/roles.ts` says of every procedure. */
export const restricted = signedIn.errors({ FORBIDDEN: { data: z.object({ roles: z.array(StaffRole) }) } })

/** Guesses at one person's password, one-time code or second factor are counted together. */
export const rateLimited = { RATE_LIMITED: { data: z.object({ retryAfterSeconds: z.number().int() }) } }

/** R6.1: the clinic's machine knows no zone of this name. */
export const timeZoneUnknown = { TIME_ZONE_UNKNOWN: { data: z.object({ timeZone: z.string() }) } }

/** R10.7: the version of a thing that a person saw when they began to change it. It rises with every change. */
export const Version = z.number().int().positive()

/**
 * R10.7: somebody changed it after the version that was named, and nothing was changed now. Who (null: the program
 * itself), when, and how it stands, so that both can be shown and the person chooses.
 */
export function changedMeanwhile<T extends z.ZodType>(current: T) {
  return { CHANGED_MEANWHILE: { data: z.object({ by: z.string().nullable(), at: Instant, current }) } }
}
