import { render } from '@react-email/components'
import type { MailId } from '../../../shared/domain/ids.ts'
import type { MailContent } from '../../../shared/domain/mailContent.ts'
import { headerText } from '../../../shared/domain/mailWording.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import { writeLetter, type LetterFacts, type MailClinic } from './letters.ts'

const PLAIN = {
  wordwrap: 78,
  selectors: [{ selector: 'h1', options: { uppercase: false } }],
}

/**
 * A whole e-mail, as text and as HTML (R9.2). Awaits a renderer: call it before a transaction, never inside.
 * @param id also makes the Message-ID, so that every attempt bears the same one (R9.3)
 */
export async function composeMail(
  clinic: MailClinic,
  facts: LetterFacts,
  { id, to, now }: { readonly id: MailId; readonly to: string; readonly now: Instant },
): Promise<MailContent> {
  const { subject, body, calendar } = writeLetter(clinic, facts, now)
  return {
    format: 1,
    messageId: `<${id}@mail.anteroom.invalid>`,
    fromName: headerText(clinic.name, 200),
    to,
    subject: headerText(subject, 300),
    text: await render(body, { plainText: true, htmlToTextOptions: PLAIN }),
    html: await render(body),
    calendar,
  }
}
