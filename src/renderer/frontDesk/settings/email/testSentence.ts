import { assertNever } from '../../../../shared/domain/assertNever.ts'
import type { MailTestFailure } from '../../../../shared/domain/mailTest.ts'
import { words } from '../../../words/words.ts'

/** What became of a test e-mail, and the mail server's own words where it said any. */
export function testSentence(
  failure: MailTestFailure,
  host: string,
): { readonly sentence: string; readonly answer: string | null } {
  const t = words.settings.email.test.failures
  switch (failure.kind) {
    case 'unknownHost':
    case 'nobodyAnswers':
    case 'tooSlow':
    case 'otherSecurity':
      return { sentence: t[failure.kind](host), answer: null }
    case 'wrongCertificate':
      return { sentence: t.wrongCertificate[failure.because](host), answer: null }
    case 'loginRefused':
    case 'senderRefused':
    case 'recipientRefused':
    case 'messageRefused':
    case 'other':
      return { sentence: t[failure.kind], answer: failure.answer === '' ? null : failure.answer }
    default:
      return assertNever(failure)
  }
}
