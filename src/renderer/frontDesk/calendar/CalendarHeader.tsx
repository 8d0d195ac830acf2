import '@mantine/dates/styles.layer.css'
import { ActionIcon, Button, Popover } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import {
  IconChevronDown,
  IconChevronLeft,
  IconChevronRight,
  IconListDetails,
  IconPlus,
  IconPrinter,
} from '@tabler/icons-react'
import { useState } from 'react'
import { CalendarDay } from '../../../shared/domain/time.ts'
import { PageHeader } from '../../components/PageHeader.tsx'
import { KeyOf } from '../../keys/KeyOf.tsx'
import { ariaShortcut } from '../../keys/keys.ts'
import { formats, words } from '../../words/words.ts'
import styles from './calendar.module.css'
import { CALENDAR_VIEWS, stepFrom, type CalendarView } from './calendarAddress.ts'

const VIEW_KEYS = { day: 'showDay', week: 'showWeek' } as const

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true } as const

/** The day, week or month shown, and the ways to another: a step, today, or any day picked. */
export function CalendarHeader(props: {
  readonly view: CalendarView
  readonly on: CalendarDay
  /** The first and the last that a week shows, once they are known. */
  readonly days: { readonly first: CalendarDay; readonly last: CalendarDay } | null
  readonly today: CalendarDay
  readonly onGo: (view: CalendarView, on: CalendarDay) => void
  readonly onNew: () => void
  readonly onPrint: () => void
  readonly onWaiting: () => void
}) {
  const { view, on, today, days, onGo } = props
  const [isPicking, setIsPicking] = useState(false)
  const pick = (picked: string | null) => {
    const day = CalendarDay.safeParse(picked)
    if (!day.success) return
    setIsPicking(false)
    onGo(view, day.data)
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
          {view === 'week' && days ? daysShown(days, today) : formats.weekdayDay(on, 'UTC', today)}
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
    <PageHeader title={words.calendar.title} subtitle={picker} isDense>
      <div className={styles['steps']} role="group" aria-label={words.calendar.pickDay}>
        <ActionIcon
          variant="default"
          aria-label={words.calendar.previous[view]}
          aria-keyshortcuts={ariaShortcut('previousDay')}
          onClick={() => onGo(view, stepFrom(view, on, -1))}
        >
          <IconChevronLeft {...icon} />
        </ActionIcon>
        <Button aria-keyshortcuts={ariaShortcut('today')} onClick={() => onGo(view, today)}>
          {words.calendar.today}
        </Button>
        <ActionIcon
          variant="default"
          aria-label={words.calendar.next[view]}
          aria-keyshortcuts={ariaShortcut('nextDay')}
          onClick={() => onGo(view, stepFrom(view, on, 1))}
        >
          <IconChevronRight {...icon} />
        </ActionIcon>
      </div>
      <div className={`${styles['steps']} ${styles['views']}`} role="group" aria-label={words.calendar.view}>
        {CALENDAR_VIEWS.map((each) => (
          <Button
            key={each}
            aria-pressed={each === view}
            aria-keyshortcuts={ariaShortcut(VIEW_KEYS[each])}
            onClick={() => onGo(each, on)}
          >
            {words.calendar.views[each]}
          </Button>
        ))}
      </div>
      <ActionIcon
        variant="default"
        size={32}
        title={words.waitingList.title}
        aria-label={words.waitingList.title}
        aria-keyshortcuts={ariaShortcut('waiting')}
        onClick={props.onWaiting}
      >
        <IconListDetails {...icon} />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size={32}
        title={words.calendar.print}
        aria-label={words.calendar.print}
        aria-keyshortcuts={ariaShortcut('printCalendar')}
        onClick={props.onPrint}
      >
        <IconPrinter {...icon} />
      </ActionIcon>
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

/** "23 to 28 November", "30 November to 5 December". */
function daysShown({ first, last }: { readonly first: CalendarDay; readonly last: CalendarDay }, today: CalendarDay) {
  const isOneMonth = first.slice(0, 7) === last.slice(0, 7)
  const from = isOneMonth ? String(Number(first.slice(8))) : formats.dayMonth(first, 'UTC', last)
  return words.calendar.range(from, formats.dayMonth(last, 'UTC', today))
}
