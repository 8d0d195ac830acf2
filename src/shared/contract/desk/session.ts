import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { ClinicPhone, EmailAddress, PersonName } from '../../domain/people.ts'
import { Instant, isTimeZone, TimeZone } from '../../domain/time.ts'
import { ClinicProfile } from '../sync.ts'
import { anyone } from './common.ts'
import { Staff } from './staff.ts'

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

export const session = {
  /** What the sign-in screen needs: whether a clinic exists yet (first run), its name, who is signed in at this station. */
  current: anyone.output(
    z.object({
      clinic: ClinicProfile.pick({ name: true, timeZone: true, phone: true, addressLine: true }).nullable(),
      /** Which computer this is; an audit row names it. */
      stationName: z.string(),
      staff: Staff.nullable(),
      isLocked: z.boolean(),
      /** Where it is locked: by ten idle minutes, and not by a person. */
      isLockedByIdling: z.boolean(),
      now: Instant,
      /**
       * R10.9: no key that is kept opens the clinic's file; nothing but `recovery.open` is answered then. `opened`: it was
       * opened meanwhile, and the page connects anew. Null: the file is open.
       */
      closed: z.enum(['missing', 'unreadable', 'wrong', 'opened']).nullable(),
      /** Where the clinic's file is, or is to be put: told while it is closed or nothing is in it. */
      file: z.string().nullable(),
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
  lock: anyone.output(z.object({})),
  /**
   * A key or the pointer moved in one of this station's windows. The core locks the station ten minutes after the last
   * of these, whatever the page does (R10.3); asking for data is no act of a person.
   */
  active: anyone.output(z.object({})),
  /** First run (R10.3): makes the clinic and its first admin; refused once a clinic exists. */
  createClinic: anyone
    .errors({ CLINIC_EXISTS: {} })
    .input(
      z.object({
        clinicName: z.string().trim().min(1).max(200),
        addressLine: z.string().max(300),
        phone: ClinicPhone,
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
