import { z } from 'zod'
import { InboxItemId, LinkId, PatientId } from '../../domain/ids.ts'
import { InboxFacts } from '../../domain/inboxFacts.ts'
import { AccessLevel } from '../../domain/invitations.ts'
import { ProfileField } from '../../domain/profileProposals.ts'
import { Instant } from '../../domain/time.ts'
import { changedMeanwhile, signedIn, Version } from './common.ts'
import { PatientSummary } from './patients.ts'

/** How a renewed password stands now. */
export const Renewal = z.object({
  /** `renewedSince`: the new password has been renewed in its turn, and is to be taken back there. */
  state: z.enum(['stands', 'takenBack', 'renewedSince']),
  /** Patients whom the login held, and to whom it is to be invited anew. */
  waiting: z.array(z.object({ patientId: PatientId, patientName: z.string(), level: AccessLevel })),
})
export type Renewal = z.infer<typeof Renewal>

export const InboxItem = z.object({
  id: InboxItemId,
  facts: InboxFacts,
  patientId: PatientId.nullable(),
  patientName: z.string().nullable(),
  /** Of a redemption: the link that came of it, until it is ended (R3.5). */
  liveLinkId: LinkId.nullable(),
  renewal: Renewal.nullable(),
  /** R6.5: how many charts are likely, of a booking whose is to be said; null of anything else. */
  likely: z.number().int().nullable(),
  receivedAt: Instant,
  doneAt: Instant.nullable(),
})
export type InboxItem = z.infer<typeof InboxItem>

export const inbox = {
  /** "It was not them": the login whose password was renewed is put back, and the new key holds nothing more. */
  restoreLogin: signedIn
    .errors({ RENEWED_SINCE: {} })
    .input(z.object({ id: InboxItemId }))
    .output(z.object({})),
  list: signedIn.input(z.object({ includeDone: z.boolean() })).output(z.array(InboxItem)),
  /** Files a submission that keeps its form's rules in the chart, or settles the item: which of both, it says. */
  settle: signedIn
    /** It is settled by an act of its own. */
    .errors({ TO_DECIDE: {} })
    .input(z.object({ id: InboxItemId }))
    .output(z.object({ outcome: z.enum(['filed', 'settled']), doneAt: Instant })),
  /** R8.4: puts these fields of a proposal into the chart, leaves the others, and settles it. */
  takeProfile: signedIn
    .errors(changedMeanwhile(PatientSummary))
    .input(z.object({ id: InboxItemId, seenVersion: Version, take: z.array(ProfileField).max(5) }))
    .output(z.object({})),
  /** R10.4: takes back the settling of that instant; what was filed waits to be filed again. Undoing twice is undoing once. */
  undoSettling: signedIn
    .errors({ TOO_LATE: {}, ...changedMeanwhile(InboxItem) })
    .input(z.object({ id: InboxItemId, doneAt: Instant }))
    .output(z.object({})),
}
