const SEEN = /[\p{L}\p{N}\p{Extended_Pictographic}]/u

/** Where one character ends does not depend on the language. */
const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/**
 * At most two characters that stand for a name in a badge: of its first and its last word, whole whatever the script, so
 * that an accent or a family of emoji stays in one piece. Words of marks alone are passed over.
 */
export function initials(name: string): string {
  const [first, ...others] = name.split(/\s+/u).filter((word) => SEEN.test(word))
  return [first, others.at(-1)].map((word) => firstCharacter(word ?? '')).join('')
}

function firstCharacter(word: string): string {
  for (const { segment } of characters.segment(word)) if (SEEN.test(segment)) return segment.toUpperCase()
  return ''
}
