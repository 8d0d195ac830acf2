import { z } from 'zod'
import { identityBytes, derive, identityFrom } from './secrets.ts'
import type { AgeIdentity } from './seal.ts'

/**
 * What a login keeps at the endpoint, sealed to its `wrap` identity, whose recipient nobody else knows: so that nobody else
 * can seal one. From registering on the page believes it, and no answer of the endpoint, about every key.
 */
export const Keyring = z.object({
  format: z.literal(2),
  /** Grows with every change: an older one is told by it. */
  counter: z.number().int().positive(),
  identity: z.string(),
  /** The login's, as it was typed. */
  email: z.string(),
  /** The clinic's recipient, as an invitation's secret vouched for it (R11.5). */
  clinic: z.string(),
  /**
   * Redeemed invitations, newest first, each with whose records it opens: they open what was sealed before the desk knew
   * the login.
   */
  invitations: z.array(z.object({ id: z.string(), identity: z.string(), patientId: z.string() })).max(1_000),
  /**
   * Patients of whom the clinic has spoken to this very login since their newest invitation was redeemed: from then on an
   * invitation's secret, which others may have read, vouches for nothing of theirs.
   */
  paired: z.array(z.string()),
  /** The newest index that was seen of each patient: epoch and version. Not of each link, whose id is the endpoint's word. */
  seen: z.record(z.string(), z.tuple([z.number().int(), z.number().int()])),
})
export type Keyring = z.infer<typeof Keyring>

/**
 * Seals half-filled forms to oneself. Its recipient can be told by nobody from the login's, so that a draft that opens
 * was made by this login.
 */
export function draftIdentity(login: AgeIdentity): AgeIdentity {
  return identityFrom(derive(identityBytes(login), 'draft'))
}
