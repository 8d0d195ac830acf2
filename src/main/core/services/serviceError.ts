import type { CalendarAddress } from '../../../shared/contract/desk/account.ts'
import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import type { DeskDocument } from '../../../shared/contract/desk/documents.ts'
import type { InboxItem } from '../../../shared/contract/desk/inbox.ts'
import type { MessageThread } from '../../../shared/contract/desk/messages.ts'
import type { OnlineBooking } from '../../../shared/contract/desk/onlineBooking.ts'
import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import type { Plan } from '../../../shared/contract/desk/plans.ts'
import type { StandingVisit, Week } from '../../../shared/contract/desk/hours.ts'
import type { ServiceInSettings } from '../../../shared/contract/desk/services.ts'
import type { Settings } from '../../../shared/contract/desk/settings.ts'
import type { StaffAccount } from '../../../shared/contract/desk/staff.ts'
import type { WaitingEntry } from '../../../shared/contract/desk/waitingList.ts'
import type { BookingConcern } from '../../../shared/domain/bookingConcerns.ts'
import type { FileRefusal } from '../../../shared/domain/fileKinds.ts'
import type { PasswordProblem } from '../../../shared/domain/passwordChoice.ts'
import type { StaffRole } from '../../../shared/domain/roles.ts'
import type { HoursProblem } from '../../../shared/domain/workingHours.ts'
import type { Instant } from '../../../shared/domain/time.ts'

/** Every failure that a contract of the desk declares, with what travels along. */
type Failures = {
  SIGNED_OUT: undefined
  NOT_FOUND: undefined
  FORBIDDEN: { readonly roles: StaffRole[] }
  WRONG_EMAIL_OR_PASSWORD: undefined
  RATE_LIMITED: { readonly retryAfterSeconds: number }
  ONE_TIME_CODE_OVER: { readonly because: 'used' | 'expired' }
  PASSWORD_REFUSED: { readonly because: PasswordProblem }
  WRONG_PASSWORD: undefined
  WRONG_CODE: undefined
  /** Whoever was half signed in, or had begun to set something up, is to begin again. */
  START_OVER: undefined
  SECOND_FACTOR_ON: undefined
  STAFF_EMAIL_TAKEN: { readonly name: string; readonly isActive: boolean }
  LAST_ADMIN: undefined
  OWN_ACCOUNT: undefined
  CLINIC_EXISTS: undefined
  IMPORT_UNDONE: undefined
  PAIRING_CODE_INVALID: undefined
  ENDPOINT_UNREACHABLE: undefined
  ADDRESS_NOT_SECURE: undefined
  HOURS_IMPOSSIBLE: { readonly weekday: number; readonly problem: HoursProblem }
  VISITS_STAND: { readonly visits: StandingVisit[] }
  SERVICE_NAME_TAKEN: { readonly name: string }
  MAIL_SERVER_INCOMPLETE: undefined
  TIME_ZONE_UNKNOWN: { readonly timeZone: string }
  OFFER_GONE: undefined
  SHEET_GONE: undefined
  KEY_NOT_KEPT: undefined
  ALREADY_OPEN: undefined
  WORDS_WRONG: { readonly at: number[] }
  TIME_TAKEN: {
    readonly startsAt: Instant
    readonly endsAt: Instant
    readonly patientName: string | null
    readonly next: Instant[]
  }
  /** R6.4: what is out of the ordinary about the visit, all of it. */
  OUT_OF_THE_ORDINARY: { readonly concerns: BookingConcern[] }
  /** R6.2, R6.4: visits of a series that are odd in a way that nobody named. */
  VISITS_REFUSED: {
    readonly visits: {
      readonly originallyAt: Instant
      readonly concerns: BookingConcern[]
      readonly taken: { readonly startsAt: Instant; readonly endsAt: Instant; readonly patientName: string } | null
    }[]
  }
  INTO_THE_PAST: undefined
  /** R6.2: it has begun, is over or was cancelled: another is booked in its place. */
  VISIT_OVER: undefined
  LENGTH_IMPOSSIBLE: undefined
  EMAIL_MISSING: undefined
  NOTHING_TO_PUBLISH: undefined
  NOT_PAIRED: undefined
  TOO_LATE: undefined
  /** R6.5: of a booking it is said whose it is, and it is settled by that. */
  TO_DECIDE: undefined
  INVITATION_CLOSED: undefined
  /** R6.2: whoever waits has another offer to answer. */
  OFFERED_ALREADY: undefined
  BEGINS_TOO_SOON: undefined
  TIME_NOT_KEPT: undefined
  DATES_IMPOSSIBLE: undefined
  RENEWED_SINCE: undefined
  /** R8.2, R8.3: why a file is not taken; that another piece of it comes too late; that a holder has limited access. */
  FILE_REFUSED: { readonly because: FileRefusal }
  ADDING_OVER: undefined
  NOT_FULL: undefined
  /** R10.7: who changed it meanwhile, when, and how it stands. */
  CHANGED_MEANWHILE: {
    readonly by: string | null
    readonly at: Instant
    readonly current:
      | PatientSummary
      | DayAppointment
      | Plan
      | ServiceInSettings
      | StaffAccount
      | Week
      | Settings
      | OnlineBooking
      | InboxItem
      | CalendarAddress
      | WaitingEntry
      | MessageThread
      | DeskDocument
  }
}
export type FailureCode = keyof Failures

/**
 * The one way in which a service says no: thrown, so that an open transaction rolls back; the router turns it into the
 * error of the same name that the contract declares. Made by {@link failure}.
 */
export class ServiceError extends Error {
  override readonly name = 'ServiceError'
  readonly code: FailureCode
  readonly data: Failures[FailureCode]

  constructor(code: FailureCode, data: Failures[FailureCode]) {
    super(code)
    this.code = code
    this.data = data
  }
}

/** `throw failure('NOT_FOUND')`, `throw failure('RATE_LIMITED', { retryAfterSeconds: 30 })` */
export function failure<C extends FailureCode>(
  code: C,
  ...[data]: Failures[C] extends undefined ? [] : [data: Failures[C]]
): ServiceError {
  return new ServiceError(code, data)
}
