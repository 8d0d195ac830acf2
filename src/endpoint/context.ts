import type { Kysely } from 'kysely'
import type { Clock, Instant } from '../shared/domain/time.ts'
import type { ClinicId, LoginId } from '../shared/domain/ids.ts'
import type { EventBody } from '../shared/contract/events.ts'
import type { PasswordParameters } from '../shared/envelope/passwords.ts'
import { appendEvent } from './db/events.ts'
import type { EndpointTables, Tx } from './db/tables.ts'
import type { Secrets } from './secrets.ts'
import type { Wake } from './wake.ts'

/** What pino is, as far as it is used here. Facts never name a person, an address or a secret. */
export type Log = Readonly<
  Record<'info' | 'warn' | 'error', (facts: Readonly<Record<string, unknown>>, message: string) => void>
>

/** What every part of the endpoint works with. */
export type EndpointContext = {
  readonly db: Kysely<EndpointTables>
  readonly isPostgres: boolean
  readonly clock: Clock
  /** A new UUID, version 7. */
  readonly ids: () => string
  readonly log: Log
  readonly secrets: Secrets
  /** How passwords are stretched, newest first; the same for everybody. */
  readonly passwordGenerations: readonly PasswordParameters[]
  /** The mail worker's age recipient, to which desks seal e-mails. */
  readonly mailRecipient: string
  /** Where patients find the portal, without a slash at the end. */
  readonly portalUrl: () => string
  readonly wake: Wake
  /** Tells the mail worker that a mail was committed. */
  readonly pokeMail: () => void
}

/** @param as `loginId` of whoever sends it, whose quota it counts for */
export type Append = (
  body: EventBody,
  as?: { readonly id?: string; readonly loginId?: LoginId | null },
) => Promise<void>

/**
 * One transaction of one clinic. What it appends to the clinic's events wakes its desk once it is committed. Inside
 * `work` nothing but SQL is awaited.
 */
export async function change<T>(
  context: Pick<EndpointContext, 'db' | 'ids' | 'clock' | 'wake'>,
  clinicId: ClinicId,
  work: (tx: Tx, append: Append, now: Instant) => Promise<T>,
): Promise<T> {
  const now = context.clock.now()
  let hasAppended = false
  const result = await context.db.transaction().execute((tx) =>
    work(
      tx,
      async (body, { id = context.ids(), loginId = null } = {}) => {
        await appendEvent(tx, clinicId, { id, at: now, body, loginId })
        hasAppended = true
      },
      now,
    ),
  )
  if (hasAppended) context.wake.poke(clinicId)
  return result
}
