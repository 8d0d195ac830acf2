import { z } from 'zod'

/** What a login keeps at the endpoint, sealed to its `wrap` identity. */
export const Keyring = z.object({
  format: z.literal(1),
  identity: z.string(),
  /** Identities of redeemed invitations, newest first: they open what was sealed before the desk knew the login. */
  invitations: z.array(z.string()).max(1_000),
})
export type Keyring = z.infer<typeof Keyring>
