import type { ReactNode } from 'react'
import { bookingWords } from '../../words/bookingWords.ts'
import { PageHeading } from '../PageHeading.tsx'

type HeldCardProps = {
  /** `14:13`, by the clinic's clock. */
  readonly until: string
  /** Seconds; 0 where the time is no longer held. */
  readonly secondsLeft: number
  readonly secondsInAll: number
  /** `Physiotherapy with Lena Park, 20 min`, `Tuesday 24 November, 16:40`. */
  readonly lines: readonly string[]
}

/** What is held, and for how long still (R6.3). A screen reader hears of the last minute, not of every second. */
export function HeldCard({ until, secondsLeft, secondsInAll, lines }: HeldCardProps): ReactNode {
  const { details } = bookingWords
  const isOver = secondsLeft <= 0
  return (
    <div className={isOver ? 'pt-held pt-held-over' : 'pt-held'}>
      <div className="pt-held-head">
        <PageHeading>{isOver ? details.over : details.heldUntil(until)}</PageHeading>
        {!isOver && (
          <span className="pt-held-left" role="timer" aria-label={details.left(clockOf(secondsLeft))}>
            {clockOf(secondsLeft)}
          </span>
        )}
      </div>
      {lines.map((line) => (
        <p key={line} dir="auto">
          {line}
        </p>
      ))}
      {isOver ? (
        <p>{details.overText}</p>
      ) : (
        <svg width="100%" height="4" aria-hidden="true" focusable="false">
          <rect className="pt-progress-all" width="100%" height="4" rx="2" />
          <rect className="pt-progress-done" width={`${(100 * secondsLeft) / secondsInAll}%`} height="4" rx="2" />
        </svg>
      )}
      <p className="pt-unseen" role="status">
        {isOver ? details.over : secondsLeft <= 60 ? details.lastMinute : ''}
      </p>
    </div>
  )
}

/** `9:41` */
function clockOf(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
