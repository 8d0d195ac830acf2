import type { ReactElement } from 'react'
import { assertNever } from '../domain/assertNever.ts'
import type { MailContent } from '../domain/mailContent.ts'
import type { Instant } from '../domain/time.ts'
import { zoneCity } from '../language/formats.ts'
import { formsPieces, type MailForms, type MailInvitation } from './formsPieces.ts'
import { inZone, type Writing } from './inZone.ts'
import { button, facts, letter, paragraph, rule, smallPrint } from './letter.ts'
import { calendarOf, cannotCome, spanOf, visitFacts, type MailVisit } from './mailVisit.ts'
import { writeLoginLetter, type LoginLetterFacts } from './loginLetters.ts'
import { writeReminder, type ReminderFacts } from './reminderLetter.ts'
import { writeSeriesLetter, type SeriesLetterFacts } from './seriesLetters.ts'
import { writeVisitLetter, type VisitLetterFacts } from './visitLetters.ts'

/** What of a visit is not as its patient knows it; of several what comes first. */
export type ChangedOfVisit = 'time' | 'practitioner' | 'length'

/** Null for whom the clinic knows by no name: all there is of one who booked online is what a page sent (R6.3). */
type Greeted = string | null

/** What an e-mail says, before it is put into words. */
export type LetterFacts =
  | {
      readonly kind: 'confirmation'
      readonly givenName: Greeted
      readonly practitionerCalledName: string
      readonly visit: MailVisit
      readonly cutOffMinutes: number
      /** Null where no form goes with it. */
      readonly forms: MailForms | null
    }
  | {
      readonly kind: 'change'
      readonly givenName: Greeted
      readonly practitionerCalledName: string
      readonly visit: MailVisit
      readonly cutOffMinutes: number
      readonly what: ChangedOfVisit
      /** When the patient means to come. */
      readonly knownStartsAt: Instant
    }
  /** The visit as the patient knows it. */
  | { readonly kind: 'cancellation'; readonly givenName: Greeted; readonly visit: MailVisit }
  | SeriesLetterFacts
  | { readonly kind: 'forms'; readonly givenName: Greeted; readonly forms: MailForms }
  | {
      readonly kind: 'accessLink'
      readonly givenName: string
      readonly invitedByName: string
      readonly days: number
      readonly invitation: MailInvitation
    }
  | { readonly kind: 'linkAdded'; readonly givenName: string; readonly at: Instant }
  | {
      readonly kind: 'linkEnded'
      readonly givenName: Greeted
      readonly change: 'ended' | 'lowered'
      readonly at: Instant
    }
  | { readonly kind: 'passwordRenewed'; readonly at: Instant }
  /** R8.5: that something waits, and not what. */
  | { readonly kind: 'messageWaiting'; readonly givenName: Greeted; readonly url: string; readonly at: Instant }
  /** R6.2: a time that is kept for somebody on the waiting list; nothing is booked yet. */
  | {
      readonly kind: 'offer'
      readonly givenName: Greeted
      readonly practitionerCalledName: string
      readonly visit: MailVisit
      readonly url: string
      readonly until: Instant
      /** When the visit is that a yes moves to this time; null where it makes one. */
      readonly insteadOfAt: Instant | null
    }
  | VisitLetterFacts
  | LoginLetterFacts
  | ReminderFacts
  | { readonly kind: 'test' }

export type Letter = {
  readonly subject: string
  readonly body: ReactElement
  readonly calendar: MailContent['calendar']
}

