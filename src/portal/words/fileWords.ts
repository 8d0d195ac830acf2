import type { Language } from '../../shared/language/languages.ts'
import { files } from './en/files.ts'

/** Every text of files in one language. */
export type FileWords = typeof files

const OTHERS: Readonly<Record<Exclude<Language, 'en'>, () => Promise<FileWords>>> = {
  'en-XA': async () => (await import('../../shared/language/pseudo.ts')).pseudoCatalogue(files),
}

/** As `words`: read when something is drawn. */
export let fileWords: FileWords = files

/** Puts files into the language that the portal speaks; before anything of them is drawn. */
export async function speakOfFiles(language: Language): Promise<void> {
  fileWords = language === 'en' ? files : await OTHERS[language]().catch(() => files)
}
