import type { SyncStatus } from '../../../shared/contract/desk/session.ts'
import type { SyncEvent } from '../../../shared/contract/sync.ts'
import type { SealedRequest, SealedSubmission } from '../../../shared/domain/visibility.ts'

/**
 * An event with its envelope opened, ready to be applied. `opened` is null for events that carry no envelope, and
 * `'unreadable'` where the envelope does not open with the clinic's identity or holds something else: such an event is
 * applied as what it is and never blocks those after it.
 */
export type OpenedEvent = SyncEvent & { readonly opened: SealedSubmission | SealedRequest | null | 'unreadable' }

/** The desk's side of synchronising. It runs from the moment it is made until `close`. */
export type Sync = {
  /** How the desk stands with its endpoint, now. */
  readonly status: () => SyncStatus
  /** After a commit that left something in the outbox or in `projection_due`. Never waits. */
  readonly wake: () => void
  /** Asks the endpoint at once, whatever the back-off; resolves when that cycle is over, whether it succeeded or not. */
  readonly now: () => Promise<void>
  /**
   * Ties this desk to an endpoint with a one-time code, and leaves everything that the clinic publishes in the outbox.
   * @throws PairingError
   */
  readonly pair: (endpointUrl: string, code: string) => Promise<void>
  /** Aborts what is on the wire, waits for the running cycle's last transaction, and starts nothing more. */
  readonly close: () => Promise<void>
}

/** Why pairing did not happen; the desk's contract has errors of the same names. */
export class PairingError extends Error {
  override readonly name = 'PairingError'
  readonly code: 'PAIRING_CODE_INVALID' | 'ENDPOINT_UNREACHABLE'

  constructor(code: PairingError['code'], options?: ErrorOptions) {
    super(code, options)
    this.code = code
  }
}
