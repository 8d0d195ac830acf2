import { oc as bare } from '@orpc/contract'
import { z } from 'zod'
import { AccessLevel, DeadBecause, InvitationKind } from '../domain/invitations.ts'
import {
  AssignmentId,
  ClinicId,
  EventId,
  InvitationId,
  LinkId,
  LoginId,
  PartId,
  PatientId,
  SubmissionId,
} from '../domain/ids.ts'
import { EmailAddress } from '../domain/people.ts'
import { Instant } from '../domain/time.ts'
import { PasswordParameters } from '../envelope/passwords.ts'
import { ClinicProfile, SealedBody } from './sync.ts'
import { unexpected } from './unexpected.ts'

const oc = bare.errors(unexpected)

/**
 * Patient → endpoint. The browser holds the keys; the endpoint stores what it cannot read. The session is a `__Host-`
 * cookie. There is no call that makes a login without an open invitation (R2.4).
 */
const Token = z.string().min(16).max(128)
const Auth = z.string().min(16).max(128)
const Recipient = z.string().regex(/^age1[0-9a-z]{58}$/)
const Mac = z.string().regex(/^[0-9a-f]{64}$/)
/** Submissions are limited to 2 MB of answers (section 12); sealed and in base64 that is under 3 MB. */
const SealedAnswers = z.string().max(3_000_000)

export const PortalLink = z.object({
  id: LinkId,
  patientId: PatientId,
  level: AccessLevel,
  since: Instant,
  /** A sealed `RecordIndex`; null until the desk has published for this link or for the invitation that it came by. */
  index: z.object({ version: z.number().int(), sealed: SealedBody, at: Instant }).nullable(),
})
export type PortalLink = z.infer<typeof PortalLink>

export const PortalLogin = z.object({
  id: LoginId,
  email: z.string(),
  /** A `Keyring`, sealed to the login's `wrap` identity. */
  keyring: SealedBody,
  recipient: Recipient,
})
export type PortalLogin = z.infer<typeof PortalLogin>

/** How an invitation stands, for whoever holds its secret. */
export const InvitationLook = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('open'),
    invitationId: InvitationId,
    kind: InvitationKind,
    expiresAt: Instant,
    greeting: SealedBody,
    /** Whether whoever is signed in holds this patient already: an e-mail alone never says whose records they are (R5.1). */
    isHeld: z.boolean(),
  }),
  z.object({ state: z.literal('dead'), because: DeadBecause, endedAt: Instant.nullable() }),
])
export type InvitationLook = z.infer<typeof InvitationLook>

const limited = { RATE_LIMITED: { status: 429, data: z.object({ retryAfterSeconds: z.number().int() }) } } as const
const dead = { INVITATION_DEAD: { status: 410, data: z.object({ because: DeadBecause }) } } as const
const session = { SIGNED_OUT: { status: 401 } } as const

export const RedeemOutcome = z.object({
  outcome: z.enum(['added', 'upgraded', 'alreadyHeld']),
  linkId: LinkId,
  level: AccessLevel,
})
export type RedeemOutcome = z.infer<typeof RedeemOutcome>

const clinic = { clinicId: ClinicId }

export const portalContract = {
  clinic: {
    /** Unknown clinics and paths answer alike. */
    profile: oc.errors({ NOT_FOUND: {} }).input(z.object(clinic)).output(ClinicProfile),
  },
  invitation: {
    /** Changes nothing but the note *fetched* (R4.1, R4.3). Unknown and foreign tokens answer `dead: unknown` alike. */
    look: oc
      .errors(limited)
      .input(z.object({ ...clinic, token: Token }))
      .output(InvitationLook),
    /** The same by code: counts as a guess (R4.5: 5 per address in 10 minutes, 50 per clinic and hour). */
    lookByCode: oc
      .errors(limited)
      .input(z.object({ ...clinic, token: Token }))
      .output(InvitationLook),
    /** A person's first act on the page. Idempotent. */
    opened: oc
      .errors(limited)
      .input(z.object({ ...clinic, token: Token }))
      .output(z.object({})),
    /** By the signed-in login; `keyring` already holds the invitation's identity. Atomic: one of many wins (R4.4). */
    redeem: oc
      .errors({ ...limited, ...dead, ...session })
      .input(z.object({ ...clinic, token: Token, mac: Mac, keyring: SealedBody }))
      .output(RedeemOutcome),
    /** Makes the login and redeems in one step, or does neither. The salt is the one that `session.salt` gave. */
    register: oc
      .errors({ ...limited, ...dead, EMAIL_HAS_LOGIN: { status: 409 } })
      .input(
        z.object({
          ...clinic,
          token: Token,
          mac: Mac,
          email: EmailAddress,
          auth: Auth,
          parameters: PasswordParameters,
          recipient: Recipient,
          keyring: SealedBody,
        }),
      )
      .output(RedeemOutcome),
  },
  session: {
    /** Every e-mail has a salt: an unknown one a stable made-up one, which becomes its own when it registers. */
    salt: oc
      .errors(limited)
      .input(z.object({ ...clinic, email: EmailAddress }))
      .output(z.object({ salt: z.string(), parameters: PasswordParameters })),
    /** One answer for an unknown e-mail and a wrong password, in the same time. */
    signIn: oc
      .errors({ ...limited, WRONG_EMAIL_OR_PASSWORD: { status: 401 } })
      .input(z.object({ ...clinic, email: EmailAddress, auth: Auth }))
      .output(PortalLogin),
    signOut: oc.output(z.object({})),
    /** Null when nobody is signed in at this clinic. */
    current: oc.input(z.object(clinic)).output(PortalLogin.nullable()),
  },
  records: {
    list: oc
      .errors(session)
      .input(z.object(clinic))
      .output(z.object({ links: z.array(PortalLink) })),
    /** A part that this link's index names, still sealed; any other is not found. */
    part: oc
      .errors({ ...session, NOT_FOUND: {} })
      .input(z.object({ ...clinic, linkId: LinkId, partId: PartId }))
      .output(z.object({ sealed: SealedBody })),
  },
  forms: {
    /** Half-filled answers, sealed to the login's own recipient, so that another device can go on (R7.4). */
    saveDraft: oc
      .errors({ ...session, NOT_FOUND: {} })
      .input(z.object({ ...clinic, linkId: LinkId, assignmentId: AssignmentId, sealed: SealedAnswers }))
      .output(z.object({ savedAt: Instant })),
    draft: oc
      .errors({ ...session, NOT_FOUND: {} })
      .input(z.object({ ...clinic, linkId: LinkId, assignmentId: AssignmentId }))
      .output(z.object({ savedAt: Instant, sealed: SealedAnswers }).nullable()),
    /** Idempotent by `submissionId`. Destroys the draft. */
    submit: oc
      .errors({ ...session, NOT_FOUND: {}, ...limited })
      .input(
        z.object({
          ...clinic,
          linkId: LinkId,
          assignmentId: AssignmentId,
          submissionId: SubmissionId,
          sealed: SealedAnswers,
        }),
      )
      .output(z.object({ receivedAt: Instant })),
  },
  requests: {
    /** "Ask the clinic for full access" (R3.6). Idempotent by `requestId`. */
    make: oc
      .errors({ ...session, NOT_FOUND: {}, ...limited })
      .input(z.object({ ...clinic, linkId: LinkId, requestId: EventId, sealed: SealedAnswers }))
      .output(z.object({ receivedAt: Instant })),
  },
}
