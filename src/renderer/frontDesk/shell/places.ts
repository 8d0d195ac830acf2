import {
  IconCalendar,
  IconCalendarUser,
  IconClipboardText,
  IconInbox,
  IconLayoutList,
  IconSend,
  IconSettings,
  IconUsers,
  type Icon,
} from '@tabler/icons-react'
import { useMay } from '../../state/useMay.ts'
import { useSession } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'

/** What stands beside a place of the rail; in words what its page says. */
export const MEANINGS = {
  visitsToCome: (count: number) => words.myDay.toCome(count),
  forms: (count: number) => words.forms.notReturned(count),
  inbox: (count: number) => words.inbox.waiting(count),
  outboxTrouble: (count: number) => words.outbox.needAttention(count),
} as const

export type Place = {
  readonly href: string
  readonly name: keyof typeof words.shell.places
  readonly icon: Icon
  readonly count?: keyof typeof MEANINGS
}

const MY_DAY: Place = { href: '/my-day', name: 'myDay', icon: IconCalendarUser, count: 'visitsToCome' }
const TODAY = { name: 'today', icon: IconLayoutList } as const
const OTHERS: readonly Place[] = [
  { href: '/calendar', name: 'calendar', icon: IconCalendar },
  { href: '/patients', name: 'patients', icon: IconUsers },
  { href: '/smart-forms', name: 'smartForms', icon: IconClipboardText, count: 'forms' },
  { href: '/inbox', name: 'inbox', icon: IconInbox, count: 'inbox' },
  { href: '/outbox', name: 'outbox', icon: IconSend, count: 'outboxTrouble' },
  { href: '/settings', name: 'settings', icon: IconSettings },
]

/**
 * R10.1: whoever has a calendar begins with their own day, and has the clinic's under it; everybody else begins with the
 * clinic's.
 */
export function useHasMyDay(): boolean {
  const { data: session } = useSession()
  return useMay()('myDay.day') && (session?.staff?.hasCalendar ?? false)
}

/** The rail of whoever is signed in, the page that they begin with first. */
export function usePlaces(): readonly Place[] {
  return useHasMyDay() ? [MY_DAY, { href: '/today', ...TODAY }, ...OTHERS] : [{ href: '/', ...TODAY }, ...OTHERS]
}

/** Today has two addresses: of its own, and where everybody begins who has no day of theirs. */
export function isAt(href: string, location: string): boolean {
  return href === '/' ? location === '/' || location === '/today' : location.startsWith(href)
}
