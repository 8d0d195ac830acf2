import { z } from 'zod'
import { FileKind } from './fileKinds.ts'
import {
  AppointmentId,
  AssignmentId,
  DocumentId,
  type InvitationId,
  type LinkId,
  MessageId,
  PartId,
  PlanId,
  SubmissionId,
  ThreadId,
} from './ids.ts'
import type { AccessLevel } from './invitations.ts'
import { MessageFrom } from './messages.ts'
import { emailKey } from './people.ts'
import { CalendarDay, Instant } from './time.ts'

export const AppointmentStatus = z.enum(['booked', 'arrived', 'inSession', 'completed', 'noShow', 'cancelled'])
export type AppointmentStatus = z.infer<typeof AppointmentStatus>

export const ChartAppointment = z.object({
  id: AppointmentId,
  startsAt: Instant,
  endsAt: Instant,
  serviceName: z.string(),
  practitionerName: z.string(),
  status: AppointmentStatus,
})
export type ChartAppointment = z.infer<typeof ChartAppointment> & {
  /** The link through which it was booked online; null when the clinic booked it. */
  readonly bookedByLinkId: LinkId | null
}

export const ChartForm = z.object({
  assignmentId: AssignmentId,
  title: z.string(),
  minutes: z.number().int().positive().nullable(),
  dueAt: Instant.nullable(),
  state: z.enum(['pending', 'submitted']),
})
export type ChartForm = z.infer<typeof ChartForm> & {
  readonly sentToInvitationId: InvitationId | null
  readonly sentToEmail: string | null
}

export const ChartSubmission = z.object({
  id: SubmissionId,
  title: z.string(),
  submittedAt: Instant,
})
export type ChartSubmission = z.infer<typeof ChartSubmission> & { readonly byLinkId: LinkId }

export const ChartPlan = z.object({
  id: PlanId,
  title: z.string(),
  version: z.number().int().positive(),
  publishedAt: Instant,
  practitionerName: z.string(),
})
export type ChartPlan = z.infer<typeof ChartPlan>

/** Without what it says, which is read where it is sealed. */
export const ChartMessage = z.object({
  id: MessageId,
  threadId: ThreadId,
  /** Null where another login began the thread: its words are not shown (R3.2). */
  subject: z.string().nullable(),
  from: MessageFrom,
  at: Instant,
})
export type ChartMessage = z.infer<typeof ChartMessage> & {
  readonly subject: string
  /** The link through which a patient wrote it, or whose message it answers by itself; null of what staff wrote. */
  readonly ofLinkId: LinkId | null
  /** The link that began the thread; null where the clinic did. */
  readonly begunByLinkId: LinkId | null
}

/** R8.2: a document as whoever may see it does. */
export const ChartDocument = z.object({
  id: DocumentId,
  fileId: PartId,
  title: z.string(),
  kind: FileKind,
  bytes: z.number().int(),
  sharedAt: Instant,
})
export type ChartDocument = z.infer<typeof ChartDocument>

/** R8.2: whoever had it is told that the clinic took it back, and not even what it was called. */
export const TakenBackDocument = z.object({ id: DocumentId, sharedAt: Instant, takenBackAt: Instant })
export type TakenBackDocument = z.infer<typeof TakenBackDocument>

/** One by one, never by default (R8.2). `linkId` is null for everybody who has full access. */
export type DocumentShare = {
  readonly linkId: LinkId | null
  readonly sharedAt: Instant
  readonly endedAt: Instant | null
}
export type DocumentInChart = Omit<ChartDocument, 'sharedAt'> & {
  readonly shares: readonly DocumentShare[]
  readonly recalledAt: Instant | null
}

/** R8.3: a file that a login sent. `refused`: the desk could not take it for what it said it was. */
export const ChartUpload = z.object({
  fileId: PartId,
  name: z.string(),
  kind: FileKind,
  bytes: z.number().int(),
  sentAt: Instant,
  state: z.enum(['received', 'filed', 'refused']),
})
export type ChartUpload = z.infer<typeof ChartUpload> & { readonly byLinkId: LinkId }

export const ChartProfile = z.object({
  givenName: z.string(),
  familyName: z.string(),
  birthOn: CalendarDay.nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
})
export type ChartProfile = z.infer<typeof ChartProfile>

/**
 * One patient's chart, as far as a holder could ever see any of it. Assembled at the desk, never sent anywhere. What is
 * heavy (a form's questions, a plan's text, the answers that were sent) is not in it: see `recordIndex.ts`.
 */
export type Chart = {
  readonly profile: ChartProfile
  readonly appointments: readonly ChartAppointment[]
  readonly forms: readonly ChartForm[]
  readonly submissions: readonly ChartSubmission[]
  /** Published versions only (R8.1). */
  readonly plans: readonly ChartPlan[]
  readonly messages: readonly ChartMessage[]
  readonly documents: readonly DocumentInChart[]
  readonly uploads: readonly ChartUpload[]
}

