import { useCallback, useEffect, useState } from 'react'
import type { BookedVisit } from '../../shared/contract/portalBooking.ts'
import { askSale, type Sale } from '../booking/ask.ts'
import { usePortal } from '../portal.ts'
import { cancelledAt } from '../tab.ts'
import { isCode } from '../trouble.ts'
import type { ShownVisit } from '../views/homeModel.ts'
import { visitsToCome, type ListedVisit } from '../views/visitList.ts'

/** What the endpoint knows of visits that were booked online. */
export type Booked = {
  /** Of everybody in the login; none until it is answered. */
  readonly visits: readonly BookedVisit[]
  /** Null where nothing is booked online, or it is not known yet. */
  readonly sale: Sale | null
  readonly refresh: () => Promise<void>
}

/** R6.3: looked at anew whenever the page comes back to the front. Without an answer the clinic's own word stands alone. */
export function useBooked(): Booked {
  const { client, clinicId, endSession } = usePortal()
  const [visits, setVisits] = useState<readonly BookedVisit[]>([])
  const [sale, setSale] = useState<Sale | null>(null)
  const refresh = useCallback(() => {
    async function load(): Promise<void> {
      const [asked, mine] = await Promise.all([
        askSale({ client, clinicId }),
        client.booking.mine({ clinicId }).catch((error: unknown) => {
          if (isCode(error, 'SIGNED_OUT')) endSession()
          return null
        }),
      ])
      if (asked.kind !== 'trouble') setSale(asked.kind === 'answer' ? asked.answer : null)
      if (mine) setVisits(mine.visits)
    }
    return load()
  }, [client, clinicId, endSession])
  useEffect(() => void refresh(), [refresh])
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') void refresh()
    }
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [refresh])
  return { visits, sale, refresh }
}

/** Visits to come of one link: whoever else is in the login has theirs in their own view. */
export function listedOf({ visits, sale }: Booked, linkId: string, known: readonly ShownVisit[]): ListedVisit[] {
  const booked = visits
    .filter((visit) => visit.linkId === linkId)
    .map((visit) => ({
      ...visit,
      serviceName: sale?.services.find(({ id }) => id === visit.serviceId)?.name ?? '',
      practitionerName: sale?.practitioners.find(({ id }) => id === visit.practitionerId)?.name ?? '',
    }))
  return visitsToCome(known, booked, (id) => cancelledAt(id) !== null)
}
