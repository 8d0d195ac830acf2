import type { Generated } from 'kysely'

/** The clinic's tables of what is booked online, as Kysely sees them; the others are in `tables.ts`. */

export type OnlineBookingTable = {
  id: number
  is_open: number
  notice_minutes: number
  horizon_days: number
  cut_off_minutes: number
  step_minutes: number
  most_open: number
  is_approved_first: number
  frame_sites: string
  version: Generated<number>
  changed_at: string | null
  changed_by: string | null
  left_on: string | null
  offer_minutes: Generated<number>
}

export type RangeOnSaleTable = {
  practitioner_id: string
  from_minute: number
  to_minute: number
  is_taken: number
}

export type PatientMergeTable = {
  patient_id: string
  chart_id: string
  moved_json: string
  merged_at: string
  merged_by: string
}

export type WaitingEntryTable = {
  id: string
  patient_id: string
  service_id: string
  practitioner_id: string | null
  weekdays_json: string
  parts_json: string
  from_on: string | null
  until_on: string | null
  is_urgent: number
  since: string
  /** Null for whoever asked online. */
  created_by: string | null
  ended_at: string | null
  ended_because: 'removed' | 'booked' | null
  version: Generated<number>
  changed_at: string
  changed_by: string | null
  /** The visit that a yes moves; null where it makes one. */
  instead_of: string | null
}

export type WaitingOfferTable = {
  id: string
  entry_id: string
  practitioner_id: string
  service_id: string
  starts_at: string
  ends_at: string
  until_at: string
  state: string
  secret: string
  mail_id: string | null
  offered_at: string
  offered_by: string
  answered_at: string | null
  instead_of: string | null
}
