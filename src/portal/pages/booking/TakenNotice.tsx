import type { ReactNode } from 'react'
import type { FreeTime } from '../../../shared/contract/portalBooking.ts'
import { usePortal } from '../../portal.ts'
import { Button, Notice } from '../../views/controls.tsx'
import { bookingWords } from '../../words/bookingWords.ts'
import { formats } from '../../words/words.ts'

type TakenNoticeProps = {
  readonly next: readonly FreeTime[]
  readonly nameOf: (practitionerId: string) => string
  readonly onChoose: (time: FreeTime) => void
  /** Absent where days and times stand below. */
  readonly onOther?: () => void
}

/** Somebody was faster (R6.4): the next free times, in place. */
export function TakenNotice({ next, nameOf, onChoose, onOther }: TakenNoticeProps): ReactNode {
  const { timeZone } = usePortal().profile
  const now = new Date().toISOString()
  const { taken } = bookingWords
  return (
    <Notice tone="warn">
      <p className="pt-strong">{taken.heading}</p>
      <p>{next.length === 0 ? taken.none : taken.text}</p>
      <div className="pt-next">
        <div className="pt-slots">
          {next.map((time) => (
            <button
              key={`${time.startsAt} ${time.practitionerId}`}
              type="button"
              className="pt-slot"
              onClick={() => onChoose(time)}
            >
              <strong>{formats.clock(time.startsAt, timeZone)}</strong>
              <span>{formats.shortWeekdayDay(time.startsAt, timeZone, now)}</span>
              <span dir="auto">{nameOf(time.practitionerId)}</span>
            </button>
          ))}
        </div>
      </div>
      {onOther && (
        <Button kind="quiet" onClick={onOther}>
          {taken.other}
        </Button>
      )}
    </Notice>
  )
}
