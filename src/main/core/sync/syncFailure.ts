import { ORPCError } from '@orpc/client'
import { ValidationError } from '@orpc/contract'
import { z } from 'zod'
import type { SyncStatus } from '../../../shared/contract/desk/sync.ts'

export type FailureReason = Exclude<NonNullable<SyncStatus['because']>, 'clockWrong'>

/** Why a call to the endpoint came to nothing, in the words of `SyncStatus`. */
export class SyncFailure extends Error {
  override readonly name = 'SyncFailure'
  readonly reason: FailureReason
  /** The endpoint's epoch, where the desk's has passed. */
  readonly endpointEpoch: number | null

  constructor(reason: FailureReason, options?: ErrorOptions & { endpointEpoch?: number }) {
    super(reason, options)
    this.reason = reason
    this.endpointEpoch = options?.endpointEpoch ?? null
  }

  /** Waiting helps against these; against the others somebody has to do something. */
  get isPassing(): boolean {
    return this.reason === 'unreachable' || this.reason === 'captivePortal'
  }
}

const EpochData = z.object({ epoch: z.number() })

/** Whatever a call threw, as one of the reasons that a person can be told. */
export function toSyncFailure(cause: unknown): SyncFailure {
  if (cause instanceof SyncFailure) return cause
  if (cause instanceof ValidationError) return new SyncFailure('protocol', { cause })
  if (!(cause instanceof ORPCError)) return new SyncFailure('unreachable', { cause })
  // An interceptor or a middle box may have wrapped ours.
  if (cause.cause instanceof SyncFailure) return cause.cause
  switch (cause.code) {
    case 'UNAUTHORIZED':
      return new SyncFailure('unauthorized', { cause })
    case 'PROTOCOL_UNSUPPORTED':
      return new SyncFailure('protocol', { cause })
    case 'EPOCH_PASSED': {
      const data = EpochData.safeParse(cause.data)
      return data.success
        ? new SyncFailure('epochPassed', { cause, endpointEpoch: data.data.epoch })
        : new SyncFailure('protocol', { cause })
    }
    default:
      return new SyncFailure('unreachable', { cause })
  }
}

/**
 * A hotel's sign-in page answers every address with HTML and status 200, or sends elsewhere. A broken gateway in front of
 * the endpoint answers HTML too, but with a status from 500: that is only unreachable.
 */
export function isSomebodyElse(response: Response): boolean {
  if (response.status === 511 || response.type === 'opaqueredirect') return true
  if (response.status >= 500) return false
  if (response.status >= 300 && response.status < 400) return true
  const type = response.headers.get('content-type') ?? ''
  const isOurs = /^(application\/json|text\/event-stream|multipart\/form-data)\b/i.test(type)
  return response.status < 300 ? !isOurs : /^text\/html\b/i.test(type)
}