/** Who looks: a link, or an open invitation that nobody has redeemed (its `linkId` is null, R4.6). */
export type Viewer = {
  readonly level: AccessLevel
  readonly linkId: LinkId | null
  /** Links of this patient that gave way to it when its login's password was renewed, of the same mailbox (decision 0026). */
  readonly formerLinkIds: readonly LinkId[]
  /** Every invitation through which this holder came. */
  readonly invitationIds: readonly InvitationId[]
  /** `emailKey`s that this login has verified (R4.8); none for an invitation, which nobody has proven anything by yet. */
  readonly verifiedEmails: ReadonlySet<string>
}

/** Why an item is shown; "See as patient" prints it. */
export const Because = z.enum([
  'bookedByThisLogin',
  'sentToThisLogin',
  'sentToVerifiedEmail',
  'sentByThisLogin',
  'fullAccess',
])
export type Because = z.infer<typeof Because>

export const VisibleItem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('appointment'), because: Because, appointment: ChartAppointment }),
  z.object({ kind: z.literal('form'), because: Because, form: ChartForm }),
  z.object({ kind: z.literal('submission'), because: Because, submission: ChartSubmission }),
  z.object({ kind: z.literal('plan'), because: Because, plan: ChartPlan }),
  z.object({ kind: z.literal('message'), because: Because, message: ChartMessage }),
  z.object({ kind: z.literal('document'), because: Because, document: ChartDocument }),
  z.object({ kind: z.literal('takenBack'), because: Because, document: TakenBackDocument }),
  z.object({ kind: z.literal('upload'), because: Because, upload: ChartUpload }),
  z.object({ kind: z.literal('profile'), because: Because, profile: ChartProfile }),
])
export type VisibleItem = z.infer<typeof VisibleItem>

/** R3.2, R3.3: the one rule of who sees what. Limited goes by provenance, never by what seems harmless. */
export function visibleItems(viewer: Viewer, chart: Chart): VisibleItem[] {
  const isFull = viewer.level === 'full'
  const own: ReadonlySet<LinkId | null> = new Set(
    viewer.linkId === null ? [] : [viewer.linkId, ...viewer.formerLinkIds],
  )
  const items: VisibleItem[] = []
  for (const { bookedByLinkId, ...appointment } of chart.appointments) {
    const isOwn = own.has(bookedByLinkId)
    if (isOwn || isFull) {
      items.push({ kind: 'appointment', because: isOwn ? 'bookedByThisLogin' : 'fullAccess', appointment })
    }
  }
  for (const { sentToInvitationId, sentToEmail, ...form } of chart.forms) {
    const because = sentHereBecause(viewer, sentToInvitationId, sentToEmail)
    // A form is due by the visit that the clinic booked, whose time a limited holder does not learn (R3.4).
    const shown = isFull ? form : { ...form, dueAt: null }
    if (because) items.push({ kind: 'form', because, form: shown })
  }
  for (const { byLinkId, ...submission } of chart.submissions) {
    if (own.has(byLinkId)) items.push({ kind: 'submission', because: 'sentByThisLogin', submission })
  }
  for (const { ofLinkId, begunByLinkId, ...message } of chart.messages) {
    const isOwn = own.has(ofLinkId)
    const isShown = message.from === 'patient' ? isOwn : isFull && (ofLinkId === null || isOwn)
    if (!isShown) continue
    const subject = begunByLinkId === null || own.has(begunByLinkId) || isOwn ? message.subject : null
    const because = message.from === 'patient' ? 'sentByThisLogin' : 'fullAccess'
    items.push({ kind: 'message', because, message: { ...message, subject } })
  }
  for (const { byLinkId, ...upload } of chart.uploads) {
    if (own.has(byLinkId)) items.push({ kind: 'upload', because: 'sentByThisLogin', upload })
  }
  if (isFull) {
    for (const document of chart.documents) items.push(...sharedWith(own, document))
    for (const plan of chart.plans) items.push({ kind: 'plan', because: 'fullAccess', plan })
    items.push({ kind: 'profile', because: 'fullAccess', profile: chart.profile })
  }
  return items
}

/** R8.2: one that is shared with this holder, or was until the clinic took it back. Of a renewed login, as before. */
function sharedWith(
  own: ReadonlySet<LinkId | null>,
  { shares, recalledAt, ...document }: DocumentInChart,
): VisibleItem[] {
  const theirs = shares.filter(({ linkId }) => linkId === null || own.has(linkId))
  const standing = theirs.find(({ endedAt }) => endedAt === null)
  if (standing) {
    const shown = { ...document, sharedAt: standing.sharedAt }
    return [{ kind: 'document', because: 'fullAccess', document: shown }]
  }
  const last = theirs.find(({ linkId, endedAt }) => linkId !== null && endedAt === recalledAt)
  if (recalledAt === null || !last) return []
  const { id } = document
  return [
    { kind: 'takenBack', because: 'fullAccess', document: { id, sharedAt: last.sharedAt, takenBackAt: recalledAt } },
  ]
}

/** R3.2: an address that was typed when the login was made, or that somebody else's link went to, decides nothing. */
function sentHereBecause(viewer: Viewer, invitationId: InvitationId | null, email: string | null): Because | null {
  if (invitationId !== null && viewer.invitationIds.includes(invitationId)) return 'sentToThisLogin'
  return email !== null && viewer.verifiedEmails.has(emailKey(email)) ? 'sentToVerifiedEmail' : null
}
