import { ActionIcon, Button } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import type { CalendarDay } from '../../../shared/domain/time.ts'
import { plusDays } from '../../../shared/domain/zone.ts'
import { ariaShortcut } from '../../keys/keys.ts'
import { words } from '../../words/words.ts'
import styles from './myDay.module.css'

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true } as const

/** To the day before, today, the day after. */
export function DaySteps(props: {
  readonly on: CalendarDay
  readonly today: CalendarDay
  readonly onGo: (on: CalendarDay) => void
}) {
  const { on, today, onGo } = props
  const { names } = words.keys
  return (
    <div className={styles['steps']} role="group" aria-label={words.myDay.day}>
      <ActionIcon
        variant="default"
        aria-label={names.previousDay}
        aria-keyshortcuts={ariaShortcut('previousDay')}
        onClick={() => onGo(plusDays(on, -1))}
      >
        <IconChevronLeft {...icon} />
      </ActionIcon>
      <Button aria-keyshortcuts={ariaShortcut('today')} onClick={() => onGo(today)}>
        {names.today}
      </Button>
      <ActionIcon
        variant="default"
        aria-label={names.nextDay}
        aria-keyshortcuts={ariaShortcut('nextDay')}
        onClick={() => onGo(plusDays(on, 1))}
      >
        <IconChevronRight {...icon} />
      </ActionIcon>
    </div>
  )
}
