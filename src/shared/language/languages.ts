/**
 * The languages that a surface may be shown in, as BCP 47 tags. `en-XA` is the pseudo-language of the tests: every word
 * accented and longer by half, so that text which stands in no catalogue stays plain and text that breaks the layout is
 * seen.
 */
export const LANGUAGES = ['en', 'en-XA'] as const
export type Language = (typeof LANGUAGES)[number]

/**
 * The first language that a person prefers and this program has; English when it has none of them.
 * @param preferred BCP 47 tags as a browser lists them, `['fr-CA', 'en']`; a tag stands for its language in any region
 */
export function chooseLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const exact = LANGUAGES.find((language) => language.toLowerCase() === tag.toLowerCase())
    const broad = exact ?? LANGUAGES.find((language) => language === tag.toLowerCase().split('-')[0])
    if (broad) return broad
  }
  return 'en'
}

/** The one place that knows in which locale dates, times and numbers are written. */
const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', 'en-XA': 'en-GB' }

export function localeOf(language: Language): string {
  return LOCALES[language]
}
