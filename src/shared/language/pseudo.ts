const PLAIN = 'aceilnorsuyACEILNORSUY'
const ACCENTED = 'áçéíļñóŕšúýÁÇÉÍĻÑÓŔŠÚÝ'

/**
 * "Save" is `Šávé··`: every word accented where it can be, and longer by half. Figures, marks and line breaks stay, and so
 * does a word that is in the pseudo-language already: a day inside a sentence grows once.
 */
export function pseudoText(text: string): string {
  return text.replace(/\p{L}[\p{L}\p{M}’']*(?![\p{L}\p{M}’'·])/gu, (word) => {
    const accented = [...word].map((letter) => ACCENTED[PLAIN.indexOf(letter)] ?? letter).join('')
    return accented + '·'.repeat(Math.ceil([...word].length / 2))
  })
}

/**
 * A whole catalogue in the pseudo-language: its texts, those in lists and in objects, and whatever its functions give
 * back. What a function is given (a name, a time) is part of its text and changes with it.
 */
export function pseudoCatalogue<Catalogue>(catalogue: Catalogue): Catalogue {
  // Each branch gives back the kind of thing that it was given.
  return pseudoValue(catalogue) as Catalogue
}

function pseudoValue(value: unknown): unknown {
  if (typeof value === 'string') return pseudoText(value)
  if (typeof value === 'function') return (...given: unknown[]) => pseudoValue(Reflect.apply(value, undefined, given))
  if (Array.isArray(value)) return value.map(pseudoValue)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, pseudoValue(each)]))
}
