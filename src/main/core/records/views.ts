import type { IndexOwner } from '../../../shared/contract/outbox.ts'
import { InvitationId, LinkId, type PartId, type PatientId } from '../../../shared/domain/ids.ts'
import { levelOf, type AccessLevel } from '../../../shared/domain/invitations.ts'
import { emailKey } from '../../../shared/domain/people.ts'
import {
  visibleHolders,
  visibleProposals,
  type ProfileProposal,
  type RecordHolder,
} from '../../../shared/domain/profileProposals.ts'
import { Instant } from '../../../shared/domain/time.ts'
import { stillVerified, verifiedEmails, type Redemption } from '../../../shared/domain/verifiedEmails.ts'
import { visibleItems, type Chart, type Viewer, type VisibleItem } from '../../../shared/domain/visibility.ts'
import type { AgeIdentity, AgeRecipient } from '../../../shared/envelope/seal.ts'
import type { CoreContext, Db } from '../context.ts'
import { readChart, type PartSubject } from '../db/chart.ts'
import { listProposals } from '../db/inboxItems.ts'
import { listOpenInvitations, recipientsOf, secretsOf, type InvitationRow } from '../db/invitations.ts'
import { findLink, listLinkOrigins, listLiveLinks, type LinkWithEmail } from '../db/links.ts'
import { listRedemptions } from '../db/redemptions.ts'
import { hasRenewed, listSuspended } from '../db/renewals.ts'

/** What one viewer sees of a chart, before anything is sealed. */
export type View = {
  readonly level: AccessLevel
  readonly patientId: PatientId
  readonly patientName: string
  readonly items: readonly VisibleItem[]
  readonly proposals: readonly ProfileProposal[]
  readonly holders: readonly RecordHolder[]
  readonly madeAt: Instant
}

export type HolderView = View & {
  readonly owner: IndexOwner
  readonly recipients: AgeRecipient[]
  /** Who can tell by which secret that the clinic made it. */
  readonly signers: readonly (
    | { readonly kind: 'link'; readonly recipient: AgeRecipient }
    | { readonly kind: 'invitation'; readonly identity: AgeIdentity }
  )[]
}

/**
 * What every holder of a patient may see now: each live link whose holder proved its key, and each open invitation, so
 * that whoever redeems it finds everything there with the desk off (R4.6). Only `visibleItems` decides what is in it.
 */
export async function viewsOf(context: Pick<CoreContext, 'db' | 'clock'>, patientId: PatientId): Promise<HolderView[]> {
  // One transaction: chart and holders of the same moment.
  return context.db.transaction().execute(async (tx) => {
    const now = context.clock.now()
    const chart = await readChart(tx, patientId)
    if (!chart) return []
    const about = await readAbout(tx, patientId)
    const invited = (await listOpenInvitations(tx, patientId, now)).map((row): HolderView => ({
      ...viewFor(viewerOfInvitation(row), patientId, { chart, ...about }, now),
      owner: { kind: 'invitation', id: InvitationId.parse(row.id) },
      recipients: recipientsOf(row),
      signers: secretsOf(row).map((identity) => ({ kind: 'invitation', identity })),
    }))
    const origins = await listLinkOrigins(tx, patientId)
    const linked: HolderView[] = []
    for (const link of await listLiveLinks(tx, patientId)) {
      if (link.proven_recipient === null) continue
      linked.push({
        ...viewFor(await viewerOfLink(tx, link, origins), patientId, { chart, ...about }, now),
        owner: { kind: 'link', id: LinkId.parse(link.id) },
        recipients: [link.proven_recipient],
        signers: [{ kind: 'link', recipient: link.proven_recipient }],
      })
    }
    // Versions are given out in this order: what an invitation brings to a link is newer than what the link has seen (R4.7).
    return [...linked, ...invited]
  })
}

/** What one link's holder sees (R3.3); null when there is no such link. */
export async function viewOfLink(
  db: Db,
  linkId: LinkId,
  now: Instant,
): Promise<(View & { readonly email: string }) | null> {
  const link = await findLink(db, linkId)
  if (!link) return null
  // A link's patient is a foreign key of the same file: its id is what the patient's own row parsed.
  const patientId = link.patient_id as PatientId
  const chart = await readChart(db, patientId)
  if (!chart) return null
  const viewer = await viewerOfLink(db, link, await listLinkOrigins(db, patientId))
  return { ...viewFor(viewer, patientId, { chart, ...(await readAbout(db, patientId)) }, now), email: link.email }
}

