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
