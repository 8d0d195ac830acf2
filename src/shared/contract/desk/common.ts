import { oc } from '@orpc/contract'
import { z } from 'zod'

/** Every call but signing in needs a person at the desk; every failure that a person can meet is declared. */
export const signedIn = oc.errors({
  /** Nobody is signed in, or the desk was locked. */
  SIGNED_OUT: {},
  NOT_FOUND: {},
  /** Disk full, read-only file…; nothing was changed. */
  STORE_UNAVAILABLE: { data: z.object({ because: z.enum(['diskFull', 'busy', 'readOnly', 'damaged']) }) },
})
export const adminOnly = signedIn.errors({ FORBIDDEN: {} })
