import { Button } from '@mantine/core'
import type { Instant } from '../../../shared/domain/time.ts'
import { visitTime } from '../../format/moments.ts'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import styles from './booking.module.css'

/** R6.4: somebody was faster online; other times of the same practitioner, each by one press. */
export function NextFree(props: {
  readonly times: readonly Instant[]
  readonly onChoose: (startsAt: Instant) => void
}) {
  const timeZone = useTimeZone()
  const now = useNow()
  if (props.times.length === 0) return null
  return (
    <div className={styles['nextFree']} role="group" aria-label={words.calendar.booking.nextFree}>
      <span>{words.calendar.booking.nextFree}</span>
      {props.times.map((startsAt) => (
        <Button key={startsAt} size="xs" onClick={() => props.onChoose(startsAt)}>
          {visitTime(startsAt, timeZone, now)}
        </Button>
      ))}
    </div>
  )
}
