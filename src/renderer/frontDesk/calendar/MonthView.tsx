import { useQuery } from '@tanstack/react-query'
import { IconUserOff } from '@tabler/icons-react'
import { useLayoutEffect, useRef } from 'react'
import { plusMonths } from '../../../shared/domain/calendarDays.ts'
import { CalendarDay } from '../../../shared/domain/time.ts'
import { EmptyState, ErrorState } from '../../components/ListStates.tsx'
import { KeysLine } from '../../keys/KeysLine.tsx'
import { useKeys } from '../../keys/useKeys.ts'
import { useApi } from '../../state/ClientProvider.tsx'
import { formats, words } from '../../words/words.ts'
import styles from './calendar.module.css'
import type { CalendarView } from './calendarAddress.ts'
import foot from './gridFoot.module.css'
import { MonthDay } from './MonthDay.tsx'
import month from './month.module.css'
import { dayBeside, glanceAt, isSameMonth, monthRows } from './monthView.ts'

/** R6.2: a month in whole weeks: how many visits each day has, how full it is, and who is away. Each day opens itself. */
export function MonthView(props: {
  /** The day that the arrows stand at; its month is shown. */
  readonly on: CalendarDay
  readonly today: CalendarDay
  readonly onGo: (view: CalendarView, on: CalendarDay) => void
  /** To another day of what is shown, or just beyond: no step for Back. */
  readonly onWalk: (on: CalendarDay) => void
}) {
  const { on, today } = props
  const api = useApi()
  const first = CalendarDay.parse(`${on.slice(0, 7)}-01`)
  const query = useQuery(api.calendar.month.queryOptions({ input: { on: first }, refetchInterval: 60_000 }))
  const grid = useRef<HTMLTableElement>(null)
  const dayButton = () => grid.current?.querySelector<HTMLElement>('button[tabindex="0"]')
  const hasFocus = () => grid.current?.contains(document.activeElement) === true
  // A month of fewer weeks takes the focus away with the week that it lacks.
  const keepsFocus = useRef(false)
  useLayoutEffect(() => {
    if (keepsFocus.current || hasFocus()) dayButton()?.focus()
    keepsFocus.current = false
  }, [on])
  const step = (by: 1 | -1) => {
    keepsFocus.current = hasFocus()
    props.onGo('month', plusMonths(on, by))
  }
  useKeys({
    walkDays: ({ key }) => {
      keepsFocus.current = hasFocus()
      if (keepsFocus.current) props.onWalk(dayBeside(on, key))
      else dayButton()?.focus()
    },
    previousMonth: () => step(-1),
    nextMonth: () => step(1),
  })
  const t = words.calendar
  if (query.isError) {
    return <ErrorState title={t.couldNotLoad.month} error={query.error} onRetry={() => void query.refetch()} />
  }
  if (query.data?.people.length === 0) {
    return (
      <div className={styles['skeleton']}>
        <EmptyState title={t.empty} hint={t.emptyHint} icon={<IconUserOff size={28} stroke={1.5} />} />
      </div>
    )
  }
  const weekdays = formats.weekdayNames()
  return (
    <div className={styles['grid']}>
      {query.data ? null : <span role="status" aria-label={words.common.loading} />}
      <div className={month['scroller']}>
        <table ref={grid} role="grid" className={month['month']} aria-label={t.dayLabel(formats.month(on.slice(0, 7)))}>
          <thead>
            <tr>
              {(monthRows(on)[0] ?? []).map((day, index) => (
                <th key={day} scope="col" abbr={weekdays[index]}>
                  {formats.shortWeekday(day)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {monthRows(on).map((week, row) => (
              // A day keeps its place in the grid, and so the focus, when the month changes.
              <tr key={row}>
                {week.map((day, column) => (
                  <MonthDay
                    key={column}
                    on={day}
                    glance={query.data ? glanceAt(query.data.people, 7 * row + column) : null}
                    today={today}
                    isOfMonth={isSameMonth(day, on)}
                    isChosen={day === on}
                    onOpen={() => props.onGo('day', day)}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={foot['foot']}>
        <KeysLine className={foot['keys']} names={['walkDays', 'open', 'previousMonth', 'nextMonth', 'showWeek']} />
      </div>
    </div>
  )
}
