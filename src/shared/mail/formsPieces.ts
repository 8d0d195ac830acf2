import type { ReactElement } from 'react'
import type { Instant } from '../domain/time.ts'
import { zoneCity } from '../language/formats.ts'
import type { Writing } from './inZone.ts'
import { button, paragraph, smallPrint } from './letter.ts'

/** The right to come in that an e-mail carries. */
export type MailInvitation = { readonly url: string; readonly expiresAt: Instant; readonly hasCode: boolean }

export type MailForms = { readonly count: number; readonly minutes: number; readonly invitation: MailInvitation }

/** Forms to fill in, and the way to them. */
export function formsPieces(
  desk: Writing,
  { count, minutes, invitation }: MailForms,
  isBeforeVisit: boolean,
): ReactElement[] {
  const { clinic, speech, now } = desk
  const { words, formats } = speech
  const until = words.inZone(formats.dayMonth(invitation.expiresAt, clinic.timeZone, now), zoneCity(clinic.timeZone))
  return [
    paragraph(words.forms.sentence(count, minutes, isBeforeVisit)),
    button(words.forms.button, invitation.url),
    smallPrint(words.forms.life(until, words.help(clinic.phone, invitation.hasCode))),
  ]
}