/** Puts an e-mail into words (R9.1, R9.2): the clinic's name, its time zone named, nothing medical. */
export function writeLetter(desk: Writing, facts: LetterFacts): Letter {
  switch (facts.kind) {
    case 'confirmation':
      return confirmation(desk, facts)
    case 'change':
      return change(desk, facts)
    case 'cancellation':
      return cancellation(desk, facts)
    case 'forms':
      return formsLetter(desk, facts)
    case 'accessLink':
      return accessLink(desk, facts)
    case 'linkAdded':
      return linkAdded(desk, facts)
    case 'linkEnded':
      return linkEnded(desk, facts)
    case 'passwordRenewed':
      return passwordRenewed(desk, facts)
    case 'messageWaiting':
      return messageWaiting(desk, facts)
    case 'offer':
      return offer(desk, facts)
    case 'seriesConfirmation':
    case 'seriesChange':
    case 'seriesCancellation':
      return writeSeriesLetter(desk, facts)
    case 'visitBooked':
    case 'visitMoved':
    case 'visitCancelled':
      return writeVisitLetter(desk, facts)
    case 'emailWanted':
    case 'emailChanged':
      return writeLoginLetter(desk, facts)
    case 'reminder':
      return writeReminder(desk, facts)
    case 'test':
      return test(desk)
    default:
      return assertNever(facts)
  }
}

type Facts<K extends LetterFacts['kind']> = Extract<LetterFacts, { kind: K }>

function confirmation(desk: Writing, { visit, ...rest }: Facts<'confirmation'>): Letter {
  const { clinic, speech } = desk
  const t = speech.words.confirmation
  return {
    subject: speech.words.subject.confirmation(clinic.name, momentOf(desk, visit.startsAt)),
    body: letter(
      { language: speech.language, clinicName: clinic.name, heading: t.heading },
      paragraph(t.hello(rest.givenName)),
      visitFacts(desk, visit, rest.practitionerCalledName),
      ...(rest.forms ? formsPieces(desk, rest.forms, true) : []),
      rule(),
      smallPrint(cannotCome(desk, visit, rest.cutOffMinutes)),
    ),
    calendar: calendarOf(desk, visit, 'REQUEST'),
  }
}

function change(desk: Writing, { visit, ...rest }: Facts<'change'>): Letter {
  const { clinic, speech } = desk
  const t = speech.words.change
  const was = momentOf(desk, rest.knownStartsAt)
  return {
    subject: speech.words.subject.change(clinic.name, momentOf(desk, visit.startsAt)),
    body: letter(
      { language: speech.language, clinicName: clinic.name, heading: t.heading },
      paragraph(t[rest.what](rest.givenName, was)),
      visitFacts(desk, visit, rest.practitionerCalledName),
      rule(),
      smallPrint(cannotCome(desk, visit, rest.cutOffMinutes)),
    ),
    calendar: calendarOf(desk, visit, 'REQUEST'),
  }
}

function cancellation(desk: Writing, { givenName, visit }: Facts<'cancellation'>): Letter {
  const { clinic, speech } = desk
  const t = speech.words.cancellation
  return {
    subject: speech.words.subject.cancellation(clinic.name, momentOf(desk, visit.startsAt)),
    body: letter(
      { language: speech.language, clinicName: clinic.name, heading: t.heading },
      paragraph(t.hello(givenName)),
      facts(spanOf(desk, visit), [t.zone(zoneCity(clinic.timeZone))]),
      rule(),
      smallPrint(t.another(speech.words.call(clinic.phone, ''))),
    ),
    calendar: calendarOf(desk, visit, 'CANCEL'),
  }
}

/** `Tuesday 3 March, 10:00` */
function momentOf({ clinic, speech, now }: Writing, at: Instant): string {
  return speech.formats.weekdayDayClock(at, clinic.timeZone, now)
}

function formsLetter(desk: Writing, { givenName, forms }: Facts<'forms'>): Letter {
  const { clinic, speech } = desk
  const t = speech.words.forms
  return {
    subject: speech.words.subject.forms(clinic.name),
    body: letter(
      {
        language: speech.language,
        clinicName: clinic.name,
        heading: forms.count === 1 ? t.headingOne : t.headingSeveral,
      },
      paragraph(t.hello(givenName, clinic.name)),
      ...formsPieces(desk, forms, false),
    ),
    calendar: null,
  }
}

