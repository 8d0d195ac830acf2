import type { Instant } from '../domain/time.ts'
import { inZone, type Writing } from './inZone.ts'
import { button, letter, paragraph, smallPrint } from './letter.ts'
import type { Letter } from './letters.ts'

/** What the endpoint itself writes of a login's address: it greets nobody, and names no address (R9.2). */
export type LoginLetterFacts =
  /** To an address that a login wants. */
  | { readonly kind: 'emailWanted'; readonly url: string; readonly until: Instant }
  /** To the address that was a login's until then. */
  | { readonly kind: 'emailChanged'; readonly at: Instant }

export function writeLoginLetter(writing: Writing, facts: LoginLetterFacts): Letter {
  const { clinic, speech } = writing
  const { words } = speech
  const t = words[facts.kind]
  const head = { language: speech.language, clinicName: clinic.name, heading: t.heading }
  const call = words.call(clinic.phone, '')
  const subject = words.subject[facts.kind](clinic.name)
  if (facts.kind === 'emailChanged') {
    const text = words.emailChanged.text(inZone(writing, facts.at))
    return { subject, body: letter(head, paragraph(text), smallPrint(words.notExpected(call))), calendar: null }
  }
  const { text, button: said, life } = words.emailWanted
  const pieces = [paragraph(text), button(said, facts.url), smallPrint(life(inZone(writing, facts.until), call))]
  return { subject, body: letter(head, ...pieces), calendar: null }
}
