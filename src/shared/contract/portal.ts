import { oc as bare } from '@orpc/contract'
import { z } from 'zod'
import { AccessLevel, DeadBecause, InvitationKind } from '../domain/invitations.ts'
import {
  AppointmentId,
  AssignmentId,
  EventId,
  InvitationId,
  LinkId,
  MailId,
  MessageId,
  PartId,
  PatientId,
  SubmissionId,
} from '../domain/ids.ts'
import { EmailAddress } from '../domain/people.ts'
import { ReminderStanding } from '../domain/reminders.ts'
import { Instant } from '../domain/time.ts'
import { PasswordParameters } from '../envelope/passwords.ts'
import { account } from './portalAccount.ts'
import { booking } from './portalBooking.ts'
import { offers } from './portalOffers.ts'
import {
  Auth,
  Auths,
  clinic,
  full,
  keyringChange,
  keyringErrors,
  limited,
  LoginKeys,
  PortalLogin,
  session,
  Token,
  wrong,
} from './portalShapes.ts'
import { BlobFacts, Mac, SealedBody, TokenHash } from './shapes.ts'
import { ClinicProfile, IndexOwner, ShortName } from './outbox.ts'
import { unexpected } from './unexpected.ts'

export { PortalLogin }

const oc = bare.errors(unexpected)

/**
 * Patient → endpoint. The browser holds the keys; the endpoint stores what it cannot read. The session is a `__Host-`
 * cookie. There is no call that makes a login without an open invitation (R2.4).
 */
/** Submissions are limited to 2 MB of answers (section 12); sealed and in base64 that is under 3 MB. */
const SealedAnswers = z.string().max(3_000_000)

export const PortalIndex = z.object({
  epoch: z.number().int(),
  version: z.number().int(),
  /** For whom the desk made it, which its MACs cover: the link, or the invitation by which it came. */
  owner: IndexOwner,
  macs: z.array(Mac),
  sealed: SealedBody,
  at: Instant,
})
export type PortalIndex = z.infer<typeof PortalIndex>

export const PortalLink = z.object({
  id: LinkId,
  patientId: PatientId,
  level: AccessLevel,
  since: Instant,
  /** A sealed `RecordIndex`; null until the desk has published for this link or for the invitation that it came by. */
  index: PortalIndex.nullable(),
})
export type PortalLink = z.infer<typeof PortalLink>

/** R8.5: a message that the clinic gave to a link, or to the invitation by which it came. */
export const PortalMessage = z.object({
  /** Rises with every message that is given. */
  number: z.number().int().positive(),
  id: MessageId,
  owner: IndexOwner,
  macs: z.array(Mac).max(2),
  /** A `GivenMessage`. */
  sealed: SealedBody,
})
export type PortalMessage = z.infer<typeof PortalMessage>

/** What one sent, which the desk has not fetched yet. */
export const SentMessage = z.object({ id: MessageId, at: Instant, sealed: SealedBody, mac: z.string() })
export type SentMessage = z.infer<typeof SentMessage>

/** How an invitation stands, for whoever holds its secret. */
export const InvitationLook = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('open'),
    invitationId: InvitationId,
    kind: InvitationKind,
    expiresAt: Instant,
    greeting: SealedBody,
    /** `introductionMac`, under whichever of the two secrets was presented. */
    introduction: Mac,
    /** Whether whoever is signed in holds this patient already: an e-mail alone never says whose records they are (R5.1). */
    isHeld: z.boolean(),
  }),
  z.object({
    state: z.literal('dead'),
    because: DeadBecause,
    endedAt: Instant.nullable(),
    /** R4.2: it has expired, and the patient's extra day has not been taken. */
    canTakeDay: z.boolean(),
  }),
])
export type InvitationLook = z.infer<typeof InvitationLook>

/** How a visit stands, for whoever has a reminder of it. */
export const ReminderLook = z.object({
  mailId: MailId,
  visitId: AppointmentId,
  standing: ReminderStanding,
  /** As the reminder says. */
  startsAt: Instant,
  endsAt: Instant,
  /** As the clinic calls them to patients; empty for whoever is not on sale. */
  practitionerName: z.string(),
  /** When it begins by now, of a visit that was moved. */
  movedTo: Instant.nullable(),
  /** R6.3: whoever booked it can still move or cancel it online. */
  canBeChanged: z.boolean(),
  answeredAt: Instant.nullable(),
})
export type ReminderLook = z.infer<typeof ReminderLook>

const dead = { INVITATION_DEAD: { status: 410, data: z.object({ because: DeadBecause }) } } as const

export const RedeemOutcome = z.object({
  outcome: z.enum(['added', 'upgraded', 'alreadyHeld']),
  linkId: LinkId,
  level: AccessLevel,
})
export type RedeemOutcome = z.infer<typeof RedeemOutcome>

