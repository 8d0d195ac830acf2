import { folded } from './folded.ts'

/** O’Brien is typed as O'Brien, OBrien and O Brien. */
const INNER_PUNCTUATION = /['’ʼ`´.\-‐‑–]/gu

/** How the desk writes a chart number, and how people do: `No. 2041`, `#2041`, `chart 2041`; digits alone may be one too. */
const CHART_NUMBER = /^(?:(?:n[o°º]|nr|num|chart)\.?|#)?\s*(\d{1,9})$/u

/** The chart number that a text may mean (R10.1); null where it means none. */
export function chartNumberIn(typed: string): number | null {
  const digits = CHART_NUMBER.exec(folded(typed.trim()))?.[1]
  return digits === undefined ? null : Number(digits)
}

type Name = { readonly givenName: string; readonly familyName: string }

/**
 * How much a name is what was typed (R10.1), the least first: 0 the whole name, in either order; 1 the given or the family
 * name; 2 the family name begins so; 3 the given name does; 4 every word begins one of the name; 5 it was found by something else: an
 * e-mail, a telephone, a birth date. Accents, case, commas and punctuation do not matter.
 */
export function nameRank({ givenName, familyName }: Name, typed: string): 0 | 1 | 2 | 3 | 4 | 5 {
  const text = plain(typed)
  const [given, family] = [plain(givenName), plain(familyName)]
  const [said, filed] = [`${given} ${family}`, `${family} ${given}`]
  if (said === text || filed === text) return 0
  if (given === text || family === text) return 1
  if (filed.startsWith(text)) return 2
  if (said.startsWith(text)) return 3
  const parts = [...said.split(' '), ...words(`${givenName} ${familyName}`)]
  return [text.split(' '), words(typed)].some((each) =>
    each.every((word) => parts.some((part) => part.startsWith(word))),
  )
    ? 4
    : 5
}

function plain(text: string): string {
  return folded(text).replace(INNER_PUNCTUATION, '').replaceAll(',', ' ').replace(/\s+/gu, ' ').trim()
}

function words(text: string): string[] {
  return folded(text.replace(INNER_PUNCTUATION, ' '))
    .split(/[\s,]+/u)
    .filter((word) => word !== '')
}
