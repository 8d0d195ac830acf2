import '@mantine/dates/styles.layer.css'
import { ActionIcon, Button, Popover } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import { IconChevronDown, IconChevronLeft, IconChevronRight, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { CalendarDay } from '../../../shared/domain/time.ts'
import { plusDays } from '../../../shared/domain/zone.ts'
import { PageHeader } from '../../components/PageHeader.tsx'
import { KeyOf } from '../../keys/KeyOf.tsx'
import { ariaShortcut } from '../../keys/keys.ts'
import { formats, words } from '../../words/words.ts'
import styles from './calendar.module.css'

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true } as const

/** The day shown, and the ways to another: a step, today, or any day picked. */
export function CalendarHeader(props: {
  readonly on: CalendarDay
  readonly today: CalendarDay
  readonly onGo: (on: CalendarDay) => void
  readonly onNew: () => void
}) {
  const { on, today, onGo } = props
  const [isPicking, setIsPicking] = useState(false)
  const pick = (picked: string | null) => {
    const day = CalendarDay.safeParse(picked)
    if (!day.success) return
    setIsPicking(false)
    onGo(day.data)
  }
  const picker = (
    <Popover opened={isPicking} onChange={setIsPicking} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={styles['day']}
          title={words.calendar.pickDay}
          onClick={() => setIsPicking((before) => !before)}
        >
          {formats.weekdayDay(on, 'UTC', today)}
          <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={words.calendar.pickDay}>
        <DatePicker
          value={on}
          defaultDate={on}
          onChange={pick}
          firstDayOfWeek={1}
          highlightToday
          monthLabelFormat={(month) => formats.month(month.slice(0, 7))}
          monthsListFormat={formats.shortMonth}
          weekdayFormat={formats.shortWeekday}
          getDayAriaLabel={formats.date}
          ariaLabels={{
            ...words.calendar.picker,
            monthLevelControl: words.calendar.picker.months,
            yearLevelControl: words.calendar.picker.years,
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
  return (
    <PageHeader title={words.calendar.title} subtitle={picker}>
      <div className={styles['steps']} role="group" aria-label={words.calendar.pickDay}>
        <ActionIcon
          variant="default"
          aria-label={words.calendar.previousDay}
          aria-keyshortcuts={ariaShortcut('previousDay')}
          onClick={() => onGo(plusDays(on, -1))}
        >
          <IconChevronLeft {...icon} />
        </ActionIcon>
        <Button aria-keyshortcuts={ariaShortcut('today')} onClick={() => onGo(today)}>
          {words.calendar.today}
        </Button>
        <ActionIcon
          variant="default"
          aria-label={words.calendar.nextDay}
          aria-keyshortcuts={ariaShortcut('nextDay')}
          onClick={() => onGo(plusDays(on, 1))}
        >
          <IconChevronRight {...icon} />
        </ActionIcon>
      </div>
      <Button
        data-new-appointment
        variant="filled"
        leftSection={<IconPlus size={15} stroke={1.75} aria-hidden="true" />}
        rightSection={<KeyOf name="newAppointment" />}
        aria-keyshortcuts={ariaShortcut('newAppointment')}
        onClick={props.onNew}
      >
        {words.today.newAppointment}
      </Button>
    </PageHeader>
  )
}
