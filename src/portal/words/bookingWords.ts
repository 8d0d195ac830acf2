import type { Language } from '../../shared/language/languages.ts'
import { booking } from './en/booking.ts'

/** Every text of booking in one language: a catalogue of its own, because nobody else waits for it. */
export type BookingWords = typeof booking

const OTHERS: Readonly<Record<Exclude<Language, 'en'>, () => Promise<BookingWords>>> = {
  'en-XA': async () => (await import('../../shared/language/pseudo.ts')).pseudoCatalogue(booking),
}

/** As `words`: read when something is drawn. */
export let bookingWords: BookingWords = booking

/** Puts booking into the language that the portal speaks; before anything of it is drawn. */
export async function speakOfBooking(language: Language): Promise<void> {
  bookingWords = language === 'en' ? booking : await OTHERS[language]().catch(() => booking)
}
