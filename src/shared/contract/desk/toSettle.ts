import { z } from 'zod'
import { LinkId, LoginId, PatientId } from '../../domain/ids.ts'
import { HolderTrouble, OutKindName, OutRefusal } from '../../domain/refusals.ts'
import { EventKind, SetAsideReason } from '../../domain/setAside.ts'
import { Instant } from '../../domain/time.ts'
import { signedIn } from './common.ts'

/** What came from the endpoint and was set aside, for one reason and of one kind; null where it says of none. */
export const SetAside = z.object({ kind: z.literal('events'), reason: SetAsideReason, event: EventKind.nullable() })
/** What the endpoint did not take, or the desk could not make. */
export const NotTaken = z.object({ kind: z.literal('rows'), row: OutKindName, reason: OutRefusal })
/** A holder whom nothing new reaches. */
export const Unsealed = z.object({ kind: z.literal('holder'), linkId: LinkId })
/** What was not kept, because what was set aside of this login, or of nobody known, takes all its room. */
export const NotKept = z.object({ kind: z.literal('notKept'), loginId: LoginId.nullable() })
/** The endpoint was put back from a backup. */
export const PutBack = z.object({ kind: z.literal('putBack') })

/** R11.6: what synchronising could not settle by itself. What is alike stands together, however much of it there is. */
export const Unsettled = z.discriminatedUnion('kind', [
  SetAside.extend({ count: z.number().int(), newestAt: Instant, canTryAgain: z.boolean() }),
  NotTaken.extend({ count: z.number().int(), newestAt: Instant, canTryAgain: z.boolean() }),
  NotKept.extend({
    email: z.string().nullable(),
    count: z.number().int(),
    bytes: z.number().int(),
    /** How much is kept at most, in bytes. */
    roomBytes: z.number().int(),
    newestAt: Instant,
  }),
  PutBack.extend({
    count: z.number().int(),
    newestAt: Instant,
    /** Everything was left for the endpoint again; it is said at most once an hour. */
    isSaidAgain: z.boolean(),
  }),
  Unsealed.extend({
    reason: HolderTrouble,
    patientId: PatientId,
    patientName: z.string(),
    email: z.string(),
    newestAt: Instant,
  }),
])
export type Unsettled = z.infer<typeof Unsettled>

const Outcome = z.object({ left: z.number().int() })

export const toSettle = {
  /** Newest first. */
  list: signedIn.output(z.array(Unsettled)),
  /** Applies, or leaves for the endpoint, once more. @returns how many could still not be settled here */
  tryAgain: signedIn.input(z.discriminatedUnion('kind', [SetAside, NotTaken])).output(Outcome),
  /** It is kept, and shown no more; the audit log says who did it. */
  putAway: signedIn.input(z.discriminatedUnion('kind', [SetAside, NotKept, PutBack, Unsealed])).output(z.object({})),
}
