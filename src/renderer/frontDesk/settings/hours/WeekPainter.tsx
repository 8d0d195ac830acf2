import { SegmentedControl } from '@mantine/core'
import { useId, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { writeTime } from '../../../format/typedHours.ts'
import { KeyOf } from '../../../keys/KeyOf.tsx'
import { keyPressed, type KeyName } from '../../../keys/keys.ts'
import { words } from '../../../words/words.ts'
import styles from './hours.module.css'
import { hoursWords } from './hoursWords.ts'
import { clockAt, isWorkedIn, LAST_STEP, minutesOf, paintWeek, stepOf, type Cell, type WeekDays } from './weekPaint.ts'

/** Drawn from six in the morning to ten at night, and further where somebody works then. */
const USUAL = { first: 24, end: 88 }
const CELL_PIXELS = 10

/** The week as it is painted: with the mouse, a stroke from cell to cell; by keyboard, Shift and the arrows (R6.1). */
export function WeekPainter(props: {
  readonly days: WeekDays
  readonly isReadOnly: boolean
  readonly onPaint: (days: WeekDays) => void
}) {
  const { days, isReadOnly, onPaint } = props
  const [tool, setTool] = useState<'works' | 'clear'>('works')
  const [cursor, setCursor] = useState<Cell>({ day: 0, step: 36 })
  const [stroke, setStroke] = useState<Cell | null>(null)
  const [copied, setCopied] = useState<WeekDays[number] | null>(null)
  const area = useRef<HTMLDivElement>(null)
  const helpId = useId()
  const t = words.settings.hours
  const { weekdays, closed } = hoursWords()
  const first = Math.min(USUAL.first, ...days.flat().map(({ from }) => Math.floor(stepOf(from))))
  const end = Math.max(USUAL.end, ...days.flat().map(({ to }) => Math.ceil(stepOf(to))))
  const shown = stroke ? paintWeek(days, stroke, cursor, tool === 'works') : days
  const cellAt = (event: PointerEvent): Cell => {
    const box = area.current?.getBoundingClientRect() ?? new DOMRect()
    const clamp = (value: number, least: number, most: number) => Math.max(least, Math.min(most, Math.floor(value)))
    return {
      day: clamp(((event.clientX - box.left) / box.width) * 7, 0, 6),
      step: clamp(first + (event.clientY - box.top) / CELL_PIXELS, first, Math.min(end - 1, LAST_STEP)),
    }
  }
  const begin = (event: PointerEvent<HTMLDivElement>) => {
    if (isReadOnly || event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const cell = cellAt(event)
    setCursor(cell)
    setStroke(cell)
  }
  const finish = () => {
    if (stroke) onPaint(shown)
    setStroke(null)
  }
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const moves = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] } as const
    const move = event.key in moves ? moves[event.key as keyof typeof moves] : null // it is one of them
    const acts = {
      worksHere: () => setTool('works'),
      clearHere: () => setTool('clear'),
      copyDay: copy,
      pasteDay: paste,
    }
    const pressed = keyPressed(['worksHere', 'clearHere', 'copyDay', 'pasteDay'], event)
    if (move) {
      const next = {
        day: Math.max(0, Math.min(6, cursor.day + move[0])),
        step: Math.max(0, Math.min(LAST_STEP, cursor.step + move[1])),
      }
      if (event.shiftKey && !isReadOnly) onPaint(paintWeek(days, cursor, next, tool === 'works'))
      setCursor(next)
    } else if (pressed && !isReadOnly) acts[pressed]()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const copy = () => setCopied(days[cursor.day] ?? [])
  const paste = () => {
    if (copied) onPaint(days.map((spans, day) => (day === cursor.day ? copied : spans)))
  }
  const height = (end - first) * CELL_PIXELS
  const hours = Array.from({ length: Math.floor((end - first) / 4) }, (_, index) => Math.ceil(first / 4) + index)
  return (
    <div className={styles['painter']}>
      {isReadOnly ? null : (
        <div className={styles['tools']}>
          <SegmentedControl
            aria-label={t.tool}
            value={tool}
            onChange={(value) => setTool(value === 'clear' ? 'clear' : 'works')}
            data={[
              { value: 'works', label: <Tool name={t.works} press="worksHere" /> },
              { value: 'clear', label: <Tool name={t.clear} press="clearHere" /> },
            ]}
          />
        </div>
      )}
      <div className={styles['heads']} aria-hidden="true">
        {weekdays.map((name, day) => (
          <span key={name}>
            <b>{name}</b>{' '}
            <small>{minutesOf(shown[day] ?? []) === 0 ? closed : t.hours(minutesOf(shown[day] ?? []))}</small>
          </span>
        ))}
      </div>
      <div className={styles['grid']}>
        <div className={styles['times']} style={{ height }} aria-hidden="true">
          {hours.map((hour) => (
            <span key={hour} style={{ top: (hour * 4 - first) * CELL_PIXELS }}>{`${hour}:00`}</span>
          ))}
        </div>
        <div
          ref={area}
          role="application"
          tabIndex={0}
          aria-label={t.drawn}
          aria-describedby={helpId}
          className={styles['area']}
          style={{ height }}
          data-read-only={isReadOnly || undefined}
          onKeyDown={press}
          onPointerDown={begin}
          onPointerMove={(event) => (stroke ? setCursor(cellAt(event)) : undefined)}
          onPointerUp={finish}
          onPointerCancel={() => setStroke(null)}
        >
          {shown.map((spans, day) => (
            <div key={weekdays[day]} className={styles['day']}>
              {spans.map(({ from, to }) => (
                <span
                  key={from}
                  className={styles['span']}
                  style={{
                    top: (stepOf(from) - first) * CELL_PIXELS,
                    height: (stepOf(to) - stepOf(from)) * CELL_PIXELS,
                  }}
                >
                  <span>{writeTime(from)}</span>
                  <span className={styles['dash']}>-</span>
                  <wbr />
                  <span>{writeTime(to)}</span>
                </span>
              ))}
              {day === cursor.day && cursor.step >= first && cursor.step < end ? (
                <span className={styles['cursor']} style={{ top: (cursor.step - first) * CELL_PIXELS }} />
              ) : null}
            </div>
          ))}
        </div>
      </div>
      <p role="status" className={styles['spoken']}>
        {t.at(weekdays[cursor.day] ?? '', clockAt(cursor.step), isWorkedIn(days, cursor))}
      </p>
      <p id={helpId} className={styles['help']}>
        {isReadOnly ? t.helpReading : t.help}
      </p>
    </div>
  )
}

function Tool(props: { readonly name: string; readonly press: KeyName }) {
  return (
    <span className={styles['tool']}>
      {props.name} <KeyOf name={props.press} />
    </span>
  )
}
