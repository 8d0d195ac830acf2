/** No password is shorter, in characters as people count them. */
export const PASSWORD_MINIMUM = 10

export const PASSWORD_PROBLEMS = ['isCode', 'tooShort', 'isEmail', 'common'] as const
export type PasswordProblem = (typeof PASSWORD_PROBLEMS)[number]

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
 * Why a password is not one to be chosen, by a patient (R4.7) or by staff (R10.3); null for one that is. Length is what
 * counts; the rest keeps out what a guesser tries first.
 * @param isCode whether it looks like a code that somebody was given, the commonest mix-up (R4.9)
 */
export function passwordProblem(
  typed: string,
  email: string,
  isCode: (text: string) => boolean,
): PasswordProblem | null {
  if (isCode(typed.trim())) return 'isCode'
  if (charactersMissing(typed) > 0) return 'tooShort'
  const plain = typed.toLowerCase()
  const [localPart = ''] = email.trim().toLowerCase().split('@')
  if (localPart.length >= 5 && plain.replaceAll(/[\d\W_]/g, '') === localPart.replaceAll(/[\d\W_]/g, '')) {
    return 'isEmail'
  }
  return isCommon(plain) ? 'common' : null
}

/** How many characters are still to come; zero or less once it is long enough. */
export function charactersMissing(typed: string): number {
  return PASSWORD_MINIMUM - [...typed].length
}

/** Few different characters, one run along the keyboard, or common words with not much beside them. */
function isCommon(plain: string): boolean {
  if (new Set(plain).size < 5) return true
  if (RUNS.some((run) => run.includes(plain) || `${run}${run}`.includes(plain))) return true
  return withoutCommon(plainLetters(withoutCommon(plain))).length < 5
}

function withoutCommon(text: string): string {
  return COMMON.reduce((rest, word) => rest.replaceAll(word, ''), text)
}

/** `p@ssw0rd` is `password` to a guesser. */
function plainLetters(text: string): string {
  const letters: Record<string, string> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '@': 'a', $: 's' }
  return text.replaceAll(/[01345@$]/g, (sign) => letters[sign] ?? sign)
}
