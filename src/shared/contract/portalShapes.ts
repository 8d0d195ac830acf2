import { z } from 'zod'
import { ClinicId, LoginId } from '../domain/ids.ts'
import { EmailAddress } from '../domain/people.ts'
import { PasswordParameters } from '../envelope/passwords.ts'
import { Recipient, SealedBody, TokenHash } from './shapes.ts'

/** What several parts of the portal's contract have in common. */
export const clinic = { clinicId: ClinicId }

export const Token = z.string().min(16).max(128)
export const Auth = z.string().min(16).max(128)

/** A login as its page makes it. The salt is the one that `session.salt` gave for its e-mail. */
export const LoginKeys = z.object({
  email: EmailAddress,
  auth: Auth,
  parameters: PasswordParameters,
  recipient: Recipient,
  keyring: SealedBody,
  keyringTokenHash: TokenHash,
})
export type LoginKeys = z.infer<typeof LoginKeys>

export const limited = {
  RATE_LIMITED: { status: 429, data: z.object({ retryAfterSeconds: z.number().int() }) },
} as const
export const full = {
  QUOTA_REACHED: { status: 507, data: z.object({ of: z.enum(['link', 'login', 'clinic']) }) },
} as const
export const wrong = { WRONG_EMAIL_OR_PASSWORD: { status: 401 } } as const
/** Another device was faster: read the keyring again, and make the change anew. */
export const keyringErrors = { KEYRING_MOVED: { status: 409 }, KEYRING_REFUSED: { status: 403 } } as const
/** A new keyring, with the revision that was seen and what only its password gives. */
export const keyringChange = { keyring: SealedBody, keyringToken: Token, seenRevision: z.number().int().positive() }
/** One for each of the parameters that `session.salt` named, in their order. */
export const Auths = z.array(Auth).min(1).max(4)
export const session = { SIGNED_OUT: { status: 401 } } as const

export const PortalLogin = z.object({
  id: LoginId,
  email: z.string(),
  /** A `Keyring`, sealed to the login's `wrap` identity. */
  keyring: SealedBody,
  /** Grows with every keyring that is stored; a change names the one that it saw. */
  keyringRevision: z.number().int().positive(),
  recipient: Recipient,
})
export type PortalLogin = z.infer<typeof PortalLogin>
