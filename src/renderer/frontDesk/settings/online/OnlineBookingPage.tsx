import { useQuery } from '@tanstack/react-query'
import { ErrorState, SkeletonRows } from '../../../components/ListStates.tsx'
import { useApi } from '../../../state/ClientProvider.tsx'
import { words } from '../../../words/words.ts'
import { BookingAddress } from './BookingAddress.tsx'
import { OnlineRules } from './OnlineRules.tsx'

/** R6.3: whether and by which rules patients book online, and the addresses to put on a website. */
export function OnlineBookingPage(props: { readonly canChange: boolean }) {
  const booking = useQuery(useApi().onlineBooking.get.queryOptions())
  if (booking.isPending) return <SkeletonRows count={6} />
  if (!booking.data) {
    const t = words.settings.onlineBooking
    return <ErrorState title={t.couldNotLoad} error={booking.error} onRetry={() => void booking.refetch()} />
  }
  return (
    <>
      <OnlineRules booking={booking.data} canChange={props.canChange} />
      <BookingAddress booking={booking.data} />
    </>
  )
}
