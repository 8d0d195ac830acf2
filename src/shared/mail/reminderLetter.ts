import type { Writing } from './inZone.ts'
import { button, letter, paragraph, rule, smallPrint } from './letter.ts'
import type { Letter } from './letters.ts'
import { cannotCome, visitFacts, type MailVisit } from './mailVisit.ts'

/** A reminder says public facts alone and greets nobody: it waits outside the clinic, and whoever booked online may be anybody. */
export type ReminderFacts = {
  readonly kind: 'reminder'
  readonly practitionerCalledName: string
  readonly visit: MailVisit
  readonly cutOffMinutes: number
  /** Where whoever reads it says that they will come. */
  readonly answerUrl: string
}

/** R9.1: without a calendar file, because the visit stands in the patient's calendar by its confirmation. */
export function writeReminder(writing: Writing, facts: ReminderFacts): Letter {
  const { clinic, speech, now } = writing
  const t = speech.words.reminder
  const when = speech.formats.weekdayDayClock(facts.visit.startsAt, clinic.timeZone, now)
  return {
    subject: speech.words.subject.reminder(clinic.name, when),
    body: letter(
      { language: speech.language, clinicName: clinic.name, heading: t.heading },
      paragraph(t.text),
      visitFacts(writing, facts.visit, facts.practitionerCalledName, { hasFile: false }),
      button(t.button, facts.answerUrl),
      smallPrint(t.how),
      rule(),
      smallPrint(cannotCome(writing, facts.visit, facts.cutOffMinutes)),
    ),
    calendar: null,
  }
}
