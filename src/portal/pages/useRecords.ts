import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { PortalLink } from '../../shared/contract/portal.ts'
import type { RecordIndex } from '../../shared/domain/recordIndex.ts'
import { loadVault } from '../loadVault.ts'
import { makePartOpener, type OpenPart } from '../partOpener.ts'
import { usePortal, type OpenSession } from '../portal.ts'
import { forgetWrap } from '../tab.ts'
import { isCode, troubleOf, type Trouble } from '../trouble.ts'

/** A link with what it shows, opened on this device. */
export type Holding = {
  readonly link: PortalLink
  /** `waiting`: the desk has published nothing yet. `unopened`: this login's keys do not open it. */
  readonly state: 'open' | 'waiting' | 'unopened'
  readonly index: RecordIndex | null
}

export type Records = {
  /** Null until the first answer. */
  readonly holdings: readonly Holding[] | null
  readonly trouble: Trouble | null
  readonly refresh: () => void
  readonly openPart: OpenPart
}

/** How often a page that waits for the desk looks again, in milliseconds. */
const WAITING_EVERY = 10_000

/** Everybody's records in this login; looked at again whenever the page comes back to the front. */
export function useRecords(session: OpenSession, isWaiting: boolean): Records {
  const { client, clinicId, setSession } = usePortal()
  const [holdings, setHoldings] = useState<readonly Holding[] | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const opened = useRef(new Map<string, Holding>())

  const open = useCallback(
    async (link: PortalLink): Promise<Holding> => {
      if (!link.index) return { link, state: 'waiting', index: null }
      const known = opened.current.get(link.id)
      if (known?.index && known.link.index?.sealed === link.index.sealed) return { ...known, link }
      const vault = await loadVault()
      const identities = [session.keyring.identity, ...session.keyring.invitations]
      const index = await vault.openOrNull(link.index.sealed, identities, vault.RecordIndex)
      const holding: Holding = { link, state: index ? 'open' : 'unopened', index }
      opened.current.set(link.id, holding)
      return holding
    },
    [session.keyring],
  )

  const endSession = useCallback(() => {
    forgetWrap(clinicId)
    setSession({ kind: 'signedOut', because: 'time' })
  }, [clinicId, setSession])

  const refresh = useCallback(() => {
    async function load(): Promise<void> {
      try {
        const { links } = await client.records.list({ clinicId })
        const sorted = links.toSorted((one, other) => (one.since < other.since ? -1 : 1))
        setHoldings(await Promise.all(sorted.map(open)))
        setTrouble(null)
      } catch (error) {
        if (isCode(error, 'SIGNED_OUT')) endSession()
        else setTrouble(troubleOf(error))
      }
    }
    void load()
  }, [client, clinicId, open, endSession])

  useEffect(refresh, [refresh])
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') refresh()
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
    const timer = setInterval(refresh, WAITING_EVERY)
    return () => clearInterval(timer)
  }, [hasWaiting, refresh])

  const openPart = useMemo(() => {
    const opener = makePartOpener({ client, clinicId })
    const openOrSay: OpenPart = (linkId, ref, kind) =>
      opener(linkId, ref, kind).catch((error: unknown) => {
        if (isCode(error, 'SIGNED_OUT')) endSession()
        // The index that named it is no longer the newest.
        if (isCode(error, 'NOT_FOUND')) refresh()
        throw error
      })
    return openOrSay
  }, [client, clinicId, endSession, refresh])

  return { holdings, trouble, refresh, openPart }
}
