import { lazy, type ReactNode } from 'react'
import type { BegunBooking } from '../../booking/ask.ts'
import type { Place } from '../../navigation.ts'
import { BookPage } from './BookPage.tsx'
import { ComePage } from './ComePage.tsx'
import { ConfirmPage } from './ConfirmPage.tsx'

// Its keys are for whoever has its link, and not for whoever looks at free times.
const OfferPage = lazy(() => import('./OfferPage.tsx').then((module) => ({ default: module.OfferPage })))

type BookingPagesProps = { readonly place: Place; readonly begun: BegunBooking | null }

/** The pages of booking that need no login; nobody else waits for them. */
export function BookingPages({ place, begun }: BookingPagesProps): ReactNode {
  if (place.page === 'come') return <ComePage />
  if (place.page === 'offer') return <OfferPage />
  return place.page === 'confirm' ? <ConfirmPage /> : <BookPage linkId={place.linkId} begun={begun} />
}
