import type { Generated } from 'kysely'
import type { StaffRole } from '../../../shared/domain/roles.ts'

/** The clinic's tables of who works there, how they sign in and when they are there; the others are in `tables.ts`. */

export type StaffTable = {
  id: string
  name: string
  called_name: string
  email: string
  email_key: string
  role: StaffRole
  password_hash: string | null
  tint: number
  has_calendar: number
  is_active: Generated<number>
  version: Generated<number>
  changed_at: Generated<string | null>
  changed_by: Generated<string | null>
  created_at: string
}

export type OneTimeCodeTable = {
  staff_id: string
  code_hash: string
  expires_at: string
  used_at: string | null
}

export type SecondFactorTable = {
  staff_id: string
  secret: string
  since_at: string
  last_step: number
  spare_salt: string
}

export type SpareCodeTable = {
  staff_id: string
  code_hash: string
  used_at: string | null
}

export type WorkingHoursTable = {
  id: string
  practitioner_id: string
  weekday: number
  from_time: string
  to_time: string
  begins_on: Generated<string>
}

export type WorkingWeekTable = {
  practitioner_id: string
  begins_on: string
  version: Generated<number>
  changed_at: string
  changed_by: string | null
}

export type TimeOffTable = {
  id: string
  practitioner_id: string
  from_on: string
  to_on: string
  from_time: string | null
  to_time: string | null
  word: string
  created_at: string
  created_by: string | null
}
