import type { Language } from '../../shared/language/languages.ts'
import { account } from './en/account.ts'

/** Every text of a login about itself in one language: a catalogue of its own, because hardly anybody waits for it. */
export type AccountWords = typeof account

const OTHERS: Readonly<Record<Exclude<Language, 'en'>, () => Promise<AccountWords>>> = {
  'en-XA': async () => (await import('../../shared/language/pseudo.ts')).pseudoCatalogue(account),
}

/** As `words`: read when something is drawn. */
export let accountWords: AccountWords = account

/** Puts these pages into the language that the portal speaks; before anything of them is drawn. */
export async function speakOfAccount(language: Language): Promise<void> {
  accountWords = language === 'en' ? account : await OTHERS[language]().catch(() => account)
}
