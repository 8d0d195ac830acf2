import { LOCALE } from '../words.ts'

/** All times are shown in the clinic's zone (R6.1); `at` is an instant, `zone` an IANA name. */
function format(at: string, zone: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(LOCALE, { timeZone: zone, hourCycle: 'h23', ...options }).format(new Date(at))
}

/** `14:03` */
export function clock(at: string, zone: string): string {
  return format(at, zone, { hour: '2-digit', minute: '2-digit' })
}

/** `20 November`; with the year when it is another one than now's. */
export function day(at: string, zone: string, now: string): string {
  const isThisYear = format(at, zone, { year: 'numeric' }) === format(now, zone, { year: 'numeric' })
  return format(at, zone, { day: 'numeric', month: 'long', ...(isThisYear ? {} : { year: 'numeric' }) })
}

/** `Tuesday 1 December`; with the year when it is another one than now's. */
export function weekday(at: string, zone: string, now: string): string {
  return `${format(at, zone, { weekday: 'long' })} ${day(at, zone, now)}`
}

/** `Tue 1 Dec`, in one piece on its line. */
export function shortDay(at: string, zone: string): string {
  const weekdayName = format(at, zone, { weekday: 'short' })
  return `${weekdayName} ${format(at, zone, { day: 'numeric', month: 'short' })}`.replaceAll(' ', '\u00a0')
}

/** `Tuesday 1 December, 10:00` */
export function dayAndClock(at: string, zone: string, now: string): string {
  return `${weekday(at, zone, now)}, ${clock(at, zone)}`
}

/** `Vancouver` from `America/Vancouver`: how the zone is named to a person. */
export function zoneCity(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}

export function minutesBetween(startsAt: string, endsAt: string): number {
  return Math.round((Date.parse(endsAt) - Date.parse(startsAt)) / 60_000)
}
