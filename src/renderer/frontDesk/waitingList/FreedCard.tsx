import { Button, VisuallyHidden } from '@mantine/core'
import type { FreedTime, WaitingEntry } from '../../../shared/contract/desk/waitingList.ts'
import { KeyOf } from '../../keys/KeyOf.tsx'
import { ariaShortcut } from '../../keys/keys.ts'
import { useTimeZone } from '../../state/useSession.ts'
import { useToday } from '../../state/useToday.ts'
import { formats, words } from '../../words/words.ts'
import styles from './waitingList.module.css'
import { insteadText, wishText } from './wishText.ts'

/** So many are shown of a line. */
const SHOWN = 5

/** A time that was given back, and whom it suits, in the order in which it is offered. */
export function FreedCard(props: {
  readonly time: FreedTime
  readonly waiting: readonly WaitingEntry[]
  /** The key offers this one. */
  readonly isNext: boolean
  readonly isOffering: boolean
  readonly onOffer: (entry: WaitingEntry) => void
}) {
  const { time } = props
  const timeZone = useTimeZone()
  const today = useToday()
  const t = words.waitingList
  const day = formats.shortWeekdayDay(time.startsAt, timeZone, today)
  const clock = (at: string) => formats.clock(at, timeZone)
  const when = words.common.dayAndClock(day, words.calendar.range(clock(time.startsAt), clock(time.endsAt)))
  const entries = time.suits.flatMap(({ entryId }) => props.waiting.find(({ id }) => id === entryId) ?? [])
  const first = entries.find(({ hasEmail }) => hasEmail)
  return (
    <section className={styles['freed']} aria-label={when}>
      <div className={styles['freedHead']}>
        <h3 className={styles['title']}>{when}</h3>
        <p className={styles['freedWhat']}>{t.freed(time.practitionerName, time.serviceName, clock(time.freedAt))}</p>
      </div>
      <ol className={styles['rows']}>
        {entries.slice(0, SHOWN).map((entry, place) => (
          <li key={entry.id} className={styles['row']}>
            <span className={styles['place']}>{place + 1}</span>
            <span className={styles['who']}>
              <strong dir="auto">{entry.patientName}</strong>
              <span className={styles['quiet']}>
                {[
                  ...(entry.isUrgent ? [t.urgent] : []),
                  wishText(entry, today),
                  ...insteadText(entry.insteadOfAt, timeZone, today),
                  t.since(formats.shortDay(entry.since, timeZone, today)),
                ].join(', ')}
              </span>
            </span>
            {time.until === null || !entry.hasEmail ? (
              <span className={styles['quiet']}>{entry.hasEmail ? entry.phone : t.noEmail(entry.phone)}</span>
            ) : (
              <Button
                size="compact-sm"
                variant={entry === first ? 'light' : 'default'}
                rightSection={props.isNext && entry === first ? <KeyOf name="offer" /> : null}
                aria-keyshortcuts={props.isNext && entry === first ? ariaShortcut('offer') : undefined}
                disabled={props.isOffering}
                onClick={() => props.onOffer(entry)}
              >
                {t.offer}
                <VisuallyHidden>{t.offerTo(entry.patientName, when)}</VisuallyHidden>
              </Button>
            )}
          </li>
        ))}
      </ol>
      <p className={styles['freedFoot']}>{time.until === null ? t.tooSoon : t.keeps(clock(time.until))}</p>
    </section>
  )
}
