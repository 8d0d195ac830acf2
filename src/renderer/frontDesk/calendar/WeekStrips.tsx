import { useMemo } from 'react'
import type { Instant } from '../../../shared/domain/time.ts'
import { Avatar } from '../../components/Avatar.tsx'
import { words } from '../../words/words.ts'
import type { Hours } from './dayView.ts'
import { noteOf } from './gridEvents.ts'
import { stripPaths, type WeekPerson } from './weekView.ts'
import styles from './weekStrips.module.css'

/** R6.2: everybody's week at a glance, on the same days as the one that is shown in full below; each opens theirs. */
export function WeekStrips(props: {
  readonly people: readonly WeekPerson[]
  /** Which days of the week, by their place in it. */
  readonly shown: readonly number[]
  /** Whose week is shown in full. */
  readonly whose: string | null
  readonly hours: Hours
  readonly timeZone: string
  /** To the minute. */
  readonly now: Instant
  readonly onChoose: (practitionerId: string) => void
}) {
  return (
    <div className={styles['strips']} role="group" aria-label={words.calendar.week.strips}>
      {props.people.map((person) => (
        <Strip key={person.practitionerId} person={person} isWhole={person.practitionerId === props.whose} {...props} />
      ))}
    </div>
  )
}

type StripProps = Omit<Parameters<typeof WeekStrips>[0], 'people' | 'whose'> & {
  readonly person: WeekPerson
  readonly isWhole: boolean
}

function Strip({ person, isWhole, shown, hours, timeZone, now, onChoose }: StripProps) {
  const days = useMemo(
    () =>
      shown.flatMap((index) => {
        const day = person.days[index]
        return day ? [{ index, day, paths: stripPaths(day, hours, timeZone, now) }] : []
      }),
    [person, shown, hours, timeZone, now],
  )
  const count = person.days.reduce((sum, { visits }) => sum + visits.length, 0)
  const minutes = (hours.to - hours.from) * 60
  return (
    <button
      type="button"
      className={styles['strip']}
      aria-pressed={isWhole}
      onClick={() => onChoose(person.practitionerId)}
    >
      <span className={styles['name']}>
        <Avatar name={person.name} tint={person.tint} />
        <span className={styles['nameText']} title={person.name}>
          {person.name}
        </span>
        <span className={styles['spoken']}>{words.calendar.week.strip(words.calendar.visits(count))}</span>
      </span>
      {days.map(({ index, day, paths }) => (
        <span key={index} className={styles['day']} aria-hidden="true">
          {day.open.length === 0 && day.visits.length === 0 ? (
            <span className={styles['away']}>{noteOf({ ...person, ...day, visits: 0 })}</span>
          ) : (
            <>
              <svg className={styles['drawing']} viewBox={`0 0 ${minutes} 18`} preserveAspectRatio="none">
                <path className={styles['open']} d={paths.open} />
                <path className={styles['past']} d={paths.past} />
                <path className={styles['ahead']} d={paths.ahead} />
              </svg>
              <span className={styles['count']}>{day.visits.length}</span>
            </>
          )}
        </span>
      ))}
    </button>
  )
}