/** Of one patient so many proposals are shown again. */
const PROPOSALS_SHOWN = 20

/** What is told of a patient beside the chart: what was proposed to change, and who sees what. */
async function readAbout(db: Db, patientId: PatientId) {
  const links = await listLiveLinks(db, patientId)
  return {
    proposals: await listProposals(db, patientId, PROPOSALS_SHOWN),
    holders: links.map(({ id, email, level, since_at }) => {
      return { linkId: LinkId.parse(id), email, level, since: Instant.parse(since_at) }
    }),
  }
}

type Told = { readonly chart: Chart } & Awaited<ReturnType<typeof readAbout>>

function viewFor(viewer: Viewer, patientId: PatientId, { chart, proposals, holders }: Told, now: Instant): View {
  const { givenName, familyName } = chart.profile
  return {
    level: viewer.level,
    patientId,
    patientName: viewer.level === 'full' ? `${givenName} ${familyName}` : givenName,
    items: visibleItems(viewer, chart),
    proposals: visibleProposals(viewer, proposals),
    holders: visibleHolders(viewer, holders),
    madeAt: now,
  }
}

/** It is sealed to its code too, and nobody knows yet as whom it will be redeemed: it verifies no address (R4.8). */
function viewerOfInvitation(row: InvitationRow): Viewer {
  const invitationIds = [InvitationId.parse(row.id)]
  return { level: levelOf(row.kind), linkId: null, formerLinkIds: [], invitationIds, verifiedEmails: new Set() }
}

async function viewerOfLink(
  db: Db,
  link: LinkWithEmail,
  origins: readonly { readonly link_id: string; readonly invitation_id: string }[],
): Promise<Viewer> {
  const formerLinkIds = await formerLinksOf(db, link)
  const own: readonly string[] = [link.id, ...formerLinkIds]
  return {
    level: link.level,
    linkId: LinkId.parse(link.id),
    formerLinkIds,
    invitationIds: origins
      .filter((origin) => own.includes(origin.link_id))
      .map((origin) => InvitationId.parse(origin.invitation_id)),
    verifiedEmails: stillVerified(await redemptionsOf(db, link.proven_recipient), link.email),
  }
}

async function redemptionsOf(db: Db, key: AgeRecipient | null): Promise<readonly Redemption[]> {
  return key === null ? [] : listRedemptions(db, key)
}

/**
 * What was sent through a login whose password was lost is still its person's: of this patient, where both keys showed that
 * the mailbox was theirs (R3.2, decision 0026). It stays so when the one in its place takes another address.
 */
async function formerLinksOf(db: Db, { patient_id, proven_recipient }: LinkWithEmail): Promise<LinkId[]> {
  // A link's patient is a foreign key of the same file: its id is what the patient's own row parsed.
  const suspended = await listSuspended(db, patient_id as PatientId)
  if (suspended.length === 0 || proven_recipient === null) return []
  const own = verifiedEmails(await redemptionsOf(db, proven_recipient))
  const former: LinkId[] = []
  for (const link of suspended) {
    const key = emailKey(link.email)
    if (!own.has(key) || !(await hasRenewed(db, proven_recipient, key))) continue
    const theirs = verifiedEmails(await redemptionsOf(db, link.proven_recipient))
    if (theirs.has(key)) former.push(LinkId.parse(link.id))
  }
  return former
}

/** What is heavy of an item and stands in a part of its own; null for what stands in the index whole. */
export function partSubjectOf(item: VisibleItem): PartSubject | null {
  switch (item.kind) {
    case 'form':
      return { kind: 'form', assignmentId: item.form.assignmentId }
    case 'submission':
      return { kind: 'submission', submissionId: item.submission.id }
    case 'plan':
      return { kind: 'plan', planId: item.plan.id, version: item.plan.version }
    default:
      return null
  }
}

/** Of an item whose bytes come by reference, its file; null for any other, and for an upload that was refused. */
export function fileOf(item: VisibleItem): PartId | null {
  if (item.kind === 'document') return item.document.fileId
  return item.kind === 'upload' && item.upload.state !== 'refused' ? item.upload.fileId : null
}

/** How a part is found again: what it holds never changes, so that it is sealed once. */
export function subjectText(subject: PartSubject): string {
  switch (subject.kind) {
    case 'form':
      return `form ${subject.assignmentId}`
    case 'submission':
      return `submission ${subject.submissionId}`
    default:
      return `plan ${subject.planId} ${subject.version}`
  }
}
