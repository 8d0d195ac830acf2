import type { MailContent } from '../../../shared/domain/mailContent.ts'
import { isAboutTheServer } from '../../../shared/domain/smtp.ts'
import { MINUTE, plusMilliseconds, type Clock, type Instant } from '../../../shared/domain/time.ts'
import type { Mailer, OpenSmtp, SmtpServer } from '../context.ts'
import type { ClinicRow } from '../db/clinic.ts'

/** The clinic's own mail server as it is set now; opened anew when that changes. */
export type OwnMail = {
  /** @throws what the server said, or what it said last while it is left alone */
  readonly send: (server: SmtpServer, mail: MailContent) => Promise<void>
  readonly close: () => void
}

/** A server that does not answer is left alone for as long again as it has been away, between these. */
const SHORTEST_REST = MINUTE / 2
const LONGEST_REST = 5 * MINUTE
/** A server that takes a byte at a time is never silent. */
const PATIENCE_MILLISECONDS = MINUTE

type Away = { readonly since: Instant; readonly until: Instant; readonly cause: unknown }
type Opened = { readonly as: string; readonly mailer: Mailer; away: Away | null }

export function createOwnMail(openSmtp: OpenSmtp, clock: Clock): OwnMail {
  let opened: Opened | null = null
  const close = () => {
    opened?.mailer.close()
    opened = null
  }
  const openedAs = (server: SmtpServer): Opened => {
    const as = JSON.stringify(server)
    if (opened?.as === as) return opened
    close()
    opened = { as, mailer: openSmtp(server), away: null }
    return opened
  }
  return {
    send: async (server, mail) => {
      const way = openedAs(server)
      // Each attempt may take as long as the server's silence: the e-mails behind this one would add up.
      if (way.away && clock.now() < way.away.until) throw way.away.cause
      try {
        await way.mailer.send(mail, AbortSignal.timeout(PATIENCE_MILLISECONDS))
        way.away = null
      } catch (cause) {
        way.away = isAboutTheServer(cause) ? stillAway(way.away, clock.now(), cause) : null
        throw cause
      }
    },
    close,
  }
}

function stillAway(before: Away | null, now: Instant, cause: unknown): Away {
  const since = before?.since ?? now
  const rest = Math.min(Math.max(Date.parse(now) - Date.parse(since), SHORTEST_REST), LONGEST_REST)
  return { since, until: plusMilliseconds(now, rest), cause }
}

/** The clinic's own mail server, where its e-mails leave through it (R9.4); null: they go through the endpoint. */
export function ownServerOf(clinic: ClinicRow): SmtpServer | null {
  if (clinic.mail_way !== 'own') return null
  return {
    smtpHost: clinic.smtp_host,
    smtpPort: clinic.smtp_port,
    smtpSecurity: clinic.smtp_security,
    smtpUser: clinic.smtp_user,
    smtpPassword: clinic.smtp_password,
    mailFromAddress: clinic.mail_from_address,
    mailFromName: clinic.mail_from_name,
  }
}
