import type { Instant } from './time.ts'

/** The words of every e-mail (section 9): neutral, without medical content, without "please" and "we". */

/** `Tuesday 24 November`, with the year where it is not the year of `now`, in the clinic's zone. */
export function mailDay(at: Instant, timeZone: string, now: Instant): string {
  const parts = partsOf(at, timeZone)
  const isThisYear = parts.year === partsOf(now, timeZone).year
  return `${parts.weekday} ${parts.day} ${parts.month}${isThisYear ? '' : ` ${parts.year}`}`
}

/** `23 January`, with the year where it is not the year of `now`. */
export function mailDate(at: Instant, timeZone: string, now: Instant): string {
  const parts = partsOf(at, timeZone)
  const isThisYear = parts.year === partsOf(now, timeZone).year
  return `${parts.day} ${parts.month}${isThisYear ? '' : ` ${parts.year}`}`
}

/** `10:00` */
export function mailTime(at: Instant, timeZone: string): string {
  const { hour, minute } = partsOf(at, timeZone)
  return `${hour}:${minute}`
}

/** `Tuesday 24 November, 10:00 to 10:30` */
export function mailSpan(startsAt: Instant, endsAt: Instant, timeZone: string, now: Instant): string {
  return `${mailDay(startsAt, timeZone, now)}, ${mailTime(startsAt, timeZone)} to ${mailTime(endsAt, timeZone)}`
}

/** R9.2: the zone is named as people name it, `Vancouver` for `America/Vancouver`. */
export function zoneCity(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ')
}

function partsOf(at: Instant, timeZone: string) {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const found = Object.fromEntries(format.formatToParts(new Date(at)).map((part) => [part.type, part.value]))
  const part = (type: Intl.DateTimeFormatPartTypes): string => found[type] ?? ''
  return {
    weekday: part('weekday'),
    day: part('day'),
    month: part('month'),
    year: part('year'),
    hour: part('hour'),
    minute: part('minute'),
  }
}

/**
 * What may stand in a mail header: one line whatever a clinic or a patient is called, so that no header can be smuggled
 * in, and no direction mark that would turn the rest of the line around.
 * @param maxLength in code points
 */
export function headerText(text: string, maxLength: number): string {
  const line = text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
  const letters = [...line]
  return letters.length <= maxLength ? line : `${letters.slice(0, maxLength - 1).join('')}…`
}

/** Subjects are neutral: they say who writes and what the e-mail does, never why somebody is a patient (R9.2). */
export const mailSubjects = {
  confirmation: (clinicName: string, startsAt: Instant, timeZone: string, now: Instant) =>
    `Your visit on ${mailDay(startsAt, timeZone, now)}, ${mailTime(startsAt, timeZone)} · ${clinicName}`,
  forms: (clinicName: string) => `Something to fill in for ${clinicName}`,
  accessLink: (clinicName: string) => `Access Link from ${clinicName}`,
  linkAdded: (clinicName: string) => `Somebody was given access · ${clinicName}`,
  linkEnded: (clinicName: string) => `Your access has changed · ${clinicName}`,
} as const

/** "One form to fill in before you come, about 6 minutes:" */
export function formsSentence(count: number, minutes: number, isBeforeVisit: boolean): string {
  const forms = count === 1 ? 'One form' : `${count} forms`
  return `${forms} to fill in${isBeforeVisit ? ' before you come' : ''}, about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}:`
}

/** "It works for 5 days, until 28 November." */
export function lifeSentence(days: number, until: string): string {
  return `It works for ${days} ${days === 1 ? 'day' : 'days'}, until ${until}.`
}

/** What to do when the button does not open; a code can be read aloud where there is one (R4.5). */
export function helpSentence(phone: string, hasCode: boolean): string {
  const whom = phone === '' ? 'call the clinic' : `call ${phone}`
  return hasCode ? `If it does not open, ${whom} and have a code read out.` : `If it does not open, ${whom}.`
}
