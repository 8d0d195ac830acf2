import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../domain/time.ts'

/**
 * A zone as an .ics file defines it (RFC 5545 VTIMEZONE): what its clock does between two instants, change by change, so that a
 * calendar that knows no zones reads the same times.
 */
export function zoneDefinition(timeZone: string, from: Instant, to: Instant): string {
  const last = Temporal.Instant.from(to).epochMilliseconds
  const start = Temporal.Instant.from(from).toZonedDateTimeISO(timeZone)
  const observances = [observance(start.getTimeZoneTransition('previous') ?? start)]
  let change = start.getTimeZoneTransition('next')
  while (change && change.epochMilliseconds <= last) {
    observances.push(observance(change))
    change = change.getTimeZoneTransition('next')
  }
  return ['BEGIN:VTIMEZONE', `TZID:${timeZone}`, ...observances.flat(), 'END:VTIMEZONE'].join('\r\n')
}

/** From a change of the clock on; its time is the one that the clock showed until then. */
function observance(at: Temporal.ZonedDateTime): string[] {
  const before = at.subtract({ nanoseconds: 1 }).offsetNanoseconds
  const kind = at.offsetNanoseconds > before ? 'DAYLIGHT' : 'STANDARD'
  const shown = at.toPlainDateTime().subtract({ nanoseconds: at.offsetNanoseconds - before })
  return [
    `BEGIN:${kind}`,
    `DTSTART:${shown.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')}`,
    `TZOFFSETFROM:${offsetText(before)}`,
    `TZOFFSETTO:${offsetText(at.offsetNanoseconds)}`,
    `END:${kind}`,
  ]
}

/** `-0330`; of a zone before railways with its seconds. */
function offsetText(nanoseconds: number): string {
  const seconds = Math.abs(nanoseconds) / 1e9
  const two = (value: number) => String(Math.trunc(value)).padStart(2, '0')
  const odd = seconds % 60 === 0 ? '' : two(seconds % 60)
  return `${nanoseconds < 0 ? '-' : '+'}${two(seconds / 3600)}${two((seconds / 60) % 60)}${odd}`
}
