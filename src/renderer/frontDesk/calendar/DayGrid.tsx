import '@event-calendar/core/index.css'
import { createCalendar, destroyCalendar, Interaction, ResourceTimeGrid, type Calendar } from '@event-calendar/core'
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import type { CalendarDay } from '../../../shared/domain/time.ts'
import { words } from '../../words/words.ts'
import './dayBlock.css'
import './dayGrid.css'
import { CarryGuides } from './CarryGuides.tsx'
import type { CarryStore } from './carrying.ts'
import { gridClock, gridClockOf, type Hours } from './dayView.ts'
import { bareContent, eventContent, labelContent } from './gridContent.ts'
import { watchDrag } from './watchDrag.ts'
import { useGridFocus } from './useGridFocus.ts'

const SLOTS_AN_HOUR = 2
/** The first line of the grid is that before the hours. */
const FIRST_COLUMN = 2
/** Of a column, where a time and a name can be read; narrower pages scroll sideways within the grid. */
const COLUMN_WIDTH = { people: 'minmax(148px, 1fr)', days: 'minmax(112px, 1fr)' } as const

/** A visit let go of over another time or column. */
export type Dropped = {
  readonly id: string
  readonly at: string
  /** Null where it is to be as long as before. */
  readonly until: string | null
  readonly columnId: string
}

export type SlotPicked = { readonly at: string; readonly columnId: string | null }

/**
 * A column for each practitioner of a day, or for each day of a practitioner: the grid believes to show one day. Times go in and come out as wall-clock text, so that the clinic's zone
 * decides and not this computer's.
 */
