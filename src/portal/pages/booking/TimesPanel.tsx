import type { ReactNode } from 'react'
import type { Sale } from '../../booking/ask.ts'
import { usePortal } from '../../portal.ts'
import { troubleText } from '../../trouble.ts'
import { SlotList } from '../../views/booking/SlotList.tsx'
import { slotsOf, type Slot } from '../../views/booking/week.ts'
import { WeekStrip } from '../../views/booking/WeekStrip.tsx'
import { Button, CallLink, Notice } from '../../views/controls.tsx'
import { bookingWords } from '../../words/bookingWords.ts'
import { formats, words } from '../../words/words.ts'
import { turned, type FreeDays } from './useFreeDays.ts'

type TimesPanelProps = {
  readonly sale: Sale
  readonly free: FreeDays
  /** Null where whom one wants is chosen: nobody's name stands under the times then. */
  readonly nameOf: ((practitionerId: string) => string) | null
  readonly chosenAt: string | null
  readonly onDay: (on: string) => void
  readonly onChoose: (slot: Slot) => void
}

/** Days and times to choose from (R6.3), in the clinic's zone. */
export function TimesPanel({ sale, free, nameOf, chosenAt, onDay, onChoose }: TimesPanelProps): ReactNode {
  const { profile } = usePortal()
  const { timeZone } = profile
  const now = new Date().toISOString()
  const { times } = bookingWords
  if (free.trouble) {
    return (
      <>
        <Notice tone="bad">{troubleText(free.trouble)}</Notice>
        <Button kind="quiet" onClick={free.askAgain}>
          {words.tryAgain}
        </Button>
      </>
    )
  }
  if (free.firstOn === null && free.week) {
    return (
      <section>
        <h2>{times.noneAtAll}</h2>
        <p className="pt-quiet">{times.noneAtAllText}</p>
        <div className="pt-actions">
          <CallLink phone={profile.phone} />
        </div>
      </section>
    )
  }
  const turn = (by: -1 | 1) => {
    const monday = turned(free, by, sale.rules.horizonDays)
    return monday === null ? null : () => onDay(monday)
  }
  const { firstOn } = free
  return (
    <>
      <WeekStrip
        days={free.week}
        monday={free.monday}
        chosenOn={free.chosen?.on ?? null}
        firstFree={firstOn ? formats.shortWeekdayDay(firstOn, 'UTC', now) : null}
        onEarlier={turn(-1)}
        onLater={turn(1)}
        onDay={onDay}
      />
      <div aria-live="polite" aria-busy={!free.week}>
        {!free.week && <p className="pt-unseen">{times.looking}</p>}
        {free.week && !free.chosen && <p className="pt-quiet pt-no-time">{times.noneThisWeek}</p>}
      </div>
      {free.chosen && (
        <SlotList
          slots={slotsOf(free.chosen.times)}
          timeZone={timeZone}
          chosenAt={chosenAt}
          nameOf={nameOf}
          onChoose={onChoose}
        />
      )}
    </>
  )
}
