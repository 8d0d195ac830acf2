import type * as vault from './vault.ts'
import { spokenLanguage } from './words/words.ts'

export type Vault = typeof vault

/** The pages of whoever is signed in: there whenever a session is open, and on their way from a person's first act on. */
export const loadSignedInPages = () => import('./pages/SignedInPages.tsx')

let loading: Promise<Vault> | undefined

/** The page behind every link in an e-mail. */
export const loadOpenPage = () => import('./pages/OpenPage.tsx')

/** The pages of booking, of moving and of cancelling, with the words of all of them. */
export const loadBookingPages = () => withWords(import('./pages/booking/BookingPages.tsx'))
export const loadChangePages = () => withWords(import('./pages/booking/ChangePages.tsx'))

/** The pages of a login about itself, with their words. */
export async function loadAccountPages() {
  const [pages, { speakOfAccount }] = await Promise.all([
    import('./pages/account/AccountPages.tsx'),
    import('./words/accountWords.ts'),
  ])
  await speakOfAccount(spokenLanguage)
  return pages
}

/** Messages, with their words. */
export const loadMessagePages = async () => {
  const pages = await import('./pages/messages/MessagePages.tsx')
  await pages.speakOfMessages(spokenLanguage)
  return pages
}

/** Documents and files, with their words. */
export const loadFilePages = async () => {
  const pages = await import('./pages/files/FilePages.tsx')
  await pages.speakOfFiles(spokenLanguage)
  return pages
}

export function isBookingPath(pathname: string): boolean {
  return /\/book\/?$/.test(pathname)
}

/** What a page needs besides the first script, fetched while that asks the endpoint. A failure is met where it is drawn. */
export function beginLoading(pathname: string): void {
  if (pathname.endsWith('/open')) void loadOpenPage().catch(() => undefined)
  if (isBookingPath(pathname)) void loadBookingPages().catch(() => undefined)
}

async function withWords<Pages>(pages: Promise<Pages>): Promise<Pages> {
  const { speakOfBooking } = await import('./words/bookingWords.ts')
  await speakOfBooking(spokenLanguage)
  return pages
}

/** The keys' half of the portal, fetched once; a failed fetch is tried anew the next time. */
export function loadVault(): Promise<Vault> {
  loading ??= import('./vault.ts').catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}
