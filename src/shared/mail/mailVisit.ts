import type { ReactElement } from 'react'
import type { MailCalendar } from '../domain/mailContent.ts'
import { MINUTE, plusMilliseconds } from '../domain/time.ts'
import { zoneCity } from '../language/formats.ts'
import { dayAndClock, type Writing } from './inZone.ts'
import { facts } from './letter.ts'

/** A visit, as every e-mail about it names it. */
export type MailVisit = Pick<MailCalendar, 'id' | 'startsAt' | 'endsAt' | 'sequence'>

/** R9.2: what a mail program is to know of it; nothing says what the visit is for. */
export function calendarOf(
  { clinic, speech: { words }, now }: Writing,
  visit: MailVisit,
  method: MailCalendar['method'],
): MailCalendar {
  const { id, startsAt, endsAt, sequence } = visit
  return {
    method,
    ...{ id, startsAt, endsAt, sequence },
    summary: words.calendar.summary(clinic.name),
    addressLine: clinic.addressLine,
    description: clinic.phone === '' ? '' : words.calendar.telephone(clinic.phone),
    stampAt: now,
  }
}

/** When, with whom, where, and in which zone. */
export function visitFacts(writing: Writing, visit: MailVisit, practitionerCalledName: string): ReactElement {
  const { clinic, speech } = writing
  const t = speech.words.visit
  const where = [t.with(practitionerCalledName), clinic.addressLine].filter((part) => part !== '').join(' · ')
  return facts(spanOf(writing, visit), [where, t.zone(zoneCity(clinic.timeZone))])
}

export function spanOf({ clinic: { timeZone }, speech, now }: Writing, { startsAt, endsAt }: MailVisit): string {
  const { formats, words } = speech
  const day = formats.weekdayDay(startsAt, timeZone, now)
  return words.visit.span(day, formats.clock(startsAt, timeZone), formats.clock(endsAt, timeZone))
}

/** Whom to call, and until when it is in time (R6.3). */
export function cannotCome(writing: Writing, { startsAt }: MailVisit, cutOffMinutes: number): string {
  const { visit, call } = writing.speech.words
  const cutOff = plusMilliseconds(startsAt, -cutOffMinutes * MINUTE)
  const until = cutOff > writing.now ? visit.until(dayAndClock(writing, cutOff)) : ''
  return visit.cannotCome(call(writing.clinic.phone, until))
}
