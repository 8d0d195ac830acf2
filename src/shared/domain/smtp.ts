import { z } from 'zod'

/** How one attempt to hand an e-mail over ended. */
export type Delivery =
  | { readonly kind: 'accepted' }
  /** The mail server refused the address or the message for good. */
  | { readonly kind: 'bounced'; readonly code: number }
  /** Anything else: the server is away, busy, or does not want *us* (which is nobody's address's fault). */
  | { readonly kind: 'later'; readonly code: string }

const SmtpError = z.object({
  responseCode: z.number().int().nullable().catch(null),
  response: z.string().catch(''),
  command: z.string().catch(''),
  code: z.string().catch('unknown'),
  /** Of the system or of TLS, where nodemailer has put a word of its own before it. */
  originalCode: z.string().catch(''),
})
export type SmtpError = z.infer<typeof SmtpError>

/** What nodemailer's error says, whatever was thrown. */
export function smtpErrorOf(error: unknown): SmtpError {
  return SmtpError.catch({ responseCode: null, response: '', command: '', code: 'unknown', originalCode: '' }).parse(
    error,
  )
}

/** Whether no reply to this e-mail is behind it: the server cannot be reached, does not answer, or takes nothing of ours. */
export function isAboutTheServer(error: unknown): boolean {
  const { responseCode, command } = smtpErrorOf(error)
  return responseCode === null || !['MAIL FROM', 'RCPT TO', 'DATA'].includes(command)
}

/** A refused sender or a refused login is a configuration, not the patient's address: that is tried again. */
export function deliveryOf(error: unknown): Exclude<Delivery, { kind: 'accepted' }> {
  const { responseCode, command, code } = smtpErrorOf(error)
  const isAboutTheMail = command === 'RCPT TO' || command === 'DATA'
  if (isAboutTheMail && responseCode !== null && responseCode >= 500) return { kind: 'bounced', code: responseCode }
  return { kind: 'later', code: responseCode === null ? code : String(responseCode) }
}
