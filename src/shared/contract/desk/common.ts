import { oc } from '@orpc/contract'
import { z } from 'zod'

/** What needs nobody signed in: signing in, and the first run. */
export const anyone = oc.errors({
  /** Disk full, read-only file…; nothing was changed. */
  STORE_UNAVAILABLE: { data: z.object({ because: z.enum(['diskFull', 'busy', 'readOnly', 'damaged']) }) },
})

/** Every call but signing in needs a person at the desk; every failure that a person can meet is declared. */
export const signedIn = anyone.errors({
  /** Nobody is signed in, or the desk was locked. */
  SIGNED_OUT: {},
  NOT_FOUND: {},
})
export const adminOnly = signedIn.errors({ FORBIDDEN: {} })
