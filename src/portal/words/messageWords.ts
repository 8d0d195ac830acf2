import type { Language } from '../../shared/language/languages.ts'
import { messages } from './en/messages.ts'

/** Every text of messages in one language. */
export type MessageWords = typeof messages

const OTHERS: Readonly<Record<Exclude<Language, 'en'>, () => Promise<MessageWords>>> = {
  'en-XA': async () => (await import('../../shared/language/pseudo.ts')).pseudoCatalogue(messages),
}

/** As `words`: read when something is drawn. */
export let messageWords: MessageWords = messages

/** Puts messages into the language that the portal speaks; before anything of them is drawn. */
export async function speakOfMessages(language: Language): Promise<void> {
  messageWords = language === 'en' ? messages : await OTHERS[language]().catch(() => messages)
}
