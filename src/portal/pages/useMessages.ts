import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { loadMessagePages } from '../loadVault.ts'
import { usePortal, type OpenSession } from '../portal.ts'
import { isCode, troubleOf, type Trouble } from '../trouble.ts'
import type { ListedMessage, MessageStore } from './messages/readMessages.ts'
import type { Holding } from './useRecords.ts'

/** How often a page that is looked at asks for new ones, in milliseconds; and while the clinic has yet to fetch one. */
const LOOK_EVERY = 15_000
const WAITING_EVERY = 4_000

export type Messages = {
  /** Null until the first answer. */
  readonly store: MessageStore | null
  readonly trouble: Trouble | null
  readonly unread: number
  readonly refresh: () => Promise<void>
  readonly showOlder: () => Promise<void>
  readonly addSent: (sent: ListedMessage) => void
  /** What was read was noted in this browser. */
  readonly countAgain: () => void
}

/** What came of one link at one level, which is not shown of another. */
type Read = {
  readonly whose: string
  readonly store: MessageStore | null
  readonly unread: number
  readonly trouble: Trouble | null
}

/** R8.5: the messages of whoever is looked at; asked for behind the records, and again while the page is in front. */
export function useMessages(session: OpenSession, holding: Holding | null): Messages {
  const { client, clinicId, endSession } = usePortal()
  const [state, setState] = useState<Read | null>(null)
  const latest = useRef<Read | null>(null)
  const keys = useRef(session)
  useEffect(() => {
    keys.current = session
  }, [session])
  const link = holding?.index ? holding.link : null
  const [linkId, patientId, level] = [link?.id ?? null, link?.patientId ?? null, link?.level ?? '']
  const whose = `${linkId} ${level}`
  const looked = useRef(whose)
  useEffect(() => {
    looked.current = whose
  }, [whose])

  const acts = useMemo(() => {
    const keep = (change: Partial<Read>) => {
      if (looked.current !== whose) return
      const before = latest.current?.whose === whose ? latest.current : null
      latest.current = { ...{ whose, store: null, unread: 0, trouble: null }, ...before, ...change }
      setState(latest.current)
    }
    const storeNow = () => (latest.current?.whose === whose ? latest.current.store : null)

    async function read(isOlder: boolean): Promise<void> {
      if (linkId === null || patientId === null) return
      try {
        const { NOTHING_READ, readNewer, readOlder, unreadOf } = await loadMessagePages()
        const reading = { at: { client, clinicId }, session: keys.current, linkId, patientId }
        const store = await (isOlder ? readOlder : readNewer)(reading, storeNow() ?? NOTHING_READ)
        keep({ store, unread: unreadOf(store, linkId), trouble: null })
      } catch (error) {
        if (isCode(error, 'SIGNED_OUT')) endSession()
        else keep({ trouble: troubleOf(error) })
      }
    }

    return {
      refresh: () => read(false),
      showOlder: () => read(true),
      addSent: (sent: ListedMessage) => {
        void loadMessagePages().then(({ NOTHING_READ, withSent }) =>
          keep({ store: withSent(storeNow() ?? NOTHING_READ, sent) }),
        )
      },
      countAgain: () => {
        void loadMessagePages().then(({ unreadOf }) => {
          const store = storeNow()
          if (store && linkId !== null) keep({ unread: unreadOf(store, linkId) })
        })
      },
    }
  }, [client, clinicId, endSession, linkId, patientId, whose])

  const { refresh } = acts
  const look = useCallback(() => {
    if (document.visibilityState === 'visible') void refresh()
  }, [refresh])
  useEffect(() => {
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [look])
  const shown = state?.whose === whose ? state : null
  const isWaiting = shown?.store?.messages.some((each) => each.isWaiting) ?? false
  useEffect(() => {
    const timer = setInterval(look, isWaiting ? WAITING_EVERY : LOOK_EVERY)
    return () => clearInterval(timer)
  }, [look, isWaiting])

  return { store: shown?.store ?? null, unread: shown?.unread ?? 0, trouble: shown?.trouble ?? null, ...acts }
}