/** A key and a password that are new, and the proofs by which an invitation is spent for them. */
const NewLogin = LoginKeys.extend({ ...clinic, token: Token, mac: Mac, holderMac: Mac })

export const portalContract = {
  clinic: {
    /** Unknown clinics and paths answer alike. */
    profile: oc.errors({ NOT_FOUND: {} }).input(z.object(clinic)).output(ClinicProfile),
    /** R4.5: whose short address a name is. It says where to look, and vouches for nothing (R11.5). */
    byName: oc
      .errors({ ...limited, NOT_FOUND: {} })
      .input(z.object({ name: ShortName }))
      .output(z.object(clinic)),
  },
  invitation: {
    /** Changes nothing but the note *fetched* (R4.1, R4.3). Unknown and foreign tokens answer `dead: unknown` alike. */
    look: oc
      .errors(limited)
      .input(z.object({ ...clinic, token: Token }))
      .output(InvitationLook),
    /** The same by code: counts as a guess (R4.5: 5 per address in 10 minutes). */
    lookByCode: oc
      .errors(limited)
      .input(z.object({ ...clinic, token: Token }))
      .output(InvitationLook),
    /** A person's first act on the page. Idempotent. */
    opened: oc
      .errors(limited)
      .input(z.object({ ...clinic, token: Token }))
      .output(z.object({})),
    /** R4.2: one day more, once, for a Smart Form's invitation that has expired; nothing for any other. Idempotent. */
    takeDay: oc
      .errors(limited)
      .input(z.object({ ...clinic, token: Token, /** `extraDayMac` */ mac: Mac }))
      .output(z.object({})),
    /** By the signed-in login; `keyring` already holds the invitation's identity. Atomic: one of many wins (R4.4). */
    redeem: oc
      .errors({ ...limited, ...dead, ...session, ...keyringErrors })
      .input(z.object({ ...clinic, token: Token, mac: Mac, holderMac: Mac, ...keyringChange }))
      .output(RedeemOutcome),
    /**
     * Makes the login and redeems in one step, or does neither. The salt is the one that `session.salt` gave. For an e-mail
     * that has a login this is a try at its password, answered and counted as in `session.signIn`; the right one signs in,
     * and is answered `EMAIL_HAS_LOGIN`: the login's own keyring redeems (R4.7).
     */
    register: oc
      .errors({ ...limited, ...dead, ...wrong, EMAIL_HAS_LOGIN: { status: 409 } })
      .input(NewLogin)
      .output(RedeemOutcome),
  },
  login: {
    /**
     * In place of a lost password: a new key and a new password for the login of the address that an Access Link went to, by
     * the link itself and not by its code; the link is spent with it. The login then holds this one patient. The same answers
     * in the same time whether or not the e-mail has a login (R2.4, R4.7): where it has none, this makes it.
     */
    renew: oc
      .errors({ ...limited, ...dead, RENEWAL_REFUSED: { status: 403 } })
      .input(NewLogin.extend({ renewalKey: Token }))
      .output(RedeemOutcome),
    /**
     * R2.1: whoever reads the mailbox of a login that a booking made says so, by the token of its confirmation, and signs in by
     * the e-mail from then on. `hasLogin`: another login has the e-mail, and this one stays as it is. Idempotent.
     */
    confirm: oc
      .errors({ ...limited, NOT_FOUND: {} })
      .input(z.object({ ...clinic, token: Token }))
      .output(z.object({ outcome: z.enum(['confirmed', 'hasLogin']), email: z.string() })),
  },
  session: {
    /**
     * Every e-mail has a salt: an unknown one a stable made-up one, which becomes its own when it registers. The
     * parameters are the same for everybody: all that any login may have, newest first.
     */
    salt: oc
      .errors(limited)
      .input(z.object({ ...clinic, email: EmailAddress }))
      .output(z.object({ salt: z.string(), parameters: z.array(PasswordParameters).min(1).max(4) })),
    /** One answer for an unknown e-mail and a wrong password, in the same time. */
    signIn: oc
      .errors({ ...limited, ...wrong })
      .input(z.object({ ...clinic, email: EmailAddress, auths: Auths }))
      .output(PortalLogin.extend({ generation: z.number().int().min(0) })),
    /** The same password, stretched by the newest parameters from now on. Atomic with the keyring that it opens. */
    grow: oc
      .errors({ ...session, ...keyringErrors })
      .input(
        z.object({ ...clinic, auth: Auth, parameters: PasswordParameters, ...keyringChange, newTokenHash: TokenHash }),
      )
      .output(z.object({ keyringRevision: z.number().int() })),
    saveKeyring: oc
      .errors({ ...session, ...keyringErrors })
      .input(z.object({ ...clinic, ...keyringChange }))
      .output(z.object({ keyringRevision: z.number().int() })),
    signOut: oc.output(z.object({})),
    /** Whether anybody is still signed in by this browser's session; prolongs nothing, so that a page may ask by itself. */
    isAlive: oc.output(z.object({ isAlive: z.boolean() })),
    /** Null when nobody is signed in at this clinic. `isProven`: its e-mail and password open it anywhere. */
    current: oc.input(z.object(clinic)).output(PortalLogin.extend({ isProven: z.boolean() }).nullable()),
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
    /** Half-filled answers, sealed to a key that only the login knows, so that another device can go on (R7.4). */
    saveDraft: oc
      .errors({ ...session, NOT_FOUND: {}, ...full })
      .input(z.object({ ...clinic, linkId: LinkId, assignmentId: AssignmentId, sealed: SealedAnswers }))
      .output(z.object({ savedAt: Instant })),
    draft: oc
      .errors({ ...session, NOT_FOUND: {} })
      .input(z.object({ ...clinic, linkId: LinkId, assignmentId: AssignmentId }))
      .output(z.object({ savedAt: Instant, sealed: SealedAnswers }).nullable()),
    /** Idempotent by `submissionId`. Destroys the draft. */
    submit: oc
      .errors({ ...session, NOT_FOUND: {}, ...limited, ...full })
      .input(
        z.object({
          ...clinic,
          linkId: LinkId,
          assignmentId: AssignmentId,
          submissionId: SubmissionId,
          sealed: SealedAnswers,
          /** `letterMac` */
          mac: Mac,
        }),
      )
      .output(z.object({ receivedAt: Instant })),
  },
  messages: {
    /** The newest before `before`, or everything after `after`, a hundred at a time; what waits for the desk comes with each. */
    list: oc
      .errors({ ...session, NOT_FOUND: {} })
      .input(
        z.object({
          ...clinic,
          linkId: LinkId,
          before: z.number().int().positive().nullable(),
          after: z.number().int().min(0).nullable(),
        }),
      )
      .output(
        z.object({ messages: z.array(PortalMessage).max(100), hasMore: z.boolean(), waiting: z.array(SentMessage) }),
      ),
    /** Idempotent by `messageId`. */
    send: oc
      .errors({ ...session, NOT_FOUND: {}, ...limited, ...full })
      .input(z.object({ ...clinic, linkId: LinkId, messageId: MessageId, sealed: z.string().max(200_000), mac: Mac }))
      .output(z.object({ receivedAt: Instant })),
  },
  requests: {
    /** "Ask the clinic for full access" (R3.6). Idempotent by `requestId`. */
    make: oc
      .errors({ ...session, NOT_FOUND: {}, ...limited, ...full })
      .input(z.object({ ...clinic, linkId: LinkId, requestId: EventId, sealed: SealedAnswers, mac: Mac }))
      .output(z.object({ receivedAt: Instant })),
  },
  files: {
    /**
     * R8.3: how much of a file is here, from where on the rest follows by `PUT /api/portal/blob/:clinicId/:id`: its age file, as a
     * stream. Idempotent by `blobId`.
     */
    begin: oc
      .errors({ ...session, NOT_FOUND: {}, ...limited, ...full })
      .input(z.object({ ...clinic, linkId: LinkId, blobId: PartId, ...BlobFacts }))
      .output(z.object({ stored: z.number().int().min(0) })),
    /** All of it is here: it is the clinic's from now on. Idempotent by `blobId`. */
    send: oc
      .errors({ ...session, NOT_FOUND: {}, ...limited, ...full })
      .input(z.object({ ...clinic, linkId: LinkId, blobId: PartId, sealed: SealedAnswers, mac: Mac }))
      .output(z.object({ receivedAt: Instant })),
    /** R8.2: a document was opened. Idempotent by `openingId`. */
    opened: oc
      .errors({ ...session, NOT_FOUND: {}, ...limited, ...full })
      .input(z.object({ ...clinic, linkId: LinkId, openingId: EventId, sealed: SealedAnswers, mac: Mac }))
      .output(z.object({ receivedAt: Instant })),
  },
  /** R9.1: for whoever has a reminder, by its `reminderToken`; nobody needs to be signed in. */
  reminder: {
    /** Changes nothing. */
    look: oc
      .errors({ ...limited, NOT_FOUND: {} })
      .input(z.object({ ...clinic, token: Token }))
      .output(ReminderLook),
    /** "I will come", by a person's act: once, and the same answer however often. Nothing where the visit is not as the reminder said. */
    answer: oc
      .errors({ ...limited, NOT_FOUND: {} })
      .input(z.object({ ...clinic, token: Token, /** `willComeMac` */ mac: Mac }))
      .output(ReminderLook),
  },
  account,
  booking,
  offers,
}
