import type { PortalMessage, SentMessage } from '../../../shared/contract/portal.ts'
import type { LinkId } from '../../../shared/domain/ids.ts'
import { countUnread, threadsOf, type ShownMessage } from '../../../shared/domain/messages.ts'
import { loadVault } from '../../loadVault.ts'
import type { OpenSession, Portal } from '../../portal.ts'
import { readUpTo } from '../../tab.ts'

/** One of a link's, with whether the clinic has it. */
export type ListedMessage = ShownMessage & { readonly isWaiting?: boolean }

/** What was opened of one link's messages, and how far. */
export type MessageStore = {
  readonly messages: readonly ListedMessage[]
  /** Numbers of the oldest and the newest that came; null while none has. */
  readonly oldest: number | null
  readonly newest: number | null
  readonly hasOlder: boolean
  /** R11.5: came, and was not made by the clinic. */
  readonly forged: number
}

export const NOTHING_READ: MessageStore = { messages: [], oldest: null, newest: null, hasOlder: false, forged: 0 }

export type Reading = {
  readonly at: Pick<Portal, 'client' | 'clinicId'>
  readonly session: OpenSession
  readonly linkId: LinkId
  readonly patientId: string
}

/** What came since; or, the first time, the newest. @throws what the call throws */
export async function readNewer(reading: Reading, store: MessageStore): Promise<MessageStore> {
  const { client, clinicId } = reading.at
  let next = store
  for (;;) {
    const after = next.newest
    const page = await client.messages.list({ clinicId, linkId: reading.linkId, before: null, after })
    next = await withPage(reading, next, page)
    if (after === null) return { ...next, hasOlder: page.hasMore }
    if (!page.hasMore) return next
  }
}

/** @throws what the call throws */
export async function readOlder(reading: Reading, store: MessageStore): Promise<MessageStore> {
  if (store.oldest === null) return store
  const { client, clinicId } = reading.at
  const page = await client.messages.list({ clinicId, linkId: reading.linkId, before: store.oldest, after: null })
  return { ...(await withPage(reading, store, page)), hasOlder: page.hasMore }
}

type MessagePage = { readonly messages: readonly PortalMessage[]; readonly waiting: readonly SentMessage[] }

async function withPage(
  { at, session, linkId, patientId }: Reading,
  store: MessageStore,
  page: MessagePage,
): Promise<MessageStore> {
  const vault = await loadVault()
  const place = { clinicId: at.clinicId, linkId, patientId }
  const { keyring } = session
  const given = await Promise.all(page.messages.map((each) => vault.openGiven(keyring, place, each)))
  const known = new Map<string, ListedMessage>(store.messages.map((each) => [each.messageId, each]))
  for (const sent of page.waiting) {
    const letter = known.has(sent.id) ? null : await vault.openSent(keyring, place, sent)
    // Another of its patients' is shown there.
    if (letter?.patientId === patientId) known.set(sent.id, { ...ofLetter(letter), at: sent.at, isWaiting: true })
  }
  for (const each of given) if (each) known.set(each.messageId, each)
  const numbers = page.messages.map(({ number }) => number)
  return {
    messages: [...known.values()],
    oldest: least([...numbers, ...(store.oldest === null ? [] : [store.oldest])]),
    // Nothing after 0 is everything.
    newest: Math.max(0, store.newest ?? 0, ...numbers),
    hasOlder: store.hasOlder,
    forged: store.forged + given.filter((each) => each === null).length,
  }
}

function least(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : Math.min(...numbers)
}

type Letter = Pick<ShownMessage, 'messageId' | 'threadId' | 'text'> & { readonly subject: string }

/** One's own, before the clinic has given it back. */
export function ofLetter({ messageId, threadId, subject, text }: Letter): Omit<ListedMessage, 'at'> {
  return { messageId, threadId, subject, text, from: 'patient', by: null }
}

/** With what was just sent from here. */
export function withSent(store: MessageStore, sent: ListedMessage): MessageStore {
  return { ...store, messages: [...store.messages.filter(({ messageId }) => messageId !== sent.messageId), sent] }
}

export function unreadOf(store: MessageStore, linkId: string): number {
  return threadsOf(store.messages).reduce((sum, each) => sum + countUnread(each, readUpTo(linkId, each.id)), 0)
}
