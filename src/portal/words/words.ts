import type { AnswerWords } from '../../shared/domain/questionnaires/answerText.ts'
import { makeFormats, type Formats } from '../../shared/language/formats.ts'
import type { Language } from '../../shared/language/languages.ts'
import { en } from './en.ts'

/** Every text of the portal in one language. */
export type Words = typeof en

type Spoken = { readonly words: Words; readonly formats: Formats }

/** Languages beside English, each fetched by whoever speaks it. A new one is a catalogue of its own and a line here. */
const OTHERS: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Spoken>>> = {
  'en-XA': async () => {
    const { pseudoCatalogue, pseudoText } = await import('../../shared/language/pseudo.ts')
    return { words: pseudoCatalogue(en), formats: makeFormats('en-XA', pseudoText) }
  },
}

/** What the portal says. Read it when something is drawn: a copy made while the modules load would stay English. */
export let words: Words = en
/** How the portal writes days, times and numbers. */
export let formats: Formats = makeFormats('en')
/** What is spoken, for the catalogues that come later. */
export let spokenLanguage: Language = 'en'

/**
 * Puts the portal's words, and those of its views wherever they are shown, into a language; before anything is drawn.
 * @returns the language that is spoken now: English where the other could not be fetched
 */
export async function speak(language: Language): Promise<Language> {
  const spoken = language === 'en' ? null : await OTHERS[language]().catch(() => null)
  words = spoken?.words ?? en
  formats = spoken?.formats ?? makeFormats('en')
  spokenLanguage = spoken ? language : 'en'
  return spokenLanguage
}

/** What answers are made of besides the patient's own words; read when something is drawn. */
export function answerWords(): AnswerWords {
  return { ...words.answers, date: formats.date, month: formats.month }
}
