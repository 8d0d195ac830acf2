import type { AppointmentId } from '../../../shared/domain/ids.ts'
import type { SyncStatus } from '../../../shared/contract/desk/sync.ts'
import type { Actor, CoreContext } from '../context.ts'
import type { EndpointClient } from './endpointClient.ts'

/** Who pairs; null for the program itself, which sets a demo up. */
export type Pairing = CoreContext & { readonly actor: Actor | null }

/** The desk's side of synchronising. It runs from the moment it is made until `close`. */
export type Sync = {
  /** How the desk stands with its endpoint, now. */
  readonly status: () => SyncStatus
  /** After a commit that left something in the outbox. Never waits. */
  readonly wake: () => void
  /** Hands over the claim of a visit now, by itself; three seconds at most, and not at all where nobody answers anyway. Never rejects. */
  readonly askForTime: (id: AppointmentId) => Promise<void>
  /** One question of a person's, beside the rounds. Null where this desk is not paired. @throws SyncFailure */
  readonly ask: <T>(
    question: (client: EndpointClient, options: { signal: AbortSignal }) => Promise<T>,
  ) => Promise<T | null>
  /** Asks the endpoint at once, whatever the back-off; resolves when that cycle is over, whether it succeeded or not. */
  readonly now: () => Promise<void>
  /**
   * Ties this desk to an endpoint with a one-time code, and leaves everything that the clinic publishes in the outbox.
   * @throws PairingError
   */
  readonly pair: (by: Pairing, endpointUrl: string, code: string) => Promise<void>
  /** Aborts what is on the wire, waits for the running cycle's last transaction, and starts nothing more. */
  readonly close: () => Promise<void>
}

/** Why pairing did not happen; the desk's contract has errors of the same names. */
export class PairingError extends Error {
  override readonly name = 'PairingError'
  readonly code: 'PAIRING_CODE_INVALID' | 'ENDPOINT_UNREACHABLE' | 'ADDRESS_NOT_SECURE'

  constructor(code: PairingError['code'], options?: ErrorOptions) {
    super(code, options)
    this.code = code
  }
}
