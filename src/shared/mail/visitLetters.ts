import type { ReactElement } from 'react'
import { assertNever } from '../domain/assertNever.ts'
import type { Writing } from './inZone.ts'
import { button, letter, paragraph, rule, smallPrint } from './letter.ts'
import type { Letter } from './letters.ts'
import { calendarOf, cannotCome, visitFacts, type MailVisit } from './mailVisit.ts'

type Visit = {
  readonly practitionerCalledName: string
  readonly visit: MailVisit
}

/** What an e-mail says of a visit that was booked online, by public facts alone: it greets nobody (R6.3, R9.2). */
export type VisitLetterFacts =
  | (Visit & {
      readonly kind: 'visitBooked'
      readonly cutOffMinutes: number
      /** The clinic has yet to say yes. */
      readonly isAwaited: boolean
      /** By which whoever reads it says that the address is theirs; null where that is known. */
      readonly confirmUrl: string | null
    })
  | (Visit & { readonly kind: 'visitMoved'; readonly cutOffMinutes: number })
  | (Visit & { readonly kind: 'visitCancelled' })

/** R9.1: confirmation, change and cancellation, each with its calendar file. */
export function writeVisitLetter(writing: Writing, told: VisitLetterFacts): Letter {
  const { subject } = writing.speech.words
  const { clinic, speech, now } = writing
  const when = speech.formats.weekdayDayClock(told.visit.startsAt, clinic.timeZone, now)
  switch (told.kind) {
    case 'visitBooked':
      return {
        subject: subject.confirmation(clinic.name, when),
        body: booked(writing, told),
        calendar: calendarOf(writing, told.visit, 'REQUEST'),
      }
    case 'visitMoved':
      return {
        subject: subject.visitMoved(clinic.name, when),
        body: frame(writing, speech.words.visitMoved, told, cannotCome(writing, told.visit, told.cutOffMinutes)),
        calendar: calendarOf(writing, told.visit, 'REQUEST'),
      }
    case 'visitCancelled':
      return {
        subject: subject.visitCancelled(clinic.name, when),
        body: frame(writing, speech.words.visitCancelled, told, speech.words.notExpected(call(writing, ''))),
        calendar: calendarOf(writing, told.visit, 'CANCEL'),
      }
    default:
      return assertNever(told)
  }
}

function booked(writing: Writing, told: Extract<VisitLetterFacts, { kind: 'visitBooked' }>): ReactElement {
  const t = writing.speech.words.visitBooked
  const { heading, text } = told.isAwaited ? t.awaited : t.settled
  const confirming =
    told.confirmUrl === null
      ? []
      : [paragraph(t.confirm), button(t.confirmButton, told.confirmUrl), smallPrint(t.notYours)]
  return frame(writing, { heading, text }, told, cannotCome(writing, told.visit, told.cutOffMinutes), confirming)
}

function frame(
  writing: Writing,
  { heading, text }: { readonly heading: string; readonly text: string },
  { visit, practitionerCalledName }: Visit,
  last: string,
  pieces: readonly ReactElement[] = [],
): ReactElement {
  const { clinic, speech } = writing
  return letter(
    { language: speech.language, clinicName: clinic.name, heading },
    paragraph(text),
    visitFacts(writing, visit, practitionerCalledName),
    ...pieces,
    rule(),
    smallPrint(last),
  )
}

function call({ clinic, speech }: Writing, until: string): string {
  return speech.words.call(clinic.phone, until)
}
