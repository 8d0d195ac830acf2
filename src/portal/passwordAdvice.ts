import { words } from './words/words.ts'

export const PASSWORD_MIN = 10

export type Advice = { readonly isAccepted: boolean; readonly text: string }

const COMMON = [
  'password',
  'passwort',
  'motdepasse',
  'qwerty',
  'azerty',
  'letmein',
  'iloveyou',
  'welcome',
  'abc123',
  '12345',
]
const RUNS = ['0123456789', '9876543210', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm']

/**
 * One sentence about the password that is being chosen. Length is what counts (10 and more); the rest keeps out what a
 * guesser tries first.
 * @param isCode says whether it looks like a Medical Access Code, the commonest mix-up (R4.9)
 */
export function passwordAdvice(typed: string, email: string, isCode: (text: string) => boolean): Advice {
  if (isCode(typed.trim())) return { isAccepted: false, text: words.password.isCode }
  const length = [...typed].length
  if (length === 0) return { isAccepted: false, text: words.password.atLeast }
  if (length < PASSWORD_MIN) return { isAccepted: false, text: words.password.more(PASSWORD_MIN - length) }
  const plain = typed.toLowerCase()
  const [localPart = ''] = email.trim().toLowerCase().split('@')
  if (localPart.length >= 5 && plain.replaceAll(/[\d\W_]/g, '') === localPart.replaceAll(/[\d\W_]/g, '')) {
    return { isAccepted: false, text: words.password.hasEmail }
  }
  if (isCommon(plain)) return { isAccepted: false, text: words.password.common }
  return { isAccepted: true, text: length >= 14 ? words.password.good : words.password.fair }
}

/** Few different characters, one run along the keyboard, or common words with not much beside them. */
function isCommon(plain: string): boolean {
  if (new Set(plain).size < 5) return true
  if (RUNS.some((run) => run.includes(plain) || `${run}${run}`.includes(plain))) return true
  return withoutCommon(plainLetters(withoutCommon(plain))).length < 5
}

/** Complete enough to ask the endpoint, which has the last word. */
export function looksLikeEmail(typed: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(typed.trim())
}

function withoutCommon(text: string): string {
  return COMMON.reduce((rest, word) => rest.replaceAll(word, ''), text)
}

/** `p@ssw0rd` is `password` to a guesser. */
function plainLetters(text: string): string {
  const letters: Record<string, string> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '@': 'a', $: 's' }
  return text.replaceAll(/[01345@$]/g, (sign) => letters[sign] ?? sign)
}
