import { oc as bare } from '@orpc/contract'
import { z } from 'zod'
import { BrowserDevice } from '../domain/browserDevice.ts'
import { EventId, LinkId } from '../domain/ids.ts'
import { EmailAddress } from '../domain/people.ts'
import { Instant } from '../domain/time.ts'
import { PasswordParameters } from '../envelope/passwords.ts'
import {
  Auth,
  Auths,
  clinic,
  full,
  keyringChange,
  keyringErrors,
  limited,
  PortalLogin,
  session,
  Token,
  wrong,
} from './portalShapes.ts'
import { Mac, TokenHash } from './shapes.ts'
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

export const PortalPasskey = z.object({ id: TokenHash, device: BrowserDevice, madeAt: Instant })
export type PortalPasskey = z.infer<typeof PortalPasskey>

/** What tells the clinic of each person that a login holds: `letterMac` of the act `request.made`. */
const Letters = z
  .array(z.object({ linkId: LinkId, requestId: EventId, sealed: z.string().max(20_000), mac: Mac }))
  .max(200)

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
  /** Passkeys of this login, the newest first. */
  passkeys: oc
    .errors(session)
    .input(z.object(clinic))
    .output(z.object({ passkeys: z.array(PortalPasskey).max(20) })),
  /** `sealed`: the key of the keyring, to what only the authenticator derives. It takes what the password gives. */
  addPasskey: oc
    .errors({ ...session, KEYRING_REFUSED: { status: 403 } })
    .input(z.object({ ...clinic, idHash: TokenHash, auth: Auth, sealed: z.string().max(20_000), keyringToken: Token }))
    .output(z.object({})),
  removePasskey: oc
    .errors(session)
    .input(z.object({ ...clinic, id: TokenHash }))
    .output(z.object({})),
  /** One answer for an unknown passkey and a wrong proof, counted by address. */
  signInByPasskey: oc
    .errors({ ...limited, ...wrong })
    .input(z.object({ ...clinic, idHash: TokenHash, auth: Auth }))
    .output(z.object({ login: PortalLogin, sealed: z.string() })),
  /**
   * The login, its keys and all that it holds here are gone; the clinic is told by a letter for each link, in the same act. Visits
   * that it booked stay booked. It takes the present password, counted as in `session.signIn`.
   */
  remove: oc
    .errors({ ...limited, ...wrong, ...session, ...full })
    .input(
      z.object({
        ...clinic,
        auths: Auths,
        letters: Letters,
      }),
    )
    .output(z.object({})),
  /**
   * R4.8: an e-mail goes to an address that the login wants; nothing else changes. The same answer whether or not the address has a
   * login. It takes the present password, counted as in `session.signIn`.
   */
  wantEmail: oc
    .errors({ ...limited, ...wrong, ...session })
    .input(z.object({ ...clinic, auths: Auths, email: EmailAddress }))
    .output(z.object({})),
  /** Which address the login wants, for whoever has what the e-mail to it carries. Changes nothing. */
  wantedEmail: oc
    .errors({ ...limited, ...session, NOT_FOUND: {} })
    .input(z.object({ ...clinic, token: Token }))
    .output(z.object({ email: z.string() })),
  /**
   * The address that the login wants is its own from now on, once: by what the e-mail to it carries and the present password, whose
   * keys are derived with the salt of the new address. All other sessions end, and all passkeys; the address of before is told, and
   * the clinic by a letter for each link. `EMAIL_HAS_LOGIN`: another login has it.
   */
  takeEmail: oc
    .errors({
      ...limited,
      ...wrong,
      ...session,
      ...keyringErrors,
      ...full,
      NOT_FOUND: {},
      EMAIL_HAS_LOGIN: { status: 409 },
    })
    .input(
      z.object({
        ...clinic,
        token: Token,
        auths: Auths,
        newAuth: Auth,
        parameters: PasswordParameters,
        ...keyringChange,
        newTokenHash: TokenHash,
        letters: Letters,
      }),
    )
    .output(z.object({ keyringRevision: z.number().int() })),
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
