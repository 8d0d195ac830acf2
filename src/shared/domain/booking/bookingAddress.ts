import type { ServiceId, StaffId } from '../ids.ts'

export type BookingPage = {
  /** Without a slash at its end. */
  readonly portalUrl: string
  readonly clinicId: string
  /** What stands in the clinic's short address; null where there is none. */
  readonly shortName: string | null
  /** `keyFingerprint` of the clinic's recipient. */
  readonly fingerprint: string
}

export type ChosenAhead = { readonly serviceId: ServiceId | null; readonly practitionerId: StaffId | null }

/**
 * The address for a clinic's website (R6.3, decision 0034): its fragment tells the page the clinic's key, and what is chosen ahead
 * stands in its query.
 */
export function bookingAddress(
  { portalUrl, clinicId, shortName, fingerprint }: BookingPage,
  { serviceId, practitionerId }: ChosenAhead,
): string {
  // Ids are UUIDs: nothing of them needs escaping.
  const query = [
    ...(serviceId === null ? [] : [`service=${serviceId}`]),
    ...(practitionerId === null ? [] : [`with=${practitionerId}`]),
  ].join('&')
  return `${portalUrl}/${shortName ?? `c/${clinicId}`}/book${query === '' ? '' : `?${query}`}#${fingerprint}`
}
