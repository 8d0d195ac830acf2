import type { ReactElement } from 'react'
import { assertNever } from '../../../../shared/domain/assertNever.ts'
import type { MailContent } from '../../../../shared/domain/mailContent.ts'
import {
  formsSentence,
  helpSentence,
  lifeSentence,
  mailDate,
  mailSpan,
  mailSubjects,
  mailTime,
  zoneCity,
} from '../../../../shared/domain/mailWording.ts'
import { DAY, plusMilliseconds, type Instant } from '../../../../shared/domain/time.ts'
import { calendarFile, type CalendarEntry } from './calendarFile.ts'
import { button, facts, letter, paragraph, rule, smallPrint } from './letter.ts'

export type MailClinic = {
  readonly name: string
  readonly addressLine: string
  readonly phone: string
  readonly timeZone: string
}

/** The right to come in that an e-mail carries. */
export type MailInvitation = { readonly url: string; readonly expiresAt: Instant; readonly hasCode: boolean }

export type MailForms = { readonly count: number; readonly minutes: number; readonly invitation: MailInvitation }

/** What an e-mail says, before it is put into words. */
export type LetterFacts =
  | {
      readonly kind: 'confirmation'
      readonly givenName: string
      readonly practitionerCalledName: string
      readonly visit: Pick<CalendarEntry, 'id' | 'startsAt' | 'endsAt' | 'sequence'>
      /** Null where no form goes with it. */
      readonly forms: MailForms | null
    }
  | { readonly kind: 'forms'; readonly givenName: string; readonly forms: MailForms }
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
      readonly givenName: string
      readonly change: 'ended' | 'lowered'
      readonly at: Instant
    }

export type Letter = {
  readonly subject: string
  readonly body: ReactElement
  readonly calendar: MailContent['calendar']
}

/** Puts an e-mail into words (R9.1, R9.2): the clinic's name, its time zone named, nothing medical. */
export function writeLetter(clinic: MailClinic, facts: LetterFacts, now: Instant): Letter {
  switch (facts.kind) {
    case 'confirmation':
      return confirmation(clinic, facts, now)
    case 'forms':
      return formsLetter(clinic, facts, now)
    case 'accessLink':
      return accessLink(clinic, facts, now)
    case 'linkAdded':
      return linkAdded(clinic, facts, now)
    case 'linkEnded':
      return linkEnded(clinic, facts, now)
    default:
      return assertNever(facts)
  }
}

type Facts<K extends LetterFacts['kind']> = Extract<LetterFacts, { kind: K }>

/** Until this long before a visit a patient may call it off (R6.3). */
const CUT_OFF = DAY

function confirmation(clinic: MailClinic, { visit, ...facts_ }: Facts<'confirmation'>, now: Instant): Letter {
  const { timeZone } = clinic
  const cutOff = plusMilliseconds(visit.startsAt, -CUT_OFF)
  const until = `, until ${mailDate(cutOff, timeZone, now)}, ${mailTime(cutOff, timeZone)}`
  const where = [`with ${facts_.practitionerCalledName}`, clinic.addressLine].filter((part) => part !== '').join(' · ')
  const cannotCome = `Cannot come? ${callSentence(clinic, cutOff > now ? until : '')}`
  return {
    subject: mailSubjects.confirmation(clinic.name, visit.startsAt, timeZone, now),
    body: letter(
      clinic.name,
      'Your visit is booked',
      paragraph(`Hello ${facts_.givenName}, this is to confirm your visit.`),
      facts(mailSpan(visit.startsAt, visit.endsAt, timeZone, now), [
        where,
        `Clinic time (${zoneCity(timeZone)}). A calendar file is attached.`,
      ]),
      ...(facts_.forms ? formsPieces(clinic, facts_.forms, true, now) : []),
      rule(),
      smallPrint(cannotCome),
    ),
    calendar: calendarFile({
      ...visit,
      clinicName: clinic.name,
      addressLine: clinic.addressLine,
      phone: clinic.phone,
      now,
    }),
  }
}

function formsLetter(clinic: MailClinic, { givenName, forms }: Facts<'forms'>, now: Instant): Letter {
  return {
    subject: mailSubjects.forms(clinic.name),
    body: letter(
      clinic.name,
      forms.count === 1 ? 'A form to fill in' : 'Forms to fill in',
      paragraph(`Hello ${givenName}, ${clinic.name} has sent you something to fill in.`),
      ...formsPieces(clinic, forms, false, now),
    ),
    calendar: null,
  }
}

/** R2.2: the button is called "Take me to my forms" in both e-mails. */
function formsPieces(clinic: MailClinic, forms: MailForms, isBeforeVisit: boolean, now: Instant): ReactElement[] {
  const { invitation } = forms
  return [
    paragraph(formsSentence(forms.count, forms.minutes, isBeforeVisit)),
    button('Take me to my forms', invitation.url),
    smallPrint(
      `Made for you alone; do not pass it on. It works until ${mailDate(invitation.expiresAt, clinic.timeZone, now)} (${zoneCity(clinic.timeZone)} time). ${helpSentence(clinic.phone, invitation.hasCode)}`,
    ),
  ]
}

function accessLink(clinic: MailClinic, facts_: Facts<'accessLink'>, now: Instant): Letter {
  const { invitation } = facts_
  const until = `${mailDate(invitation.expiresAt, clinic.timeZone, now)}, ${mailTime(invitation.expiresAt, clinic.timeZone)} (${zoneCity(clinic.timeZone)} time)`
  return {
    subject: mailSubjects.accessLink(clinic.name),
    body: letter(
      clinic.name,
      'Your records are ready to open',
      paragraph(`Hello ${facts_.givenName}, ${facts_.invitedByName} has opened your records to you.`),
      paragraph('Choose a password of your own, or sign in if you have a login.'),
      button('Open my records', invitation.url),
      smallPrint(
        `Made for you alone; do not pass it on. ${lifeSentence(facts_.days, until)} ${helpSentence(clinic.phone, invitation.hasCode)}`,
      ),
    ),
    calendar: null,
  }
}

function linkAdded(clinic: MailClinic, { givenName, at }: Facts<'linkAdded'>, now: Instant): Letter {
  return {
    subject: mailSubjects.linkAdded(clinic.name),
    body: letter(
      clinic.name,
      'Somebody was given access',
      paragraph(`Since ${when(clinic, at, now)} one more person can see everything that you can see for ${givenName}.`),
      smallPrint(`Not expected? ${callSentence(clinic, '')}`),
    ),
    calendar: null,
  }
}

function linkEnded(clinic: MailClinic, { givenName, change, at }: Facts<'linkEnded'>, now: Instant): Letter {
  const since = when(clinic, at, now)
  return {
    subject: mailSubjects.linkEnded(clinic.name),
    body: letter(
      clinic.name,
      'Your access has changed',
      paragraph(
        change === 'ended'
          ? `Since ${since} this login no longer shows anything for ${givenName}.`
          : `Since ${since} this login shows for ${givenName} only what was sent to it or made by it.`,
      ),
      smallPrint(`Not expected? ${callSentence(clinic, '')}`),
    ),
    calendar: null,
  }
}

function when(clinic: MailClinic, at: Instant, now: Instant): string {
  return `${mailDate(at, clinic.timeZone, now)}, ${mailTime(at, clinic.timeZone)} (${zoneCity(clinic.timeZone)} time)`
}

function callSentence(clinic: MailClinic, until: string): string {
  return `${clinic.phone === '' ? 'Call the clinic' : `Call ${clinic.phone}`}${until}.`
}