function accessLink(desk: Writing, { givenName, invitedByName, days, invitation }: Facts<'accessLink'>): Letter {
  const { clinic, speech } = desk
  const { words } = speech
  const t = words.accessLink
  const help = words.help(clinic.phone, invitation.hasCode)
  return {
    subject: words.subject.accessLink(clinic.name),
    body: letter(
      { language: speech.language, clinicName: clinic.name, heading: t.heading },
      paragraph(t.hello(givenName, invitedByName)),
      paragraph(t.how),
      button(t.button, invitation.url),
      smallPrint(t.life(days, inZone(desk, invitation.expiresAt), help)),
    ),
    calendar: null,
  }
}

function linkAdded(desk: Writing, { givenName, at }: Facts<'linkAdded'>): Letter {
  const { words } = desk.speech
  return news(desk, words.subject.linkAdded(desk.clinic.name), {
    heading: words.linkAdded.heading,
    text: words.linkAdded.text(inZone(desk, at), givenName),
  })
}

function linkEnded(desk: Writing, { givenName, change, at }: Facts<'linkEnded'>): Letter {
  const { words } = desk.speech
  return news(desk, words.subject.linkEnded(desk.clinic.name), {
    heading: words.linkEnded.heading,
    text: words.linkEnded[change](inZone(desk, at), givenName),
  })
}

function passwordRenewed(desk: Writing, { at }: Facts<'passwordRenewed'>): Letter {
  const { words } = desk.speech
  return news(desk, words.subject.passwordRenewed(desk.clinic.name), {
    heading: words.passwordRenewed.heading,
    text: words.passwordRenewed.text(inZone(desk, at)),
  })
}

function messageWaiting(desk: Writing, { givenName, url, at }: Facts<'messageWaiting'>): Letter {
  const { clinic, speech } = desk
  const { words } = speech
  const t = words.messageWaiting
  return {
    subject: words.subject.messageWaiting(clinic.name),
    body: letter(
      { language: speech.language, clinicName: clinic.name, heading: t.heading },
      paragraph(t.text(givenName, inZone(desk, at))),
      button(t.button, url),
      smallPrint(t.life(words.call(clinic.phone, ''))),
    ),
    calendar: null,
  }
}

function offer(desk: Writing, { visit, url, until, insteadOfAt, ...rest }: Facts<'offer'>): Letter {
  const { clinic, speech } = desk
  const { words } = speech
  const t = words.offer
  const where = [words.visit.with(rest.practitionerCalledName), clinic.addressLine]
    .filter((part) => part !== '')
    .join(' · ')
  return {
    subject: words.subject.offer(clinic.name, momentOf(desk, visit.startsAt)),
    body: letter(
      { language: speech.language, clinicName: clinic.name, heading: t.heading },
      paragraph(t.hello(rest.givenName)),
      facts(spanOf(desk, visit), [where, t.zone(zoneCity(clinic.timeZone))]),
      paragraph(t.kept(inZone(desk, until))),
      ...(insteadOfAt === null ? [] : [paragraph(t.moves(momentOf(desk, insteadOfAt)))]),
      button(t.button, url),
      smallPrint(t.life(words.help(clinic.phone, false))),
    ),
    calendar: null,
  }
}

function test(desk: Writing): Letter {
  const { subject, test } = desk.speech.words
  return news(desk, subject.test(desk.clinic.name), { heading: test.heading, text: test.text(inZone(desk, desk.now)) })
}

/** Something that happened, and whom to call if it was not expected. */
function news(
  { clinic, speech }: Writing,
  subject: string,
  { heading, text }: { readonly heading: string; readonly text: string },
): Letter {
  return {
    subject,
    body: letter(
      { language: speech.language, clinicName: clinic.name, heading },
      paragraph(text),
      smallPrint(speech.words.notExpected(speech.words.call(clinic.phone, ''))),
    ),
    calendar: null,
  }
}
