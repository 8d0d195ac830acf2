import type { Calendar } from '@event-calendar/core'
import { initials } from '../../format/people.ts'
import marks from '../../components/marks.module.css'

/** What the grid is told beside times; read back when it asks what to draw. */
export type EventFacts = {
  readonly name: string
  /** "9:00 Initial assessment". */
  readonly detail: string
  /** For a screen reader: until when, with whom, which status. */
  readonly spoken: string
}
export type LabelFacts = { readonly tint: number; readonly note: string }

/** Text only, never HTML: names are whatever people typed. */
export function bareContent(text: string, className = ''): HTMLElement {
  const element = document.createElement('span')
  element.className = className
  element.textContent = text
  return element
}

export function eventContent({ event }: Calendar.EventContentInfo): Calendar.Content | undefined {
  if (event.display !== 'auto') return undefined
  const name = bareContent(fact(event.extendedProps, 'name'), 'day-grid-name')
  name.dir = 'auto'
  return {
    domNodes: [
      name,
      document.createTextNode(' '),
      bareContent(fact(event.extendedProps, 'detail'), 'day-grid-detail'),
      bareContent(fact(event.extendedProps, 'spoken'), 'day-grid-spoken'),
    ],
  }
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
