import { z } from 'zod'
import { ClinicId } from '../domain/ids.ts'
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
export const session = { SIGNED_OUT: { status: 401 } } as const
