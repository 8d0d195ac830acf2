import { charactersMissing, passwordProblem } from '../shared/domain/passwordChoice.ts'
import { words } from './words/words.ts'

export type Advice = { readonly isAccepted: boolean; readonly text: string }

/** This long a password is called good. */
const GOOD_LENGTH = 14

/** What is looked up of a password beside its length; loaded by whoever chooses one. */
export type PasswordRules = {
  /** Whether it looks like a Medical Access Code, the commonest mix-up (R4.9). */
  readonly isCode: (text: string) => boolean
  /** Whether it is one of those that are tried first. */
  readonly isListed: (text: string) => boolean
}

/** One sentence about the password that is being chosen. */
export function passwordAdvice(typed: string, email: string, { isCode, isListed }: PasswordRules): Advice {
  switch (passwordProblem(typed, email, isCode) ?? (isListed(typed) ? 'common' : null)) {
    case 'isCode':
      return { isAccepted: false, text: words.password.isCode }
    case 'tooShort':
      return {
        isAccepted: false,
        text: typed === '' ? words.password.atLeast : words.password.more(charactersMissing(typed)),
      }
    case 'isEmail':
      return { isAccepted: false, text: words.password.hasEmail }
    case 'common':
      return { isAccepted: false, text: words.password.common }
    case null:
      return { isAccepted: true, text: [...typed].length >= GOOD_LENGTH ? words.password.good : words.password.fair }
  }
}

/** Complete enough to ask the endpoint, which has the last word. */
export function looksLikeEmail(typed: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(typed.trim())
}
