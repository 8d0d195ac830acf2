import { Checkbox, Group, NumberInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { MOST_VISITS } from '../../../shared/domain/recurrence/recurrence.ts'
import { weekdayOf } from '../../../shared/domain/zone.ts'
import { parseTypedDay } from '../../format/typedDay.ts'
import { useToday } from '../../state/useToday.ts'
import { formats, words } from '../../words/words.ts'
import styles from './booking.module.css'
import { isByWeek } from './repeat.ts'
import type { RepeatState } from './useRepeat.ts'

/** R6.2: how many visits, or until which day; and on which days of the week, the first visit's among them. */
export function HowOften({ state }: { readonly state: RepeatState }) {
  const { choice, firstOn } = state
  const t = words.calendar.repeat
  const own = firstOn && weekdayOf(firstOn)
  const chosen = [...choice.weekdays, ...(own ? [own] : [])]
  return (
    <div className={styles['howOften']}>
      {choice.ends === 'count' ? (
        <NumberInput
          label={t.times}
          min={1}
          max={MOST_VISITS}
          allowDecimal={false}
          value={choice.count}
          error={state.isEndPossible ? null : t.badTimes(MOST_VISITS)}
          onChange={(count) => state.choose({ ...choice, count: Number(count) })}
        />
      ) : (
        <LastDay state={state} />
      )}
      {isByWeek(choice.repeat) ? (
        <Checkbox.Group
          label={t.weekdays}
          value={chosen.map(String)}
          onChange={(days) => {
            const weekdays = days.map(Number).filter((day) => day !== own)
            state.choose({ ...choice, weekdays: weekdays.toSorted() })
          }}
        >
          <Group gap="sm" mt={6}>
            {formats.weekdayNames().map((name, at) => (
              <Checkbox
                key={name}
                value={String(at + 1)}
                label={formats.shortWeekday(`2024-01-0${at + 1}`)}
                aria-label={name}
                disabled={at + 1 === own}
              />
            ))}
          </Group>
        </Checkbox.Group>
      ) : null}
    </div>
  )
}

function LastDay({ state }: { readonly state: RepeatState }) {
  const { choice } = state
  const today = useToday()
  const t = words.calendar.repeat
  const [typed, setTyped] = useState(() => (choice.until ? formats.shortDate(choice.until) : ''))
  const [isLeft, setLeft] = useState(false)
  return (
    <TextInput
      label={t.lastDay}
      autoComplete="off"
      maxLength={40}
      value={typed}
      description={choice.until && state.isEndPossible ? formats.weekdayDay(choice.until, 'UTC', today) : undefined}
      error={!state.isEndPossible && isLeft ? t.badLastDay : null}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        setLeft(false)
        state.choose({ ...choice, until: parseTypedDay(event.currentTarget.value, today, 'future') })
      }}
      onBlur={() => setLeft(true)}
    />
  )
}
