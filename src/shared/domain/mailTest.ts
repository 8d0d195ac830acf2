import { z } from 'zod'
import { smtpErrorOf } from './smtp.ts'

const bare = <K extends string>(kind: K) => z.object({ kind: z.literal(kind) })
/** `answer`: the server's own words, for whoever runs it. */
const answered = <K extends string>(kind: K) => z.object({ kind: z.literal(kind), answer: z.string() })

/** Why a test e-mail did not get through the clinic's own mail server. */
export const MailTestFailure = z.discriminatedUnion('kind', [
  bare('unknownHost'),
  bare('nobodyAnswers'),
  /** Nothing, or nothing more, came within the time that is waited. */
  bare('tooSlow'),
  z.object({
    kind: z.literal('wrongCertificate'),
    because: z.enum(['selfSigned', 'expired', 'otherName', 'untrusted']),
  }),
  /** It speaks TLS otherwise than it was told here, or not at all. */
  bare('otherSecurity'),
  answered('loginRefused'),
  answered('senderRefused'),
  answered('recipientRefused'),
  answered('messageRefused'),
  /** Anything else that it said, or that became of the connection. */
  answered('other'),
])
export type MailTestFailure = z.infer<typeof MailTestFailure>

const CERTIFICATES: Readonly<Record<string, 'selfSigned' | 'expired' | 'otherName' | 'untrusted'>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'selfSigned',
  SELF_SIGNED_CERT_IN_CHAIN: 'selfSigned',
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'otherName',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'untrusted',
}
const NOBODY = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ECONNRESET']

/** @param error nodemailer's */
export function mailTestFailureOf(error: unknown): MailTestFailure {
  const { code, originalCode, command, response } = smtpErrorOf(error)
  const because = CERTIFICATES[originalCode]
  if (because) return { kind: 'wrongCertificate', because }
  if (code === 'EDNS') return { kind: 'unknownHost' }
  if (code === 'ETIMEDOUT' || code === 'EABORT') return { kind: 'tooSlow' }
  if (code === 'ETLS' || originalCode.startsWith('ERR_SSL') || originalCode === 'EPROTO')
    return { kind: 'otherSecurity' }
  if (NOBODY.includes(originalCode)) return { kind: 'nobodyAnswers' }
  const answer = response.trim().slice(0, 500)
  if (code === 'EAUTH') return { kind: 'loginRefused', answer }
  if (command === 'MAIL FROM') return { kind: 'senderRefused', answer }
  if (command === 'RCPT TO') return { kind: 'recipientRefused', answer }
  if (command === 'DATA') return { kind: 'messageRefused', answer }
  return { kind: 'other', answer }
}
