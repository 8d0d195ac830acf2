/** What a calendar is told of a visit: when and where, never what for. */
export type SavedVisit = {
  readonly id: string
  readonly startsAt: string
  readonly endsAt: string
  readonly sequence: number
  readonly summary: string
  readonly addressLine: string
  readonly now: string
}

/** RFC 5545: lines of at most 75 octets. */
const LINE = 75

/**
 * The .ics that a page itself can save (R9.1, R9.2): its UID is the appointment's id, as in every e-mail about it, so that what
 * is changed there changes this one. Times are in UTC, which a calendar shows in its owner's zone.
 */
export function visitFile(visit: SavedVisit): string {
  const { id, startsAt, endsAt, sequence, summary, addressLine, now } = visit
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Anteroom//Anteroom//EN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${id}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${utc(now)}`,
    `DTSTART:${utc(startsAt)}`,
    `DTEND:${utc(endsAt)}`,
    `SUMMARY:${escaped(summary)}`,
    ...(addressLine === '' ? [] : [`LOCATION:${escaped(addressLine)}`]),
    'STATUS:CONFIRMED',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

/** `20261124T164000Z` */
function utc(at: string): string {
  return `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|[\r\n]/g, '\\n')
}

/** Over as many lines as it needs, and never within a character. */
function folded(line: string): string {
  const encoder = new TextEncoder()
  let [text, room] = ['', LINE]
  for (const character of line) {
    const size = encoder.encode(character).length
    if (size > room) {
      text += '\r\n '
      room = LINE - 1
    }
    text += character
    room -= size
  }
  return text
}
