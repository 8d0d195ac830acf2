import type { ReactNode } from 'react'
import type { Sale } from '../../booking/ask.ts'
import type { Held } from '../../booking/kept.ts'
import { usePortal } from '../../portal.ts'
import { HeldCard } from '../../views/booking/HeldCard.tsx'
import { bookingWords } from '../../words/bookingWords.ts'
import { formats } from '../../words/words.ts'
import { useSecondsLeft } from './useSecondsLeft.ts'

/** R6.3: ten minutes. */
const SECONDS = 600

type HeldTimeProps = {
  readonly held: Held
  readonly sale: Sale
  readonly nameOf: (practitionerId: string) => string
}

/** The time that is held, counting down by itself: the fields beside it are not drawn anew every second. */
export function HeldTime({ held, sale, nameOf }: HeldTimeProps): ReactNode {
  const { timeZone } = usePortal().profile
  const secondsLeft = useSecondsLeft(held.endsHereAt)
  const service = sale.services.find(({ id }) => id === held.serviceId)?.name ?? ''
  const minutes = bookingWords.minutes((Date.parse(held.endsAt) - Date.parse(held.startsAt)) / 60_000)
  return (
    <HeldCard
      until={formats.clock(held.heldUntil, timeZone)}
      secondsLeft={secondsLeft}
      secondsInAll={SECONDS}
      lines={[
        bookingWords.withOneMinutes(service, nameOf(held.practitionerId), minutes),
        formats.weekdayDayClock(held.startsAt, timeZone, new Date().toISOString()),
      ]}
    />
  )
}
