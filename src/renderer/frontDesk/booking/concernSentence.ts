import { assertNever } from '../../../shared/domain/assertNever.ts'
import type { BookingConcern } from '../../../shared/domain/bookingConcerns.ts'
import { formats, words } from '../../words/words.ts'
import type { TakenTime } from './useBook.ts'

export type ConcernNames = {
  readonly practitioner: string
  readonly service: string
  /** As it is written. */
  readonly day: string
  readonly timeZone: string
}

/** What is out of the ordinary about a visit, in a sentence (R6.4). */
export function concernSentence(concern: BookingConcern, names: ConcernNames): string {
  const t = words.calendar.booking.concerns
  const { practitioner, timeZone } = names
  switch (concern.kind) {
    case 'past':
      return t.past
    case 'farAhead':
      return t.farAhead
    case 'away':
      return t.away(practitioner, names.day)
    case 'timeOff': {
      const { part, word } = concern
      if (part === null) return t.timeOff(practitioner, names.day, word)
      const [from, to] = [formats.clock(part.startsAt, timeZone), formats.clock(part.endsAt, timeZone)]
      return t.timeOffPart(practitioner, from, to, word)
    }
    case 'outsideHours':
      return t.outsideHours(
        practitioner,
        formats.clock(concern.opensAt, timeZone),
        formats.clock(concern.closesAt, timeZone),
      )
    case 'break':
      return t.break(practitioner, formats.clock(concern.startsAt, timeZone), formats.clock(concern.endsAt, timeZone))
    case 'runsOver':
      return t.runsOver(
        practitioner,
        formats.clock(concern.endsAt, timeZone),
        formats.clock(concern.closesAt, timeZone),
      )
    case 'notOffered':
      return t.notOffered(practitioner, names.service)
    case 'withdrawn':
      return t.withdrawn(names.service)
    default:
      return assertNever(concern)
  }
}

export function takenSentence({ patientName, startsAt, endsAt }: TakenTime, timeZone: string): string {
  return words.calendar.booking.taken(patientName, formats.clock(startsAt, timeZone), formats.clock(endsAt, timeZone))
}
