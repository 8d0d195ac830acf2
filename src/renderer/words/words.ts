import { makeFormats, type Formats } from '../../shared/language/formats.ts'
import type { Language } from '../../shared/language/languages.ts'
import { en, type Catalogue } from './en.ts'

/**
 * What the desk's pages say, and how they write days, times and numbers, in the language that {@link speak} chose. Read
 * while rendering, never kept in a constant of a module: that would stay in the language it was made in.
 */
export let words: Catalogue = en
export let formats: Formats = makeFormats('en')

/** Chooses the language before the first paint; English is here already, any other comes when it is asked for. */
export async function speak(language: Language): Promise<void> {
  document.documentElement.lang = language
  if (language === 'en') return
  const { pseudoCatalogue, pseudoText } = await import('../../shared/language/pseudo.ts')
  words = pseudoCatalogue(en)
  formats = makeFormats(language, pseudoText)
}
