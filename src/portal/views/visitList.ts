import type { BookedVisit } from '../../shared/contract/portalBooking.ts'
import type { ShownVisit } from './homeModel.ts'

/**
 * What is not the clinic's own word yet: booked or moved online and not seen by it (`unseen`), waiting for its yes (`awaited`),
 * cancelled online and not seen by it (`cancelledHere`).
 */
export type Standing = 'unseen' | 'awaited' | 'cancelledHere'

/** A visit as it is listed: the clinic's word, with what the endpoint knows beside it. */
export type ListedVisit = ShownVisit & {
  readonly standing: Standing | null
  /** By the endpoint's word, until when it is moved and cancelled online; null for what nobody booked online. */
  readonly changeableUntil: string | null
}

/** A visit that was booked online, with the names of the catalogue; empty where it names none any more. */
export type BookedOnline = Pick<
  BookedVisit,
  'appointmentId' | 'startsAt' | 'endsAt' | 'isAwaited' | 'changeableUntil'
> & { readonly serviceName: string; readonly practitionerName: string }

/**
 * Visits to come of one person. R3.2 stays with the index: the endpoint adds what this login itself booked, and nothing else.
 * @param known by the clinic's index
 * @param booked by the endpoint's word, of this one link
 * @param isCancelledHere whether this browser cancelled a visit
 */
export function visitsToCome(
  known: readonly ShownVisit[],
  booked: readonly BookedOnline[],
  isCancelledHere: (appointmentId: string) => boolean,
): ListedVisit[] {
  const ids = new Set<string>(known.map(({ id }) => id))
  const listed = known.map((visit): ListedVisit => {
    const online = booked.find(({ appointmentId }) => appointmentId === visit.id)
    if (online) return withBoth(visit, online)
    const isOff = visit.status === 'booked' && isCancelledHere(visit.id)
    const standing = isOff ? 'cancelledHere' : null
    return { ...visit, status: isOff ? 'cancelled' : visit.status, standing, changeableUntil: null }
  })
  const unseen = booked.filter(({ appointmentId }) => !ids.has(appointmentId)).map(onlineAlone)
  return [...listed, ...unseen].sort((one, other) => (one.startsAt < other.startsAt ? -1 : 1))
}

/** A visit that the clinic has cancelled is off whatever the endpoint says; its time, moved online, is the newer one. */
function withBoth(visit: ShownVisit, online: BookedOnline): ListedVisit {
  if (visit.status !== 'booked') return { ...visit, standing: null, changeableUntil: null }
  const { changeableUntil, isAwaited, startsAt, endsAt } = online
  const isMoved = startsAt !== visit.startsAt
  const practitionerName = (isMoved && online.practitionerName) || visit.practitionerName
  const standing = isAwaited ? 'awaited' : isMoved ? 'unseen' : null
  return { ...visit, startsAt, endsAt, practitionerName, standing, changeableUntil }
}

function onlineAlone(online: BookedOnline): ListedVisit {
  const { appointmentId: id, startsAt, endsAt, serviceName, practitionerName, isAwaited, changeableUntil } = online
  const standing = isAwaited ? 'awaited' : 'unseen'
  return { id, startsAt, endsAt, serviceName, practitionerName, status: 'booked', standing, changeableUntil }
}
