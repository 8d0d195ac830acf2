import { assertNever } from '../../../shared/domain/assertNever.ts'
import type { MailFailure } from '../../../shared/domain/mailFailure.ts'

const givenUp = {
  unreadable: 'the online service could not read it.',
  addressMismatch: 'the address does not belong to the invitation.',
  badAddress: 'the address is not one that e-mail can be sent to.',
  notAccepted: 'no mail server took it in three days.',
  refused: 'the online service did not take it.',
  quota: 'today the online service takes no more e-mails of this clinic; it can be sent again tomorrow.',
} satisfies Record<Extract<MailFailure, { kind: 'givenUp' }>['reason'], string>

/** Why an e-mail did not arrive, as a sentence of its own. */
export function mailFailureSentence(failure: MailFailure): string {
  const text = mailFailure(failure)
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** The same behind a colon; the reply code is SMTP's (RFC 5321), for whoever runs the mail server. */
export function mailFailure(failure: MailFailure): string {
  switch (failure.kind) {
    case 'addressRefused':
      return `the mail server refused the address (${failure.code}).`
    case 'givenUp':
      return givenUp[failure.reason]
    default:
      return assertNever(failure)
  }
}
