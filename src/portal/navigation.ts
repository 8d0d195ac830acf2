import { useMemo } from 'react'
import { navigate, usePathname, useSearch } from 'wouter-preact/use-browser-location'
import { property } from './views/property.ts'

/** Where one is. Paths name pages and ids only: secrets stand in the fragment, and only until they are read. */
export type Place = { readonly clinicId: string; readonly linkId: string | null } & (
  | { readonly page: 'home' | (typeof SINGLE)[keyof typeof SINGLE] }
  | { readonly page: (typeof WITH_ID)[keyof typeof WITH_ID]; readonly id: string }
)

const SINGLE = {
  open: 'open',
  code: 'code',
  account: 'account',
  password: 'password',
  email: 'email',
  sessions: 'sessions',
  passkeys: 'passkeys',
  profile: 'profile',
  access: 'access',
  delete: 'remove',
  forms: 'forms',
  /** On to the form that is to be filled in first. */
  next: 'nextForm',
  records: 'records',
  messages: 'messages',
  write: 'writeMessage',
  visits: 'visits',
  sent: 'sent',
  book: 'book',
  confirm: 'confirm',
  come: 'come',
  offer: 'offer',
} as const
const WITH_ID = { forms: 'form', plans: 'plan', visits: 'visit', sent: 'submission', messages: 'thread' } as const
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** What a login does with itself; no page of anybody's records. */
const OF_ACCOUNT = ['account', 'password', 'email', 'sessions', 'passkeys', 'profile', 'access', 'remove'] as const
export type AccountPlace = (typeof OF_ACCOUNT)[number]

export function isAccountPage(page: Place['page']): page is AccountPlace {
  return OF_ACCOUNT.some((each) => each === page)
}

/** Null for a path that leads nowhere. */
export function parsePlace(pathname: string, search: string): Place | null {
  const [start, clinicId = '', section, id, ...rest] = pathname.replace(/\/+$/, '').split('/').slice(1)
  if (start !== 'c' || !UUID.test(clinicId) || rest.length > 0) return null
  const link = new URLSearchParams(search).get('link')
  const where = { clinicId: clinicId.toLowerCase(), linkId: link !== null && UUID.test(link) ? link : null }
  if (section === undefined) return { ...where, page: 'home' }
  if (id === undefined) return isKey(section, SINGLE) ? { ...where, page: SINGLE[section] } : null
  return isKey(section, WITH_ID) && UUID.test(id) ? { ...where, page: WITH_ID[section], id } : null
}

function isKey<T extends object>(key: string, object: T): key is Extract<keyof T, string> {
  return Object.hasOwn(object, key)
}

export type Target =
  | { readonly page: 'home' | Exclude<(typeof SINGLE)[keyof typeof SINGLE], 'open' | 'confirm' | 'come' | 'offer'> }
  | { readonly page: (typeof WITH_ID)[keyof typeof WITH_ID]; readonly id: string }

export function pathOf(clinicId: string, linkId: string | null, target: Target): string {
  const base = `/c/${clinicId}`
  const section = (table: Record<string, string>) => Object.keys(table).find((key) => table[key] === target.page) ?? ''
  const path =
    'id' in target
      ? `${base}/${section(WITH_ID)}/${target.id}`
      : target.page === 'home'
        ? base
        : `${base}/${section(SINGLE)}`
  return linkId === null ? path : `${path}?link=${linkId}`
}

/** Goes to another page of the portal without loading it anew. */
export function goTo(path: string, how: 'push' | 'replace' = 'push'): void {
  const isInside = how === 'push' || property(history.state, 'isInside') === true
  navigate(path, { replace: how === 'replace', state: { isInside } })
}

/** To where one came from inside the portal, else to `path`. */
export function goBack(path: string): void {
  if (property(history.state, 'isInside') === true) history.back()
  else goTo(path, 'replace')
}

export function usePlace(): Place | null {
  const pathname = usePathname()
  const search = useSearch()
  return useMemo(() => parsePlace(pathname, search), [pathname, search])
}
