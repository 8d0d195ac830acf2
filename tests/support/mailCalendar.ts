import ICAL from 'ical.js'
import { expandRecurringEvent, sync as nodeIcal } from 'node-ical'
import { toInstant, type Instant } from '../../src/shared/domain/time.ts'

type Span = { readonly from: Instant; readonly to: Instant }

/**
 * A patient's calendar, as a mail program keeps it from the .ics files of the e-mails in their order (RFC 5546): a REQUEST puts an
 * entry in or renews it, a CANCEL takes it out, an entry with RECURRENCE-ID is one of its series, and what is older than what
 * stands there (SEQUENCE) changes nothing. What stands is read by two independent parsers, which must read the same.
 */
export class MailCalendar {
  readonly #entries = new Map<string, { readonly event: ICAL.Component; readonly sequence: number }>()
  #zone: ICAL.Component | null = null

  take(file: string): void {
    // The library's own type of what it parses is `any`.
    const calendar = new ICAL.Component(ICAL.parse(file) as unknown[])
    const isOff = calendar.getFirstPropertyValue('method') === 'CANCEL'
    this.#zone = calendar.getFirstSubcomponent('vtimezone') ?? this.#zone
    for (const event of calendar.getAllSubcomponents('vevent')) {
      const key = JSON.stringify([textOf(event, 'uid'), textOf(event, 'recurrence-id')])
      const sequence = Number(textOf(event, 'sequence'))
      if ((this.#entries.get(key)?.sequence ?? -1) > sequence) continue
      event.updatePropertyWithValue('status', isOff ? 'CANCELLED' : 'CONFIRMED')
      this.#entries.set(key, { event, sequence })
    }
  }

  /** What stands between two instants, in order of time. */
  spans(from: Instant, to: Instant): Span[] {
    const file = new ICAL.Component('vcalendar')
    if (this.#zone) file.addSubcomponent(cloned(this.#zone))
    for (const { event } of this.#entries.values()) file.addSubcomponent(cloned(event))
    const text = file.toString()
    const [one, other] = [readByIcalJs(text, to), readByNodeIcal(text, from, to)].map((spans) =>
      spans.filter((each) => each.from >= from).toSorted((a, b) => (a.from < b.from ? -1 : 1)),
    )
    if (JSON.stringify(one) !== JSON.stringify(other)) {
      throw new Error(`Two parsers read two things: ${JSON.stringify(one)} and ${JSON.stringify(other)}`)
    }
    return one ?? []
  }
}

function readByIcalJs(text: string, to: Instant): Span[] {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[])
  const zone = calendar.getFirstSubcomponent('vtimezone')
  if (zone) ICAL.TimezoneService.register(zone)
  const all = calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each, { exceptions: [] }))
  const masters = all.filter((each) => !each.isRecurrenceException())
  for (const exception of all.filter((each) => each.isRecurrenceException())) {
    masters.find(({ uid }) => uid === exception.uid)?.relateException(exception)
  }
  const found = masters.flatMap((master) => {
    if (!master.isRecurring()) return [{ event: master, start: master.startDate, end: master.endDate }]
    const occurrences = []
    const iterator = master.iterator()
    for (let next = iterator.next(); next && next.toJSDate() <= new Date(to); next = iterator.next()) {
      const { item, startDate, endDate } = master.getOccurrenceDetails(next)
      occurrences.push({ event: item, start: startDate, end: endDate })
    }
    return occurrences
  })
  return found
    .filter(({ event }) => textOf(event.component, 'status') !== 'CANCELLED')
    .map(({ start, end }) => spanOf(start.toJSDate(), end.toJSDate()))
}

function readByNodeIcal(text: string, from: Instant, to: Instant): Span[] {
  return Object.values(nodeIcal.parseICS(text)).flatMap((event) =>
    event?.type === 'VEVENT'
      ? expandRecurringEvent(event, { from: new Date(from), to: new Date(to) })
          .filter((each) => each.event.status !== 'CANCELLED')
          .map((each) => spanOf(each.start, each.end))
      : [],
  )
}

const cloned = (component: ICAL.Component) => new ICAL.Component(ICAL.parse(component.toString()) as unknown[])

function textOf(event: ICAL.Component, name: string): string {
  const value = event.getFirstPropertyValue(name)
  return value === null ? '' : String(value)
}

const spanOf = (from: Date, to: Date): Span => ({ from: toInstant(from.getTime()), to: toInstant(to.getTime()) })
