import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'

/** The words of a recovery sheet. @param key 32 bytes */
export function wordsOfKey(key: Uint8Array): string[] {
  return entropyToMnemonic(key, wordlist).split(' ')
}

export type KeyOfWords =
  | { readonly kind: 'key'; readonly key: Uint8Array }
  /** `at`: which of them stand in no list, from 0. */
  | { readonly kind: 'unknown'; readonly at: number[] }
  /** Each is in the list, but one is another than it was, or two have changed places. */
  | { readonly kind: 'mixedUp' }

/** What was typed from a sheet, as {@link splitWords} gives it. @param words all of a sheet's */
export function keyOfWords(words: readonly string[]): KeyOfWords {
  const at = words.flatMap((word, index) => (isRecoveryWord(word) ? [] : [index]))
  if (at.length > 0) return { kind: 'unknown', at }
  try {
    return { kind: 'key', key: mnemonicToEntropy(words.join(' '), wordlist) }
  } catch {
    return { kind: 'mixedUp' }
  }
}

export function isRecoveryWord(word: string): boolean {
  return wordlist.includes(word)
}

/** The words of a text, whatever stands between them: spaces, lines, numbers. */
export function splitWords(text: string): string[] {
  return text.toLowerCase().match(/[a-z]+/g) ?? []
}

/** What may be meant by the beginning of a word, in the order of the list. Four letters say which one. */
export function completionsOf(beginning: string, most: number): string[] {
  if (beginning === '') return []
  return wordlist.filter((word) => word.startsWith(beginning)).slice(0, most)
}
