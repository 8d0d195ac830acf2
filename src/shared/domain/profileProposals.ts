import { z } from 'zod'
import type { LinkId } from './ids.ts'
import { AccessLevel } from './invitations.ts'
import { EmailAddress, PersonName, PhoneNumber } from './people.ts'
import { CalendarDay, Instant } from './time.ts'
import type { Viewer } from './visibility.ts'

/** What of a person's details they may propose to change, in the order in which it is shown. */
export const ProfileField = z.enum(['givenName', 'familyName', 'birthOn', 'phone', 'email'])
export type ProfileField = z.infer<typeof ProfileField>
export const PROFILE_FIELDS = ProfileField.options

/** R8.4: only what is to change. */
export const ProfileValues = z
  .object({
    givenName: PersonName,
    familyName: PersonName,
    birthOn: CalendarDay,
    phone: PhoneNumber,
    email: EmailAddress,
  })
  .partial()
export type ProfileValues = z.infer<typeof ProfileValues>

/** How these stood as whoever proposes saw them; null for what was not there, absent for what this login never saw. */
export const ProfileSeen = z.partialRecord(ProfileField, z.string().max(300).nullable())
export type ProfileSeen = z.infer<typeof ProfileSeen>

/** What the clinic did with each; nothing yet while there is none. */
export const ProfileOutcome = z.partialRecord(ProfileField, z.enum(['taken', 'left']))
export type ProfileOutcome = z.infer<typeof ProfileOutcome>

/** A proposal as whoever made it sees it again. */
export const ProfileProposal = z.object({
  sentAt: Instant,
  changes: ProfileValues,
  outcome: ProfileOutcome,
  decidedAt: Instant.nullable(),
})
export type ProfileProposal = z.infer<typeof ProfileProposal>

/** Somebody who sees a patient's records. */
export const RecordHolder = z.object({
  email: z.string(),
  level: AccessLevel,
  since: Instant,
  isThisLogin: z.boolean(),
})
export type RecordHolder = z.infer<typeof RecordHolder>

type By<Thing> = Thing & { readonly linkId: LinkId }

/** R3.2, R8.4: proposals of this login alone, at either level. */
export function visibleProposals(viewer: Viewer, proposals: readonly By<ProfileProposal>[]): ProfileProposal[] {
  const own: readonly LinkId[] = viewer.linkId === null ? [] : [viewer.linkId, ...viewer.formerLinkIds]
  return proposals.flatMap(({ linkId, ...proposal }) => (own.includes(linkId) ? [proposal] : []))
}

/** R5.3: whoever sees everything sees who else does, and who sees a part; a limited holder sees nobody (R3.2). */
export function visibleHolders(
  viewer: Viewer,
  holders: readonly By<Omit<RecordHolder, 'isThisLogin'>>[],
): RecordHolder[] {
  if (viewer.level !== 'full' || viewer.linkId === null) return []
  return holders.map(({ linkId, ...holder }) => ({ ...holder, isThisLogin: linkId === viewer.linkId }))
}
