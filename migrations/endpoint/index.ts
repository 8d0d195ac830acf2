import { foundation } from './0001_foundation.ts'
import { indexesAndParts } from './0002_indexes_and_parts.ts'
import { whoWroteIt } from './0003_who_wrote_it.ts'
import { limitsAndQuotas } from './0004_limits_and_quotas.ts'
import { shortAddresses } from './0005_short_addresses.ts'
import { renewedLogins } from './0006_renewed_logins.ts'
import { sessionsByLogin } from './0007_sessions_by_login.ts'
import { calendarFeeds } from './0008_calendar_feeds.ts'
import { timesOnSale } from './0009_times_on_sale.ts'
import { offers } from './0010_offers.ts'
import { reminders } from './0011_reminders.ts'
import { devicesOfSessions } from './0012_devices_of_sessions.ts'
import { messages } from './0013_messages.ts'
import { blobs } from './0014_blobs.ts'
import { passkeys } from './0015_passkeys.ts'
import { extraDay } from './0016_extra_day.ts'
import { wantedEmails } from './0017_wanted_emails.ts'

/**
 * Where SQLite and PostgreSQL differ in a schema: `bytes` is a column type, `numbered` a column of numbers that count
 * themselves, `strict` stands after a table.
 */
export type SqlWords = {
  readonly kind: 'sqlite' | 'postgres'
  readonly bytes: string
  readonly numbered: string
  readonly strict: string
}

export type EndpointMigration = {
  readonly number: number
  readonly name: string
  /** Statements, each ended by a semicolon at the end of its line. May rebuild a table that others refer to. */
  readonly sql: (words: SqlWords) => string
}

/** In order and for ever: a migration that has landed never changes. */
export const endpointMigrations: readonly EndpointMigration[] = [
  foundation,
  indexesAndParts,
  whoWroteIt,
  limitsAndQuotas,
  shortAddresses,
  renewedLogins,
  sessionsByLogin,
  calendarFeeds,
  timesOnSale,
  offers,
  reminders,
  devicesOfSessions,
  messages,
  blobs,
  passkeys,
  extraDay,
  wantedEmails,
]
