import type { Kysely, Transaction } from 'kysely'
import type { ChangeTopic } from '../../shared/contract/desk/session.ts'
import type { Staff } from '../../shared/contract/desk/staff.ts'
import type { AppointmentId, StaffId } from '../../shared/domain/ids.ts'
import type { Clock, Instant } from '../../shared/domain/time.ts'
import type { OwnMailServer } from '../../shared/domain/mailServer.ts'
import type { MailContent } from '../../shared/domain/mailContent.ts'
import type { AuditChain } from './auditChain.ts'
import type { Claims } from './claims.ts'
import type { Courtesy } from './courtesy.ts'
import type { ClinicTables } from './db/tables.ts'
import type { FileKey, KeyKeeper } from './fileKey.ts'
import type { Addings } from './files/addings.ts'
import type { FileStore } from './files/fileStore.ts'
import type { OwnMail } from './mail/ownMail.ts'
import type { Openings } from './opening/openings.ts'
import type { Stations } from './stations.ts'

/** Either the database or an open transaction. Never a module-level database: inside a transaction that deadlocks. */
export type Db = Kysely<ClinicTables> | Transaction<ClinicTables>
export type Tx = Transaction<ClinicTables>

/** Writes one line for the machine's log. Nothing that names a patient, no address, no secret. */
export type Log = (
  level: 'info' | 'warn' | 'error',
  event: string,
  facts?: Readonly<Record<string, string | number>>,
) => void

/** The way to a mail server. */
export type Mailer = {
  /** Resolves with what the server answered; rejects with nodemailer's error. @param signal gives it up */
  readonly send: (mail: MailContent, signal?: AbortSignal) => Promise<string>
  readonly close: () => void
}
export type SmtpServer = OwnMailServer & { readonly smtpPassword: string }
export type OpenSmtp = (server: SmtpServer) => Mailer

/** What every host gives the core: whatever lies outside it. */
export type CoreOptions = {
  /** The clinic's database file; made when missing. */
  readonly file: string
  readonly keys: KeyKeeper
  readonly clock: Clock
  /** A new UUID, version 7. */
  readonly ids: () => string
  readonly fetch: typeof globalThis.fetch
  /** Opens the clinic's own mail server (R9.4). */
  readonly openSmtp: OpenSmtp
  readonly log: Log
  /** `opening/openingWorker`: as it is written, or as the host bundles it. */
  readonly openingWorker: URL
}

/**
 * One computer at which people work: the main desk, or another that joined it. Who is signed in, and whether it is
 * locked, is the station's, shared by its windows.
 */
export type Station = {
  readonly id: string
  /** As people call it; an audit row names it. */
  readonly name: string
  staff: Staff | null
  isLocked: boolean
  /** The last lock came of idle minutes; else somebody locked it. */
  isLockedByIdling: boolean
  /** A person's last key or pointer move (R10.3). */
  activeAt: Instant
  /** What is being read or written here without a break: one audit row a stay. */
  readonly stays: Map<string, Stay>
  /** Who is half signed in here; it may be another than the person who left it locked. */
  halfway: Halfway | null
  /** The second factor that is being set up here, until a code of it was typed. */
  offeredFactor: { readonly staffId: StaffId; readonly secret: string } | null
}

/** Somebody who gave what was asked for first, and is asked for one thing more. */
export type Halfway = {
  readonly staffId: StaffId
  readonly email: string
  readonly until: Instant
} & (
  | { readonly step: 'secondFactor'; readonly passwordHash: string }
  | { readonly step: 'choosePassword'; readonly codeHash: string }
)

/** When it was last touched, and the audit row that tells of it. */
export type Stay = { readonly lastAt: Instant; readonly row: { readonly seq: number; readonly hash: string } }

/** Who acts, and where. */
export type Actor = { readonly staff: Staff; readonly station: Station }

/** Tells the renderer what to ask for again. */
export type Changes = {
  readonly publish: (...topics: ChangeTopic[]) => void
  /** Ends when `signal` aborts. */
  readonly subscribe: (signal: AbortSignal | undefined) => AsyncGenerator<{ topics: ChangeTopic[] }>
}

/** What everything in the core works with, whoever acts: the program itself applies events and synchronises with it. */
export type CoreContext = {
  readonly db: Kysely<ClinicTables>
  /** Where the clinic's file is, and what opens it. */
  readonly file: string
  readonly fileKey: FileKey
  /** Documents and uploads, as age files beside it. */
  readonly files: FileStore
  /** Documents that are being added. */
  readonly addings: Addings
  readonly clock: Clock
  readonly ids: () => string
  readonly log: Log
  readonly ownMail: OwnMail
  readonly openSmtp: OpenSmtp
  readonly changes: Changes
  readonly stations: Stations
  readonly auditChain: AuditChain
  /** Opens what patients sent, beside everything else. */
  readonly openings: Openings
  readonly courtesy: Courtesy
  /** Call after a commit that left something in the outbox. */
  readonly wakeSync: () => void
  readonly claims: Claims
  /** Asks the endpoint for a visit's or an offer's time at once; resolves with its answer, or without one after three seconds (R6.4). */
  readonly askForTime: (id: AppointmentId) => Promise<void>
}

/**
 * The core's context together with who acts: what a procedure behind `signedIn` gets from its connection and gives to a
 * service, first. Only services start transactions.
 */
export type Acting = CoreContext & { readonly actor: Actor }

/** What an audit row is written with: the clock, and who did it; null for the program itself, on what a patient did. */
export type Witness = Pick<CoreContext, 'clock'> & { readonly actor: Actor | null }

/** The program itself, on what a patient did. */
export function asProgram(context: CoreContext): CoreContext & { readonly actor: null } {
  return { ...context, actor: null }
}
