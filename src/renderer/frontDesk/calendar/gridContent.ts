import type { Calendar } from '@event-calendar/core'
import { initials } from '../../../shared/language/initials.ts'
import marks from '../../components/marks.module.css'

/** What the grid is told beside times; read back when it asks what to draw. */
export type EventFacts = {
  readonly name: string
  /** "9:00 Initial assessment". */
  readonly detail: string
  /** For a screen reader: until when, with whom, which status. */
  readonly spoken: string
  /** What stands between the visit and its start. */
  readonly missing: string
}
export type LabelFacts = { readonly tint: number; readonly note: string }

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
  if (event.display !== 'auto') return undefined
  const name = bareContent(fact(event.extendedProps, 'name'), 'day-grid-name')
  name.dir = 'auto'
  const spoken = fact(event.extendedProps, 'spoken')
  const parts = [
    name,
    document.createTextNode(' '),
    bareContent(fact(event.extendedProps, 'detail'), 'day-grid-detail'),
    bareContent(spoken, 'day-grid-spoken'),
    bareContent(fact(event.extendedProps, 'missing'), 'day-grid-missing'),
  ]
  // The booking that is being made is no button: it is edited in its panel.
  if (spoken === '') return { domNodes: parts }
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'day-grid-open'
  button.append(...parts)
  button.addEventListener('click', () => onOpen(String(event.id)))
  return { domNodes: [button] }
}

export function labelContent({ resource }: Calendar.ResourceLabelInfo): Calendar.Content {
  const title = typeof resource.title === 'string' ? resource.title : ''
  const avatar = bareContent(initials(title), marks['avatar'])
  avatar.dataset['tint'] = fact(resource.extendedProps, 'tint')
  avatar.ariaHidden = 'true'
  const name = bareContent(title, 'day-grid-person')
  name.title = title
  return { domNodes: [avatar, name, bareContent(fact(resource.extendedProps, 'note'), 'day-grid-note')] }
}

function fact(facts: Record<string, unknown>, name: keyof EventFacts | keyof LabelFacts): string {
  const value = facts[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
