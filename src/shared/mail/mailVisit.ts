import type { ReactElement } from 'react'
import type { MailCalendar, MailOccurrence, MailSeries } from '../domain/mailContent.ts'
import { MINUTE, plusMilliseconds } from '../domain/time.ts'
import { zoneCity } from '../language/formats.ts'
import { dayAndClock, type Writing } from './inZone.ts'
import { facts } from './letter.ts'

/** A visit, as every e-mail about it names it. */
export type MailVisit = Pick<MailCalendar, 'id' | 'startsAt' | 'endsAt' | 'sequence'> & {
  /** Where it stands in a series. */
  readonly series?: (Pick<MailSeries, 'id' | 'timeZone'> & Pick<MailOccurrence, 'originallyAt'>) | null
}

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
    series: visit.series ? seriesOf(visit, visit.series) : null,
  }
}

function seriesOf(
  { startsAt, endsAt, sequence }: MailVisit,
  { id, timeZone, originallyAt }: NonNullable<MailVisit['series']>,
): MailSeries {
  return { id, timeZone, whole: null, visits: [{ originallyAt, startsAt, endsAt, sequence }] }
}

/** The same of several visits: what a calendar goes by is in the series. */
export function calendarOfSeries(writing: Writing, series: MailSeries, method: MailCalendar['method']): MailCalendar {
  const [first] = series.visits
  if (!first) throw new Error('An e-mail about no visit')
  const { startsAt, endsAt } = first
  const sequence = Math.max(...series.visits.map((visit) => visit.sequence))
  return { ...calendarOf(writing, { id: series.id, startsAt, endsAt, sequence }, method), series }
}

/** When, with whom, where, and in which zone. */
export function visitFacts(
  writing: Writing,
  visit: MailVisit,
  practitionerCalledName: string,
  { hasFile }: { readonly hasFile: boolean } = { hasFile: true },
): ReactElement {
  const { clinic, speech } = writing
  const t = speech.words.visit
  const where = [t.with(practitionerCalledName), clinic.addressLine].filter((part) => part !== '').join(' · ')
  const zone = hasFile ? t.zone : t.zoneAlone
  return facts(spanOf(writing, visit), [where, zone(zoneCity(clinic.timeZone))])
}

export function spanOf(
  { clinic: { timeZone }, speech, now }: Writing,
  { startsAt, endsAt }: Pick<MailVisit, 'startsAt' | 'endsAt'>,
): string {
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
