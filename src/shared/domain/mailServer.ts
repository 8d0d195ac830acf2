import { z } from 'zod'
import { EmailAddress } from './people.ts'

/** R9.4: by whom e-mails are handed to a mail server: the endpoint, or this desk, through the clinic's own. */
export const MailWay = z.enum(['endpoint', 'own'])
export type MailWay = z.infer<typeof MailWay>

/** `tls` from the first byte (usually port 465), `startTls` after the greeting (587). Nothing is said in clear either way. */
export const SmtpSecurity = z.enum(['tls', 'startTls'])
export type SmtpSecurity = z.infer<typeof SmtpSecurity>

const oneLine = (length: number) =>
  z
    .string()
    .trim()
    .max(length)
    .refine((text) => !/\p{Cc}/u.test(text), 'One line')

/** The clinic's own mail server, but for its password; empty where nothing was given yet. */
export const OwnMailServer = z.object({
  smtpHost: oneLine(253).refine((host) => /^[\p{L}\p{N}.:-]*$/u.test(host), 'A name or an address'),
  smtpPort: z.number().int().min(1).max(65_535),
  smtpSecurity: SmtpSecurity,
  /** Empty: it asks for no login. */
  smtpUser: oneLine(254),
  mailFromAddress: z.union([z.literal(''), EmailAddress]),
  /** Empty: the clinic's name. */
  mailFromName: oneLine(200),
})
export type OwnMailServer = z.infer<typeof OwnMailServer>

export const SmtpPassword = z.string().max(1_000)

export type MailServerField = keyof OwnMailServer

/** What a mail server cannot be used without and is missing here. */
export function missingOfMailServer(
  server: Pick<OwnMailServer, 'smtpHost' | 'mailFromAddress'>,
): readonly ('smtpHost' | 'mailFromAddress')[] {
  return (['smtpHost', 'mailFromAddress'] as const).filter((field) => server[field].trim() === '')
}
