/** Letters without accents or case, for comparing what was typed with what is known. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
