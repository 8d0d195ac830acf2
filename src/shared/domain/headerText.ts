/**
 * What may stand in a mail header: one line whatever a clinic or a patient is called, so that no header can be smuggled
 * in, and no direction mark that would turn the rest of the line around (R9.2).
 * @param maxLength in code points
 */
export function headerText(text: string, maxLength: number): string {
  const line = text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
  const letters = [...line]
  return letters.length <= maxLength ? line : `${letters.slice(0, maxLength - 1).join('')}…`
}
