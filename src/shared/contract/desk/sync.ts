import { z } from 'zod'
import { Instant } from '../../domain/time.ts'
import { restricted, signedIn } from './common.ts'

export const SyncStatus = z.object({
  state: z.enum(['notPaired', 'synchronised', 'working', 'offline', 'stopped']),
  lastAt: Instant.nullable(),
  /** Outbox rows that have not been answered yet. */
  waiting: z.number().int(),
  /** Outbox rows that were refused. */
  needsAttention: z.number().int(),
  /**
   * Why it is offline or stopped, or a warning while it works:
   * unreachable: no connection; captivePortal: something else answered; clockWrong: this computer's clock differs by
   * more than two minutes; unauthorized: the endpoint does not know this desk; protocol: one of both is too old;
   * impossibleAnswer: the endpoint answered with what cannot be, and nothing of it was taken over.
   */
  because: z
    .enum(['unreachable', 'captivePortal', 'clockWrong', 'unauthorized', 'protocol', 'epochPassed', 'impossibleAnswer'])
    .nullable(),
  /** Desk minus endpoint, where `clockWrong`. */
  clockSkewSeconds: z.number().int().nullable(),
})
export type SyncStatus = z.infer<typeof SyncStatus>

export const sync = {
  status: signedIn.output(SyncStatus),
  /** Asks the endpoint now. */
  now: signedIn.output(z.object({})),
  pair: restricted
    .errors({ PAIRING_CODE_INVALID: {}, ENDPOINT_UNREACHABLE: {}, ADDRESS_NOT_SECURE: {} })
    .input(z.object({ endpointUrl: z.url(), code: z.string().max(64) }))
    .output(z.object({})),
}
