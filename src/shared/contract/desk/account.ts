import { z } from 'zod'
import { Instant } from '../../domain/time.ts'
import { rateLimited, signedIn } from './common.ts'
import { passwordRefused } from './session.ts'
import { Staff } from './staff.ts'

export const OwnAccount = z.object({
  staff: Staff,
  secondFactor: z.object({ since: Instant, spareCodesLeft: z.number().int() }).nullable(),
  /** Nobody else could give them another second factor. */
  isLastAdmin: z.boolean(),
})
export type OwnAccount = z.infer<typeof OwnAccount>

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
}
