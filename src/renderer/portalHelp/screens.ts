import type { ScreenSaid } from '../../shared/domain/portalHelp/helpFacts.ts'
import { folded } from '../../shared/domain/folded.ts'
import { words as portal } from '../../portal/words/words.ts'

type Screen = { readonly said: ScreenSaid; readonly text: string }

/** What the portal's pages say, word for word, where something is the matter (R4.9). */
export function screens(): readonly Screen[] {
  return [
    { said: 'codeIsNoPassword', text: portal.password.isCode },
    { said: 'codeIsNoPassword', text: portal.password.codeAtSignIn },
    { said: 'wrongPassword', text: portal.errors.WRONG_EMAIL_OR_PASSWORD },
    { said: 'hasLogin', text: portal.errors.EMAIL_HAS_LOGIN },
    { said: 'hasLogin', text: portal.signIn.mayHaveLogin },
    { said: 'addToLogin', text: portal.add.question('…', '…') },
    { said: 'expired', text: portal.dead.expired.heading },
    { said: 'used', text: portal.dead.used.heading },
    { said: 'revoked', text: portal.dead.revoked.heading },
    { said: 'replaced', text: portal.dead.replaced.heading },
    { said: 'unknown', text: portal.dead.unknown.heading },
    { said: 'incomplete', text: portal.incomplete.heading },
    { said: 'codeWrong', text: portal.code.wrong },
    { said: 'nothingShown', text: portal.home.whyLimited },
  ]
}

/** Of each kind the first, to choose from. */
export function screensToChoose(): readonly Screen[] {
  return screens().filter(({ said }, at, all) => all.findIndex((each) => each.said === said) === at)
}

const SHORTEST = 8

/** Which sentences begin with, or hold, what somebody reads out; none for less than two words. */
export function screensSaying(typed: string): readonly Screen[] {
  const said = plain(typed)
  if (said.length < SHORTEST || !said.includes(' ')) return []
  return screens().filter(({ text }) => plain(text).includes(said))
}

/** Whichever apostrophe, and without a full stop at the end. */
function plain(text: string): string {
  return folded(text)
    .replaceAll('’', "'")
    .trim()
    .replace(/[.!]+$/u, '')
}
