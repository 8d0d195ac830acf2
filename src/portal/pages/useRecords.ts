import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { PortalLink } from '../../shared/contract/portal.ts'
import type { RecordIndex } from '../../shared/domain/recordIndex.ts'
import { rememberSeen } from '../changeKeyring.ts'
import type { OpenedIndex, ShownIndex } from '../keys.ts'
import { openLinkIndex } from '../openLink.ts'
import { makePartOpener, type OpenPart } from '../partOpener.ts'
import { usePortal, type OpenSession } from '../portal.ts'
import { isSpent, newestIndex, noteIndex, noteSpent } from '../tab.ts'
import { isCode, troubleOf, type Trouble } from '../trouble.ts'

/** A link with what it shows, opened on this device. */
export type Holding = {
  readonly link: PortalLink
  /** `waiting`: the desk has published nothing yet. Of the others only `open` shows anything. */
  readonly state: 'waiting' | OpenedIndex['state']
  readonly index: RecordIndex | null
  /** What is remembered of it; absent where nothing is shown. */
  readonly shown?: ShownIndex
}

export type Records = {
  /** Null until the first answer. */
  readonly holdings: readonly Holding[] | null
  readonly trouble: Trouble | null
  /** Looks anew. @returns what was found; null without an answer */
  readonly refresh: () => Promise<readonly Holding[] | null>
  readonly openPart: OpenPart
}

/** How often a page that waits for the desk looks again, in milliseconds. */
const WAITING_EVERY = 10_000

/** Everybody's records in this login; looked at again whenever the page comes back to the front. */
export function useRecords(session: OpenSession, isWaiting: boolean): Records {
  const { client, clinicId, setSession, endSession, noteClinic, noteHeld } = usePortal()
  const [holdings, setHoldings] = useState<readonly Holding[] | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const opened = useRef(new Map<string, Holding>())
  const latest = useRef(session)
  /** Whoever has left the page, by signing out perhaps, is not brought back. */
  const isHere = useRef(true)
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
    }
  }, [])
  useEffect(() => {
    latest.current = session
  }, [session])

  const open = useCallback(
    async (link: PortalLink): Promise<Holding> => {
      if (!link.index) return { link, state: 'waiting', index: null }
      const known = opened.current.get(link.id)
      if (known?.index && isSame(known.link.index, link.index)) return known
      const place = { link, stored: link.index }
      const { recipient } = latest.current.login
      const here = {
        newestOf: (id: string) => newestIndex(recipient, id),
        isSpent: (id: string) => isSpent(recipient, id),
      }
      const { found, session: current } = await openLinkIndex({ client, clinicId }, latest.current, place, here)
      latest.current = current
      if (found.state !== 'open') return { link, state: found.state, index: null }
      const { index, patientId, at, isPaired } = found
      noteIndex(recipient, patientId, at)
      const own = current.keyring.invitations.filter((each) => each.patientId === patientId)
      if (isPaired)
        noteSpent(
          recipient,
          own.map(({ id }) => id),
        )
      const shown = { patientId, at, isPaired }
      const holding: Holding = { link: { ...link, level: index.level }, state: 'open', index, shown }
      opened.current.set(link.id, holding)
      return holding
    },
    [client, clinicId],
  )

  /** R11.5: the keyring learns what is the newest; should that fail, the next look says it again. */
  const remember = useCallback(
    async (found: readonly Holding[]): Promise<void> => {
      const seen = found.flatMap(({ shown }) => shown ?? [])
      const before = latest.current
      const after = await rememberSeen({ client, clinicId }, before, seen)
      if (after !== before && latest.current === before && isHere.current) setSession(after)
    },
    [client, clinicId, setSession],
  )

  const refresh = useCallback(() => {
    async function load(): Promise<readonly Holding[] | null> {
      try {
        const { links } = await client.records.list({ clinicId })
        const sorted = links.toSorted((one, other) => (one.since < other.since ? -1 : 1))
        const found = await Promise.all(sorted.map(open))
        setHoldings(found)
        noteHeld(found.length)
        noteClinic(found.flatMap(({ index }) => index ?? []))
        setTrouble(null)
        await remember(found).catch(() => undefined)
        return found
      } catch (error) {
        if (isCode(error, 'SIGNED_OUT')) endSession()
        else setTrouble(troubleOf(error))
        return null
      }
    }
    return load()
  }, [client, clinicId, open, endSession, noteClinic, noteHeld, remember])

  useEffect(() => void refresh(), [refresh])
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') void refresh()
    }
    document.addEventListener('visibilitychange', look)
    addEventListener('online', look)
    return () => {
      document.removeEventListener('visibilitychange', look)
      removeEventListener('online', look)
    }
  }, [refresh])

  const hasWaiting = isWaiting || (holdings?.some((holding) => holding.state === 'waiting') ?? false)
  useEffect(() => {
    if (!hasWaiting) return
    const timer = setInterval(() => void refresh(), WAITING_EVERY)
    return () => clearInterval(timer)
  }, [hasWaiting, refresh])

  const openPart = useMemo(() => {
    const opener = makePartOpener({ client, clinicId })
    const openOrSay: OpenPart = (linkId, ref, kind) =>
      opener(linkId, ref, kind).catch((error: unknown) => {
        if (isCode(error, 'SIGNED_OUT')) endSession()
        // The index that named it is no longer the newest.
        if (isCode(error, 'NOT_FOUND')) void refresh()
        throw error
      })
    return openOrSay
  }, [client, clinicId, endSession, refresh])

  return { holdings, trouble, refresh, openPart }
}

/** Whether nothing changed of it, MACs and all: what was believed once needs no second look. */
function isSame(one: PortalLink['index'], other: PortalLink['index']): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
