import type { ReactElement } from 'react'
import type { MailSeries } from '../domain/mailContent.ts'
import type { Instant } from '../domain/time.ts'
import { zoneCity } from '../language/formats.ts'
import { formsPieces, type MailForms } from './formsPieces.ts'
import type { Writing } from './inZone.ts'
import { facts, letter, paragraph, rule, smallPrint } from './letter.ts'
import type { ChangedOfVisit, Letter } from './letters.ts'
import { calendarOfSeries, cannotCome, spanOf } from './mailVisit.ts'

/** What an e-mail says of several visits that recur (R6.2). One that is off is named as the patient knows it. */
export type SeriesLetterFacts =
  | {
      readonly kind: 'seriesConfirmation'
      readonly givenName: string | null
      readonly practitionerCalledName: string
      readonly series: MailSeries
      readonly cutOffMinutes: number
      readonly forms: MailForms | null
    }
  | {
      readonly kind: 'seriesChange'
      readonly givenName: string | null
      readonly practitionerCalledName: string
      readonly series: MailSeries
      readonly cutOffMinutes: number
      readonly what: ChangedOfVisit
      /** When the patient means to come to the first of them. */
      readonly knownStartsAt: Instant
    }
  | { readonly kind: 'seriesCancellation'; readonly givenName: string | null; readonly series: MailSeries }

/** R9.1: one confirmation, one change and one cancellation of several visits. */
export function writeSeriesLetter(writing: Writing, told: SeriesLetterFacts): Letter {
  const { clinic, speech, now } = writing
  const { words, language } = speech
  const t = words.series
  const inOrder = told.series.visits.toSorted((one, other) => (one.startsAt < other.startsAt ? -1 : 1))
  const [first] = inOrder
  if (!first) throw new Error('An e-mail about no visit')
  const when = speech.formats.weekdayDayClock(first.startsAt, clinic.timeZone, now)
  const count = inOrder.length
  const spans = inOrder.map((visit) => spanOf(writing, visit))
  const zone = zoneCity(clinic.timeZone)
  if (told.kind === 'seriesCancellation') {
    const pieces = [
      paragraph(t.offHello(told.givenName, count)),
      boxOf(spans, [words.cancellation.zone(zone)]),
      rule(),
      smallPrint(words.cancellation.another(words.call(clinic.phone, ''))),
    ]
    return {
      subject: words.subject.seriesOff(clinic.name, count, when),
      body: letter({ language, clinicName: clinic.name, heading: t.offHeading(count) }, ...pieces),
      calendar: calendarOfSeries(writing, told.series, 'CANCEL'),
    }
  }
  const where = [words.visit.with(told.practitionerCalledName), clinic.addressLine]
  const box = boxOf(spans, [where.filter((part) => part !== '').join(' · '), words.visit.zone(zone)])
  const small = smallPrint(cannotCome(writing, { ...first, id: told.series.id }, told.cutOffMinutes))
  const calendar = calendarOfSeries(writing, told.series, 'REQUEST')
  if (told.kind === 'seriesChange') {
    const was = speech.formats.weekdayDayClock(told.knownStartsAt, clinic.timeZone, now)
    const pieces = [paragraph(t.changed[told.what](told.givenName, count, was)), box, rule(), small]
    return {
      subject: words.subject.seriesChange(clinic.name, count, when),
      body: letter({ language, clinicName: clinic.name, heading: t.changedHeading(count) }, ...pieces),
      calendar,
    }
  }
  const pieces = [
    paragraph(t.hello(told.givenName, count)),
    box,
    ...(told.forms ? formsPieces(writing, told.forms, true) : []),
    rule(),
    small,
  ]
  return {
    subject: words.subject.series(clinic.name, count, when),
    body: letter({ language, clinicName: clinic.name, heading: t.heading(count) }, ...pieces),
    calendar,
  }
}

/** The first in bold: when somebody is to come next. */
function boxOf([first = '', ...others]: readonly string[], about: readonly string[]): ReactElement {
  return facts(first, [...others, ...about])
}
