import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { StaffId } from '../../domain/ids.ts'
import { EmailAddress, PersonName } from '../../domain/people.ts'
import { Instant, isTimeZone, TimeZone } from '../../domain/time.ts'
import { ClinicProfile } from '../sync.ts'
import { adminOnly, anyone, signedIn } from './common.ts'

export const StaffRole = z.enum(['admin', 'practitioner'])
export const Staff = z.object({
  id: StaffId,
  name: z.string(),
  /** How patients know them: "Dr Lee". */
  calledName: z.string(),
  email: z.string(),
  role: StaffRole,
  /** 0 to 4: which of the five avatar tints. */
  tint: z.number().int().min(0).max(4),
  hasCalendar: z.boolean(),
})
export type Staff = z.infer<typeof Staff>

/** What changed, so that the renderer asks again for what it shows. `all` after a restore. */
export const ChangeTopic = z.enum([
  'all',
  'patients',
  'appointments',
  'invitations',
  'links',
  'forms',
  'plans',
  'inbox',
  'outbox',
  'sync',
  'session',
  'settings',
])
export type ChangeTopic = z.infer<typeof ChangeTopic>

export const SyncStatus = z.object({
  state: z.enum(['notPaired', 'synchronised', 'working', 'offline', 'stopped']),
  lastAt: Instant.nullable(),
  /** What has not been answered yet: outbox rows, and patients whose projections are due. */
  waiting: z.number().int(),
  /** Outbox rows that the endpoint refused. */
  needsAttention: z.number().int(),
  /**
   * Why it is offline or stopped, or a warning while it works:
   * unreachable: no connection; captivePortal: something else answered; clockWrong: this computer's clock differs by
   * more than two minutes; unauthorized: the endpoint does not know this desk; protocol: one of both is too old.
   */
  because: z.enum(['unreachable', 'captivePortal', 'clockWrong', 'unauthorized', 'protocol', 'epochPassed']).nullable(),
  /** Desk minus endpoint, where `clockWrong`. */
  clockSkewSeconds: z.number().int().nullable(),
})
export type SyncStatus = z.infer<typeof SyncStatus>

export const session = {
  /** What the sign-in screen needs: whether a clinic exists yet (first run), its name, who is signed in. */
  current: anyone.output(
    z.object({
      clinic: ClinicProfile.pick({ name: true, timeZone: true, phone: true, addressLine: true }).nullable(),
      staff: Staff.nullable(),
      isLocked: z.boolean(),
      now: Instant,
    }),
  ),
  /** One answer for unknown e-mail and wrong password; slowed after 5 failures. */
  signIn: anyone
    .errors({
      WRONG_EMAIL_OR_PASSWORD: {},
      RATE_LIMITED: { data: z.object({ retryAfterSeconds: z.number().int() }) },
    })
    .input(z.object({ email: z.string().max(254), password: z.string().max(1000) }))
    .output(Staff),
  signOut: anyone.output(z.object({})),
  /** After 10 idle minutes the renderer locks: the same person or another signs in again. */
  lock: anyone.output(z.object({})),
  /** First run (R10.3): makes the clinic and its first admin; refused once a clinic exists. */
  createClinic: anyone
    .errors({ CLINIC_EXISTS: {} })
    .input(
      z.object({
        clinicName: z.string().trim().min(1).max(200),
        addressLine: z.string().max(300),
        phone: z.string().max(40),
        timeZone: TimeZone.refine(isTimeZone, 'Not a time zone'),
        adminName: PersonName,
        adminEmail: EmailAddress,
        password: z.string().min(10).max(1000),
      }),
    )
    .output(Staff),
  /** A stream of what changed; the first message is `['session']` at once, which tells that the stream stands. */
  changes: anyone.output(eventIterator(z.object({ topics: z.array(ChangeTopic) }))),
}

export const sync = {
  status: signedIn.output(SyncStatus),
  /** Asks the endpoint now. */
  now: signedIn.output(z.object({})),
  pair: adminOnly
    .errors({ PAIRING_CODE_INVALID: {}, ENDPOINT_UNREACHABLE: {} })
    .input(z.object({ endpointUrl: z.url(), code: z.string().max(64) }))
    .output(z.object({})),
}

export const staff = {
  list: signedIn.output(z.array(Staff)),
}

export const settings = {
  get: signedIn.output(
    z.object({
      profile: ClinicProfile.pick({ name: true, addressLine: true, phone: true, timeZone: true }),
      /** Days that an access invitation lives (R4.2), 1 to 30. */
      accessDays: z.number().int(),
      /** The countdown with "Undo" (R9.3). */
      undoSeconds: z.number().int(),
      endpointUrl: z.string().nullable(),
      portalUrl: z.string().nullable(),
      /** `${portalUrl}/c/${clinicId}/code`: where a patient types a code; printed on the slip (R4.5). Null until paired. */
      codePageUrl: z.string().nullable(),
    }),
  ),
  save: adminOnly
    .input(
      z.object({
        accessDays: z.number().int().min(1).max(30),
        undoSeconds: z.number().int().min(0).max(120),
      }),
    )
    .output(z.object({})),
}
