import '@mantine/dates/styles.layer.css'
import { ActionIcon, Button, Menu, Popover } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import {
  IconCalendarDown,
  IconChevronDown,
  IconChevronLeft,
  IconChevronRight,
  IconColumns3,
  IconDots,
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

const VIEW_KEYS = { day: 'showDay', week: 'showWeek', month: 'showMonth' } as const
const STEP_KEYS = {
  day: ['previousDay', 'nextDay'],
  week: ['previousDay', 'nextDay'],
  month: ['previousMonth', 'nextMonth'],
} as const

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
  /** Null for what is not printed. */
  readonly onPrint: (() => void) | null
  /** Null where only lists are printed: what stands side by side is a day. */
  readonly onPrintColumns: (() => void) | null
  readonly onSaveTimes: () => void
  readonly onWaiting: () => void
}) {
  const { view, on, today, onGo } = props
  const [previousKey, nextKey] = STEP_KEYS[view]
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
          {spanShown(props)}
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
          aria-keyshortcuts={ariaShortcut(previousKey)}
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
          aria-keyshortcuts={ariaShortcut(nextKey)}
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
      {props.onPrint ? (
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
      ) : null}
      <Menu position="bottom-end" width={250}>
        <Menu.Target>
          <ActionIcon variant="default" size={32} title={words.calendar.more} aria-label={words.calendar.more}>
            <IconDots {...icon} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {props.onPrintColumns ? (
            <Menu.Item leftSection={<IconColumns3 {...icon} />} onClick={props.onPrintColumns}>
              {words.calendar.printColumns}
            </Menu.Item>
          ) : null}
          <Menu.Item leftSection={<IconCalendarDown {...icon} />} onClick={props.onSaveTimes}>
            {words.calendar.file.times}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
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

function spanShown({ view, on, days, today }: Parameters<typeof CalendarHeader>[0]): string {
  if (view === 'month') return formats.month(on.slice(0, 7))
  return view === 'week' && days ? daysShown(days, today) : formats.weekdayDay(on, 'UTC', today)
}

/** "23 to 28 November", "30 November to 5 December". */
function daysShown({ first, last }: { readonly first: CalendarDay; readonly last: CalendarDay }, today: CalendarDay) {
  const isOneMonth = first.slice(0, 7) === last.slice(0, 7)
  const from = isOneMonth ? String(Number(first.slice(8))) : formats.dayMonth(first, 'UTC', last)
  return words.calendar.range(from, formats.dayMonth(last, 'UTC', today))
}
