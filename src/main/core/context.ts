import type { Kysely, Transaction } from 'kysely'
import type { Staff, ChangeTopic } from '../../shared/contract/desk/session.ts'
import type { Clock } from '../../shared/domain/time.ts'
import type { MailContent } from '../../shared/domain/mailContent.ts'
import type { ClinicTables } from './db/tables.ts'

/** Either the database or an open transaction. Never a module-level database: inside a transaction that deadlocks. */
export type Db = Kysely<ClinicTables> | Transaction<ClinicTables>
export type Tx = Transaction<ClinicTables>

/** Writes one line for the machine's log. Nothing that names a patient, no address, no secret. */
export type Log = (
  level: 'info' | 'warn' | 'error',
  event: string,
  facts?: Readonly<Record<string, string | number>>,
) => void

/** Sends from the desk through the clinic's own SMTP server (R9.4); rejects with nodemailer's error. */
export type Mailer = { readonly send: (mail: MailContent) => Promise<void> }

/** What every host gives the core: whatever lies outside it. */
export type CoreOptions = {
  /** The clinic's database file; made when missing. */
  readonly file: string
  /** 32 bytes. */
  readonly key: Buffer
  readonly clock: Clock
  /** A new UUID, version 7. */
  readonly ids: () => string
  readonly fetch: typeof globalThis.fetch
  /** Null: e-mails go through the endpoint. */
  readonly mailer: Mailer | null
  readonly log: Log
}

/** Who sits at the desk: one person at a time, shared by every window of this core. */
export type DeskSession = {
  staff: Staff | null
  isLocked: boolean
}

/** Tells the renderer what to ask for again. */
export type Changes = {
  readonly publish: (...topics: ChangeTopic[]) => void
  /** Ends when `signal` aborts. */
  readonly subscribe: (signal: AbortSignal | undefined) => AsyncGenerator<{ topics: ChangeTopic[] }>
}

/** What services work with. A service function takes `(context, input)`; only services start transactions. */
export type CoreContext = {
  readonly db: Kysely<ClinicTables>
  readonly clock: Clock
  readonly ids: () => string
  readonly log: Log
  readonly mailer: Mailer | null
  readonly changes: Changes
  readonly session: DeskSession
  /** Call after a commit that left something in the outbox or in `projection_due`. */
  readonly wakeSync: () => void
}
