import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { PASSWORD_PROBLEMS } from '../../domain/passwordChoice.ts'
import { ClinicPhone, EmailAddress, PersonName } from '../../domain/people.ts'
import { Instant, TimeZone } from '../../domain/time.ts'
import { ClinicProfile } from '../outbox.ts'
import { anyone, rateLimited, timeZoneUnknown } from './common.ts'
import { Staff } from './staff.ts'

/** What changed, so that the renderer asks again for what it shows. `all` after a restore. */
export const ChangeTopic = z.enum([
  'all',
  'patients',
  'appointments',
  'waitingList',
  'invitations',
  'links',
  'forms',
  'plans',
  'messages',
  'documents',
  'inbox',
  'outbox',
  'sync',
  'session',
  'settings',
])
export type ChangeTopic = z.infer<typeof ChangeTopic>

/** How far signing in has come: the person is inside, or is asked for one thing more. */
export const SignInStep = z.discriminatedUnion('step', [
  z.object({ step: z.literal('inside'), staff: Staff }),
  /** The password was right; an authenticator's code or a spare one is asked for. */
  z.object({ step: z.literal('secondFactor') }),
  /** The one-time code was right; a password of their own is asked for before anything else. */
  z.object({ step: z.literal('choosePassword') }),
])
export type SignInStep = z.infer<typeof SignInStep>

export const passwordRefused = {
  PASSWORD_REFUSED: { data: z.object({ because: z.enum(PASSWORD_PROBLEMS) }) },
}

/** Whoever was half signed in at this station is so no longer: too long ago, or ended elsewhere. */
const startOver = { START_OVER: {} }

export const session = {
  /** What the sign-in screen needs: whether a clinic exists yet (first run), its name, who is signed in at this station. */
  current: anyone.output(
    z.object({
      clinic: ClinicProfile.pick({ name: true, timeZone: true, phone: true, addressLine: true }).nullable(),
      /** Which computer this is; an audit row names it. */
      stationName: z.string(),
      /** R10.8: the clinic is there, and an admin has not ended its set-up. */
      isBeingSetUp: z.boolean(),
      staff: Staff.nullable(),
      isLocked: z.boolean(),
      /** Where it is locked: by idle minutes, and not by a person. */
      isLockedByIdling: z.boolean(),
      /** After so many it locks by itself. */
      idleMinutes: z.number().int(),
      /** Who is half signed in here, and what they are asked for. */
      halfway: z.object({ step: z.enum(['secondFactor', 'choosePassword']), email: z.string() }).nullable(),
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
  /** One answer for unknown e-mail, wrong password and wrong one-time code; slowed after 5 failures. */
  signIn: anyone
    .errors({
      WRONG_EMAIL_OR_PASSWORD: {},
      ...rateLimited,
      /** The one-time code is the right one, and was used or is too old. */
      ONE_TIME_CODE_OVER: { data: z.object({ because: z.enum(['used', 'expired']) }) },
    })
    .input(
      z.object({
        email: z.string().max(254),
        /** Or the one-time code that an admin gave. */
        password: z.string().max(1000),
      }),
    )
    .output(SignInStep),
  /** Takes up the one-time code: of several who have it one gets in. */
  choosePassword: anyone
    .errors({ ...passwordRefused, ...startOver })
    .input(z.object({ password: z.string().max(1000) }))
    .output(SignInStep),
  /** A code of the authenticator, or a spare one; each works once. */
  giveSecondFactor: anyone
    .errors({ WRONG_CODE: {}, ...rateLimited, ...startOver })
    .input(z.object({ code: z.string().max(40) }))
    .output(SignInStep),
  /** Whoever is half signed in is somebody else after all. Whom the station belongs to, and its lock, stay as they are. */
  startOver: anyone.output(z.object({})),
  signOut: anyone.output(z.object({})),
  lock: anyone.output(z.object({})),
  /**
   * A key or the pointer moved in one of this station's windows. The core locks the station so many minutes after the last
   * of these, whatever the page does (R10.3); asking for data is no act of a person.
   */
  active: anyone.output(z.object({})),
  /** First run (R10.3): makes the clinic and its first admin; refused once a clinic exists. */
  createClinic: anyone
    .errors({ CLINIC_EXISTS: {}, ...passwordRefused, ...timeZoneUnknown })
    .input(
      z.object({
        clinicName: z.string().trim().min(1).max(200),
        addressLine: z.string().max(300),
        phone: ClinicPhone,
        timeZone: TimeZone,
        adminName: PersonName,
        adminEmail: EmailAddress,
        password: z.string().max(1000),
      }),
    )
    .output(Staff),
  /** A stream of what changed; the first message is `['session']` at once, which tells that the stream stands. */
  changes: anyone.output(eventIterator(z.object({ topics: z.array(ChangeTopic) }))),
}
