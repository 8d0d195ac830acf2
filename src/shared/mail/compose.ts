import { toPlainText } from '@react-email/render'
import { renderToStaticMarkup } from 'react-dom/server'
import type { MailId } from '../domain/ids.ts'
import type { MailContent } from '../domain/mailContent.ts'
import { headerText } from '../domain/headerText.ts'
import type { Instant } from '../domain/time.ts'
import type { Language } from '../language/languages.ts'
import type { MailClinic } from './inZone.ts'
import { writeLetter, type LetterFacts } from './letters.ts'
import { speechIn } from './words/speech.ts'

const PLAIN = {
  wordwrap: 78,
  selectors: [{ selector: 'h1', options: { uppercase: false } }],
}

/**
 * A whole e-mail, as text and as HTML (R9.2). Composed without waiting for anything, so that it can be written in the
 * transaction of its cause (R9.3): hence React's own renderer, not the asynchronous one that comes with the components.
 */
export function composeMail(
  clinic: MailClinic,
  facts: LetterFacts,
  {
    id,
    to,
    language,
    now,
  }: { readonly id: MailId; readonly to: string; readonly language: Language; readonly now: Instant },
): MailContent {
  const { subject, body, calendar } = writeLetter({ clinic, speech: speechIn(language), now }, facts)
  const html = `<!DOCTYPE html>${renderToStaticMarkup(body)}`
  return {
    format: 2,
    id,
    fromName: headerText(clinic.name, 200),
    replyTo: clinic.email === '' ? null : clinic.email,
    to,
    subject: headerText(subject, 300),
    text: toPlainText(html, PLAIN),
    html,
    calendar,
  }
}
