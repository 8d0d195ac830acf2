import type { ProjectionOwner } from '../../../shared/contract/sync.ts'
import { InvitationId, LinkId, type PatientId } from '../../../shared/domain/ids.ts'
import { levelOf, type AccessLevel } from '../../../shared/domain/invitations.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import {
  visibleItems,
  type Chart,
  type Greeting,
  type Projection,
  type Viewer,
} from '../../../shared/domain/visibility.ts'
import type { AgeRecipient } from '../../../shared/envelope/seal.ts'
import type { CoreContext, Db } from '../context.ts'
import { readChart } from '../db/chart.ts'
import { findInvitation, listOpenInvitations, type InvitationRow } from '../db/invitations.ts'
import { findLink, listLinkOrigins, listLiveLinks, type LinkRow } from '../db/links.ts'
import { failure } from './serviceError.ts'

export type BuiltProjection = {
  readonly owner: ProjectionOwner
  readonly level: AccessLevel
  readonly recipients: AgeRecipient[]
  readonly projection: Projection
}

/**
 * What every holder of a patient may see now: each live link whose holder proved its key, and each open invitation, so
 * that whoever redeems it finds everything there with the desk off (R4.6). Only `visibleItems` decides what goes in.
 */
export async function buildProjections(
  context: Pick<CoreContext, 'db' | 'clock'>,
  patientId: PatientId,
): Promise<BuiltProjection[]> {
  // One transaction: chart and holders of the same moment.
  return context.db.transaction().execute(async (tx) => {
    const now = context.clock.now()
    const chart = await readChart(tx, patientId)
    if (!chart) return []
    const built: BuiltProjection[] = []
    for (const row of await listOpenInvitations(tx, patientId, now)) {
      const viewer = viewerOfInvitation(row)
      built.push({
        owner: { kind: 'invitation', id: InvitationId.parse(row.id) },
        level: viewer.level,
        recipients: recipientsOf(row),
        projection: project(viewer, chart, now),
      })
    }
    const origins = await listLinkOrigins(tx, patientId)
    for (const link of await listLiveLinks(tx, patientId)) {
      if (link.proven_recipient === null) continue
      const viewer = viewerOfLink(link, origins)
      built.push({
        owner: { kind: 'link', id: LinkId.parse(link.id) },
        level: viewer.level,
        recipients: [link.proven_recipient],
        projection: project(viewer, chart, now),
      })
    }
    return built
  })
}

/** "See as patient" (R3.3): what one link's holder sees. @throws ServiceError NOT_FOUND */
export async function projectionOfLink(
  db: Db,
  linkId: LinkId,
  now: Instant,
): Promise<{ patientId: PatientId; projection: Projection }> {
  const link = await findLink(db, linkId)
  // A link's patient is a foreign key of the same file: its id is what the patient's own row parsed.
  const patientId = link?.patient_id as PatientId | undefined
  const chart = patientId === undefined ? null : await readChart(db, patientId)
  if (!link || !patientId || !chart) throw failure('NOT_FOUND')
  const viewer = viewerOfLink(link, await listLinkOrigins(db, patientId))
  return { patientId, projection: project(viewer, chart, now) }
}

/** What greets the invitee (R4.7), for `invitation.put`. Rejects when there is no such invitation. */
export async function greetingFor(
  context: Pick<CoreContext, 'db'>,
  invitationId: InvitationId,
): Promise<{ row: InvitationRow; greeting: Greeting; recipients: AgeRecipient[] }> {
  const row = await findInvitation(context.db, invitationId)
  if (!row) throw failure('NOT_FOUND')
  const { given_name } = await context.db
    .selectFrom('patient')
    .select('given_name')
    .where('id', '=', row.patient_id)
    .executeTakeFirstOrThrow()
  const { called_name } = await context.db
    .selectFrom('staff')
    .select('called_name')
    .where('id', '=', row.requested_by)
    .executeTakeFirstOrThrow()
  return {
    row,
    greeting: { format: 1, givenName: given_name, email: row.email, invitedByName: called_name },
    recipients: recipientsOf(row),
  }
}

/** The link's own secret, and the code read aloud where there is one (R4.5). */
function recipientsOf(row: InvitationRow): AgeRecipient[] {
  return row.code_recipient === null ? [row.recipient] : [row.recipient, row.code_recipient]
}

function viewerOfInvitation(row: InvitationRow): Viewer {
  return { level: levelOf(row.kind), linkId: null, invitationIds: [InvitationId.parse(row.id)], email: row.email }
}

function viewerOfLink(
  link: LinkRow & { readonly email: string },
  origins: readonly { readonly link_id: string; readonly invitation_id: string }[],
): Viewer {
  return {
    level: link.level,
    linkId: LinkId.parse(link.id),
    invitationIds: origins
      .filter((origin) => origin.link_id === link.id)
      .map((origin) => InvitationId.parse(origin.invitation_id)),
    email: link.email,
  }
}

function project(viewer: Viewer, chart: Chart, now: Instant): Projection {
  const { givenName, familyName } = chart.profile
  return {
    format: 1,
    level: viewer.level,
    patientName: viewer.level === 'full' ? `${givenName} ${familyName}` : givenName,
    items: visibleItems(viewer, chart),
    madeAt: now,
  }
}
