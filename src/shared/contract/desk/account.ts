import { z } from 'zod'
import { Instant } from '../../domain/time.ts'
import { changedMeanwhile, rateLimited, signedIn } from './common.ts'
import { passwordRefused } from './session.ts'
import { Staff } from './staff.ts'

export const OwnAccount = z.object({
  staff: Staff,
  secondFactor: z.object({ since: Instant, spareCodesLeft: z.number().int() }).nullable(),
  /** Nobody else could give them another second factor. */
  isLastAdmin: z.boolean(),
})
export type OwnAccount = z.infer<typeof OwnAccount>

/** R11.1: the secret address from which a calendar program reads one's taken times, and nothing else. */
export const CalendarAddress = z.object({
  /** Null while it is off. */
  address: z.string().nullable(),
  /** When it was made, changed or ended last; null where there never was one. */
  since: Instant.nullable(),
  /** The endpoint has it. */
  isPublished: z.boolean(),
})
export type CalendarAddress = z.infer<typeof CalendarAddress>

/** Whoever sits down at a station that somebody left open does not know it. */
const knowsPassword = {
  WRONG_PASSWORD: {},
  ...rateLimited,
}
const password = z.string().max(1000)

/** One's own account (R10.3), for whoever is signed in. */
export const account = {
  get: signedIn.output(OwnAccount),
  /** Stations elsewhere at which one is signed in ask for the new one; this one goes on. */
  changePassword: signedIn
    .errors({ ...knowsPassword, ...passwordRefused })
    .input(z.object({ present: password, chosen: password }))
    .output(z.object({})),
  /** What an authenticator is given, as a picture of `uri` or by hand; nothing is asked for before a code of it was typed. */
  beginSecondFactor: signedIn
    .errors({ ...knowsPassword, SECOND_FACTOR_ON: {} })
    .input(z.object({ password }))
    .output(z.object({ key: z.string(), uri: z.string() })),
  /** From now on signing in asks for it. The spare codes are shown this once, each for one time. */
  confirmSecondFactor: signedIn
    .errors({
      WRONG_CODE: {},
      /** It was begun at another station, or too long ago. */
      START_OVER: {},
    })
    .input(z.object({ code: z.string().max(20) }))
    .output(z.object({ spareCodes: z.array(z.string()) })),
  endSecondFactor: signedIn.errors(knowsPassword).input(z.object({ password })).output(z.object({})),
  calendarAddress: signedIn.output(CalendarAddress),
  /** Turns it on, or changes it. `seenSince`: as the person saw it (R10.7). */
  makeCalendarAddress: signedIn
    .errors({ NOT_PAIRED: {}, ...changedMeanwhile(CalendarAddress) })
    .input(z.object({ seenSince: Instant.nullable() }))
    .output(CalendarAddress),
  endCalendarAddress: signedIn
    .errors(changedMeanwhile(CalendarAddress))
    .input(z.object({ seenSince: Instant.nullable() }))
    .output(CalendarAddress),
}
