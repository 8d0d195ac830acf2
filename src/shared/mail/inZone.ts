import type { Instant } from '../domain/time.ts'
import { zoneCity } from '../language/formats.ts'
import type { Speech } from './words/speech.ts'

export type MailClinic = {
  readonly name: string
  readonly addressLine: string
  readonly phone: string
  /** Where answers go; empty where the clinic named none. */
  readonly email: string
  readonly timeZone: string
}

/** Whose e-mail, in which words, when. */
export type Writing = { readonly clinic: MailClinic; readonly speech: Speech; readonly now: Instant }

/** R9.2: with the zone named. */
export function inZone(writing: Writing, at: Instant): string {
  return writing.speech.words.inZone(dayAndClock(writing, at), zoneCity(writing.clinic.timeZone))
}

/** `23 January, 10:00` */
export function dayAndClock({ clinic, speech: { formats }, now }: Writing, at: Instant): string {
  return `${formats.dayMonth(at, clinic.timeZone, now)}, ${formats.clock(at, clinic.timeZone)}`
}
