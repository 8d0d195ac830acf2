import type { Calendar } from '@event-calendar/core'
import { initials } from '../../../shared/language/initials.ts'
import marks from '../../components/marks.module.css'
import { words } from '../../words/words.ts'
import { gridClockOf } from './dayView.ts'

/** What the grid is told beside times; read back when it asks what to draw. */
export type EventFacts = {
  /** Its id; empty of a booking that is being made. */
  readonly visit: string
  readonly name: string
  /** "9:00"; from when to when of a booking that is being made. */
  readonly time: string
  readonly service: string
  /** "3 of 10", of a visit that recurs. */
  readonly series: string
  /** How many lines of text there is room for. */
  readonly lines: 1 | 2 | 3 | 4
  /** For a screen reader: until when, with whom, which status. */
  readonly spoken: string
  /** "15 min late", "No-show". */
  readonly standing: string
  /** What stands between the visit and its start. */
  readonly missing: string
}
/** `note`: how full it is. */
export type LabelFacts =
  | { readonly kind: 'person'; readonly tint: number; readonly note: string }
  | { readonly kind: 'day' | 'today'; readonly date: string; readonly spoken: string; readonly note: string }

/** Text only, never HTML: names are whatever people typed. */
export function bareContent(text: string, className = ''): HTMLElement {
  const element = document.createElement('span')
  element.className = className
  element.textContent = text
  return element
}

/** A button that fills the event, so that mouse, keyboard and screen reader meet the same thing. */
export function eventContent(
  { event }: Calendar.EventContentInfo,
  onOpen: (id: string) => void,
): Calendar.Content | undefined {
  if (event.display === 'preview' && fact(event.extendedProps, 'visit') !== '') return previewContent(event)
  if (event.display === 'background' && fact(event.extendedProps, 'name') !== '') return freedContent(event)
  if (event.display !== 'auto' && event.display !== 'ghost') return undefined
  const name = bareContent(fact(event.extendedProps, 'name'), 'day-grid-name')
  name.dir = 'auto'
  const spoken = fact(event.extendedProps, 'spoken')
  const [time, service] = [fact(event.extendedProps, 'time'), fact(event.extendedProps, 'service')]
  const [standing, missing] = [fact(event.extendedProps, 'standing'), fact(event.extendedProps, 'missing')]
  // The booking that is being made is no button: it is edited in its panel.
  const block = document.createElement(spoken === '' ? 'div' : 'button')
  block.className = 'day-grid-block'
  block.dataset['lines'] = fact(event.extendedProps, 'lines')
  const when = bareContent(time, 'day-grid-time')
  const series = fact(event.extendedProps, 'series')
  if (series !== '') when.append(' ', seriesContent(series))
  block.append(name, ' ', when, ' ', bareContent(service, 'day-grid-service'))
  block.append(bareContent(spoken, 'day-grid-spoken'))
  if (standing !== '') block.append(bareContent(standing, 'day-grid-standing'), ' ')
  if (missing !== '') block.append(bareContent(missing, 'day-grid-missing'))
  if (!(block instanceof HTMLButtonElement)) return { domNodes: [block] }
  const button = block
  button.type = 'button'
  const visit = fact(event.extendedProps, 'visit')
  button.dataset['visit'] = visit
  button.addEventListener('click', () => onOpen(visit))
  return { domNodes: [button] }
}

/** A mark beside the time, and the which of how many where there is room; what is spoken has it in words. */
function seriesContent(series: string): HTMLElement {
  const mark = bareContent('', 'day-grid-series')
  mark.ariaHidden = 'true'
  mark.append(bareContent(series))
  return mark
}

/** A time that was given back: since when, and how many it suits. */
function freedContent({ extendedProps }: Calendar.Event): Calendar.Content {
  const [since, waiting] = [fact(extendedProps, 'name'), fact(extendedProps, 'time')]
  return { domNodes: [bareContent(since, 'day-grid-name'), bareContent(waiting, 'day-grid-waiting')] }
}

/** A visit while the mouse drags it: who, and from when to when it would be. */
function previewContent({ start, end, extendedProps }: Calendar.Event): Calendar.Content {
  const block = bareContent('', 'day-grid-block')
  block.dataset['lines'] = '2'
  const time = words.calendar.range(gridClockOf(start), gridClockOf(end))
  block.append(bareContent(fact(extendedProps, 'name'), 'day-grid-name'), bareContent(time, 'day-grid-time'))
  return { domNodes: [block] }
}

export function labelContent({ resource }: Calendar.ResourceLabelInfo): Calendar.Content {
  const title = typeof resource.title === 'string' ? resource.title : ''
  const note = bareContent(fact(resource.extendedProps, 'note'), 'day-grid-note')
  if (fact(resource.extendedProps, 'kind') !== 'person') return { domNodes: [dayLabel(title, resource), note] }
  const avatar = bareContent(initials(title), marks['avatar'])
  avatar.dataset['tint'] = fact(resource.extendedProps, 'tint')
  avatar.ariaHidden = 'true'
  const name = bareContent(title, 'day-grid-person')
  name.title = title
  return { domNodes: [avatar, name, note] }
}

/** "Mon 23", that of today marked. */
function dayLabel(weekday: string, { extendedProps }: Calendar.Resource): HTMLElement {
  const label = bareContent('', 'day-grid-day')
  const shown = bareContent('')
  shown.ariaHidden = 'true'
  shown.append(`${weekday} `, bareContent(fact(extendedProps, 'date'), 'day-grid-date'))
  label.append(shown, bareContent(fact(extendedProps, 'spoken'), 'day-grid-spoken'))
  label.dataset['kind'] = fact(extendedProps, 'kind')
  return label
}

function fact(facts: Record<string, unknown>, name: string): string {
  const value = facts[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
