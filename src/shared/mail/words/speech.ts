import { assertNever } from '../../domain/assertNever.ts'
import { makeFormats, type Formats } from '../../language/formats.ts'
import type { Language } from '../../language/languages.ts'
import { pseudoCatalogue, pseudoText } from '../../language/pseudo.ts'
import { en, type MailWords } from './en.ts'

/** What an e-mail is written with: words, days and times in one language. */
export type Speech = { readonly language: Language; readonly words: MailWords; readonly formats: Formats }

export function speechIn(language: Language): Speech {
  switch (language) {
    case 'en':
      return { language, words: en, formats: makeFormats(language) }
    case 'en-XA':
      return { language, words: pseudoCatalogue(en), formats: makeFormats(language, pseudoText) }
    default:
      return assertNever(language)
  }
}
