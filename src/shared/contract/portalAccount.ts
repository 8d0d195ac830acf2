import { oc as bare } from '@orpc/contract'
import { z } from 'zod'
import { BrowserDevice } from '../domain/browserDevice.ts'
import { Instant } from '../domain/time.ts'
import { PasswordParameters } from '../envelope/passwords.ts'
import { Auth, Auths, clinic, keyringChange, keyringErrors, limited, session, wrong } from './portalShapes.ts'
import { TokenHash } from './shapes.ts'
import { unexpected } from './unexpected.ts'

const oc = bare.errors(unexpected)

/** A browser in which a login is signed in. */
export const PortalSession = z.object({
  /** What the endpoint knows it by: the hash of its token, which opens nothing. */
  id: TokenHash,
  device: BrowserDevice,
  startedAt: Instant,
  usedAt: Instant,
  isThis: z.boolean(),
})
export type PortalSession = z.infer<typeof PortalSession>

/** What a login does with itself. */
export const account = {
  /** Newest use first. */
  sessions: oc
    .errors(session)
    .input(z.object(clinic))
    .output(z.object({ sessions: z.array(PortalSession).max(100) })),
  /** One of the login's own, on a lost phone perhaps; one that is over, or is another's, is answered alike. */
  endSession: oc
    .errors(session)
    .input(z.object({ ...clinic, id: TokenHash }))
    .output(z.object({})),
  /** Everywhere, here too. No browser is known to the login any more (R11.7). */
  endAllSessions: oc.errors(session).input(z.object(clinic)).output(z.object({})),
  /**
   * Another password: the keyring is sealed anew with it. It takes the present one, a try at which is counted as in `session.signIn`.
   * All other sessions end, and no other browser is known to the login any more.
   */
  changePassword: oc
    .errors({ ...limited, ...wrong, ...session, ...keyringErrors })
    .input(
      z.object({
        ...clinic,
        auths: Auths,
        newAuth: Auth,
        parameters: PasswordParameters,
        ...keyringChange,
        newTokenHash: TokenHash,
      }),
    )
    .output(z.object({ keyringRevision: z.number().int() })),
}
