import type { Mailer, OpenSmtp, SmtpServer } from '../context.ts'
import type { ClinicRow } from '../db/clinic.ts'

/** The way through the clinic's own mail server as it is set now; opened anew when that changes. */
export type OwnMail = {
  readonly through: (server: SmtpServer) => Mailer
  readonly close: () => void
}

export function createOwnMail(openSmtp: OpenSmtp): OwnMail {
  let open: { readonly as: string; readonly mailer: Mailer } | null = null
  const close = () => {
    open?.mailer.close()
    open = null
  }
  return {
    through: (server) => {
      const as = JSON.stringify(server)
      if (open?.as !== as) {
        close()
        open = { as, mailer: openSmtp(server) }
      }
      return open.mailer
    },
    close,
  }
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
