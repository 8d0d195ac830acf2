import { useMemo } from 'react'

/** The text with what was searched for underlined, letters with and without accents alike. */
export function Highlighted(props: { readonly text: string; readonly query: string }) {
  const parts = useMemo(() => splitMatch(props.text, props.query), [props.text, props.query])
  return parts.map(({ text, isMatch }, index) => (isMatch ? <u key={index}>{text}</u> : text))
}

type Part = { readonly text: string; readonly isMatch: boolean }

/** Splits a text at every word of the query that begins a word of the text, longest first. */
export function splitMatch(text: string, query: string): readonly Part[] {
  const wanted = [...new Set(query.split(/\s+/).map(plain))].filter((word) => word !== '')
  wanted.sort((a, b) => b.length - a.length)
  const parts: Part[] = []
  let at = 0
  for (const { index, 0: word } of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const match = wanted.find((each) => plain(word).startsWith(each))
    const length = match === undefined ? 0 : lengthOfPlain(word, match.length)
    if (length === 0) continue
    if (index > at) parts.push({ text: text.slice(at, index), isMatch: false })
    parts.push({ text: text.slice(index, index + length), isMatch: true })
    at = index + length
  }
  if (at < text.length) parts.push({ text: text.slice(at), isMatch: false })
  return parts
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** How many characters of a word make its first `count` plain ones. */
function lengthOfPlain(word: string, count: number): number {
  for (let end = 1; end <= word.length; end += 1) if (plain(word.slice(0, end)).length >= count) return end
  return word.length
}
