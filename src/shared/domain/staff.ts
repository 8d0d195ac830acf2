import { z } from 'zod'
import { normaliseCode } from './invitations.ts'
import { passwordProblem, type PasswordProblem } from './passwordChoice.ts'
import { EmailAddress, PersonName } from './people.ts'
import { StaffRole } from './roles.ts'
import type { Changes } from './threeWay.ts'

/** How many avatar tints there are; the first is 0. */
export const TINTS = 5

/** A member of staff as an admin describes them. */
export const StaffDetails = z.object({
  name: PersonName,
  /** How patients know them: "Dr Lee". */
  calledName: PersonName,
  email: EmailAddress,
  role: StaffRole,
  tint: z
    .number()
    .int()
    .min(0)
    .max(TINTS - 1),
  /** Sees patients: has a column in the calendar and hours. */
  hasCalendar: z.boolean(),
})
export type StaffDetails = z.infer<typeof StaffDetails>

export const StaffField = z.enum(['name', 'calledName', 'email', 'role', 'tint', 'hasCalendar'])
export type StaffField = z.infer<typeof StaffField>

export const STAFF_FIELDS = StaffField.options

/** R10.3: a one-time way to a password of one's own. */
export const ONE_TIME_CODE = { length: 12, days: 7 } as const

/** Null for what cannot be one. */
export function asOneTimeCode(typed: string): string | null {
  return normaliseCode(typed, ONE_TIME_CODE.length)
}

/** Why a member of staff may not choose this password; null for one that is taken. */
export function staffPasswordProblem(typed: string, email: string): PasswordProblem | null {
  return passwordProblem(typed, email, (text) => asOneTimeCode(text) !== null)
}

/** For whoever is without their second factor. */
export const SPARE_CODE = { length: 8, count: 10 } as const
export const SECOND_FACTOR_DIGITS = 6

/** Minutes without a person after which a station locks. */
export const IDLE_MINUTES = { from: 1, to: 60, usual: 10 } as const

type Entrusted = {
  readonly id: string
  readonly role: StaffRole
  readonly isActive: boolean
  /** Has chosen one, and so can get in without anybody's help. */
  readonly hasPassword: boolean
}

/** Whether nobody else could administer the clinic: whoever waits for a one-time code does not count. */
export function isLastAdmin(everybody: readonly Entrusted[], id: string): boolean {
  const admins = everybody.filter(({ role, isActive, hasPassword }) => role === 'admin' && isActive && hasPassword)
  return admins.length === 1 && admins[0]?.id === id
}

/** Whether these changes take the right to administer from whoever has it. */
export function losesAdmin(before: Pick<StaffDetails, 'role'>, changes: Changes<StaffDetails>): boolean {
  return before.role === 'admin' && changes.role !== undefined && changes.role !== 'admin'
}