export function DayGrid(props: {
  /** The one day that it believes to show. */
  readonly on: CalendarDay
  readonly columnsAre: keyof typeof COLUMN_WIDTH
  readonly hours: Hours
  readonly nowHours: number | null
  /** Of the column through which the line of now goes, from 0; null for all. */
  readonly nowColumn: number | null
  /** Of half an hour, in pixels. */
  readonly slotHeight: number
  readonly resources: Calendar.ResourceInput[]
  readonly events: Calendar.EventInput[]
  readonly label: string
  /** The visit that was just booked: the focus goes to it. */
  readonly booked: string | null
  /** The free time that the arrows stand at: the focus is on it. */
  readonly walkedTo: string | null
  readonly carry: CarryStore
  readonly onPick: (slot: SlotPicked) => void
  readonly onOpen: (appointmentId: string) => void
  readonly onDrop: (dropped: Dropped) => void
  /** At the head of the grid: beside the labels of its columns, and below them. */
  readonly corner?: ReactNode
  readonly children?: ReactNode
}) {
  const { on, hours, nowHours, nowColumn, slotHeight, resources, events } = props
  const place = useRef<HTMLDivElement>(null)
  const calendar = useRef<Calendar | null>(null)
  const [parts, setParts] = useState<readonly (Element | null)[]>([])
  const latest = useRef(props)
  const kept = useRef<(visit: string) => void>(() => undefined)
  useLayoutEffect(() => {
    latest.current = props
  })

  useEffect(() => {
    const target = place.current
    if (!target) return
    const pick = (dateStr: string, resource: Calendar.Resource | undefined) =>
      latest.current.onPick({ at: dateStr.slice(11, 16), columnId: resource ? String(resource.id) : null })
    const first = latest.current
    const drag = watchDrag(first.carry)
    const began = ({ event }: { readonly event: Calendar.Event }) => kept.current(String(event.id))
    const ended = (info: { readonly event: Calendar.Event }) => {
      drag.end()
      began(info)
    }
    const made = createCalendar(target, [ResourceTimeGrid, Interaction], {
      view: 'resourceTimeGridDay',
      date: first.on,
      resources: first.resources,
      events: first.events,
      timeZone: 'UTC',
      headerToolbar: { start: '', center: '', end: '' },
      height: '100%',
      allDaySlot: false,
      slotDuration: '00:30:00',
      slotLabelInterval: '01:00:00',
      snapDuration: '00:15:00',
      slotHeight: first.slotHeight,
      columnWidth: COLUMN_WIDTH[first.columnsAre],
      scrollTime: gridClock(Math.max(first.hours.from, (first.nowHours ?? first.hours.from) - 1)),
      slotMinTime: gridClock(first.hours.from),
      slotMaxTime: gridClock(first.hours.to),
      slotLabelFormat: (time) => ({ domNodes: [bareContent(`${time.getHours()}:00`)] }),
      eventTimeFormat: (start) => ({ domNodes: [bareContent(gridClockOf(start))] }),
      slotEventOverlap: false,
      eventStartEditable: false,
      eventDurationEditable: false,
      pointer: true,
      selectable: true,
      unselectAuto: true,
      eventContent: (info) => eventContent(info, (id) => latest.current.onOpen(id)),
      resourceLabelContent: labelContent,
      dateClick: ({ dateStr, resource }) => pick(dateStr, resource),
      select: ({ startStr, resource }) => pick(startStr, resource),
      dragConstraint: ({ event }) => drag.over(event, true),
      resizeConstraint: ({ event }) => drag.over(event, false),
      eventDragStart: began,
      eventResizeStart: began,
      eventDragStop: ended,
      eventResizeStop: ended,
      eventDrop: ({ event, newResource, revert }) => {
        const at = gridClockOf(event.start)
        const [columnId = ''] = newResource ? [newResource.id] : event.resourceIds
        // Where it stands is the core's to say.
        revert()
        if (drag.isLetGo()) latest.current.onDrop({ id: String(event.id), at, until: null, columnId: String(columnId) })
      },
      eventResize: ({ event, revert }) => {
        const [at, until] = [gridClockOf(event.start), gridClockOf(event.end)]
        revert()
        const [columnId = ''] = event.resourceIds
        if (drag.isLetGo()) latest.current.onDrop({ id: String(event.id), at, until, columnId: String(columnId) })
      },
    })
    calendar.current = made
    setParts(['.ec-body', '.ec-header .ec-sidebar', '.ec-header'].map((part) => target.querySelector(part)))
    const plain = keepPlain(target)
    return () => {
      calendar.current = null
      setParts([])
      plain.disconnect()
      drag.stop()
      void destroyCalendar(made)
    }
  }, [])

  useEffect(() => {
    calendar.current?.setOption('slotMinTime', gridClock(hours.from)).setOption('slotMaxTime', gridClock(hours.to))
  }, [hours.from, hours.to])
  useEffect(() => {
    calendar.current?.setOption('slotHeight', slotHeight)
  }, [slotHeight])
  useEffect(() => {
    calendar.current?.setOption('date', on)
  }, [on])
  useEffect(() => {
    calendar.current?.setOption('resources', resources)
  }, [resources])
  const keepFocus = useGridFocus(place, events, props.booked, props.walkedTo, () =>
    calendar.current?.setOption('events', events),
  )

  useLayoutEffect(() => {
    kept.current = keepFocus
  }, [keepFocus])

  const isNowShown = nowHours !== null && nowHours >= hours.from && nowHours <= hours.to
  const top = isNowShown ? (nowHours - hours.from) * SLOTS_AN_HOUR * slotHeight : 0
  const line = { top, ...(nowColumn === null ? {} : { gridColumn: `${nowColumn + FIRST_COLUMN} / span 1` }) }
  const [body, corner, head] = parts
  return (
    <section className="day-grid" data-columns={props.columnsAre} ref={place} aria-label={props.label}>
      {body && isNowShown
        ? createPortal(
            <>
              <div className="day-grid-now" style={line} aria-hidden="true" />
              <div className="day-grid-now-dot" style={line} aria-hidden="true" />
            </>,
            body,
          )
        : null}
      {body
        ? createPortal(<CarryGuides carry={props.carry} hours={hours} hourHeight={SLOTS_AN_HOUR * slotHeight} />, body)
        : null}
      {corner && props.corner ? createPortal(props.corner, corner) : null}
      {head && props.children ? createPortal(props.children, head) : null}
    </section>
  )
}

const TABLE_ROLES = '[role="table"], [role="rowgroup"], [role="row"], [role="cell"], [role="columnheader"]'

/** The grid calls itself a table but keeps its events outside the cells; without those roles its buttons read well. */
function keepPlain(grid: HTMLElement): MutationObserver {
  const main = grid.querySelector<HTMLElement>('.ec-main')
  // R10.4: what scrolls can be scrolled by keyboard, also on a day without a visit.
  if (main) Object.assign(main, { tabIndex: 0, role: 'group', ariaLabel: words.calendar.times })
  const strip = () => {
    for (const element of grid.querySelectorAll(TABLE_ROLES)) {
      for (const name of ['role', 'aria-colindex', 'aria-colspan', 'aria-rowindex']) element.removeAttribute(name)
    }
  }
  strip()
  const observer = new MutationObserver(strip)
  observer.observe(grid, { childList: true, subtree: true })
  return observer
}
