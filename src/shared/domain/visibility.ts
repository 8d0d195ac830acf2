import { z } from 'zod'
import { AppointmentId, AssignmentId, type InvitationId, type LinkId, PlanId, SubmissionId } from './ids.ts'
import { AccessLevel } from './invitations.ts'
import { emailKey } from './people.ts'
import { Questionnaire, QuestionnaireResponse } from './questionnaires/types.ts'
import { CalendarDay, Instant } from './time.ts'

/** One patient's chart, as far as a holder could ever see any of it. Assembled at the desk, never sent anywhere. */
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
  questionnaire: Questionnaire,
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
  response: QuestionnaireResponse,
})
export type ChartSubmission = z.infer<typeof ChartSubmission> & { readonly byLinkId: LinkId }

export const ChartPlan = z.object({
  id: PlanId,
  title: z.string(),
  version: z.number().int().positive(),
  publishedAt: Instant,
  practitionerName: z.string(),
  text: z.string(),
})
export type ChartPlan = z.infer<typeof ChartPlan>

export const ChartProfile = z.object({
  givenName: z.string(),
  familyName: z.string(),
  birthOn: CalendarDay.nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
})
export type ChartProfile = z.infer<typeof ChartProfile>

export type Chart = {
  readonly profile: ChartProfile
  readonly appointments: readonly ChartAppointment[]
  readonly forms: readonly ChartForm[]
  readonly submissions: readonly ChartSubmission[]
  /** Published versions only (R8.1). */
  readonly plans: readonly ChartPlan[]
}

/** Who looks: a link, or an open invitation that nobody has redeemed (its `linkId` is null, R4.6). */
export type Viewer = {
  readonly level: AccessLevel
  readonly linkId: LinkId | null
  /** Every invitation through which this holder came. */
  readonly invitationIds: readonly InvitationId[]
  /** The login's e-mail, or the address that an open invitation was made for. */
  readonly email: string | null
}

/** Why an item is shown; "See as patient" prints it. */
export const Because = z.enum(['bookedByThisLogin', 'sentToThisLogin', 'sentByThisLogin', 'fullAccess'])
export type Because = z.infer<typeof Because>

export const VisibleItem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('appointment'), because: Because, appointment: ChartAppointment }),
  z.object({ kind: z.literal('form'), because: Because, form: ChartForm }),
  z.object({ kind: z.literal('submission'), because: Because, submission: ChartSubmission }),
  z.object({ kind: z.literal('plan'), because: Because, plan: ChartPlan }),
  z.object({ kind: z.literal('profile'), because: Because, profile: ChartProfile }),
])
export type VisibleItem = z.infer<typeof VisibleItem>

/** R3.2, R3.3: the one rule of who sees what. Limited goes by provenance, never by what seems harmless. */
export function visibleItems(viewer: Viewer, chart: Chart): VisibleItem[] {
  const isFull = viewer.level === 'full'
  const items: VisibleItem[] = []
  for (const { bookedByLinkId, ...appointment } of chart.appointments) {
    const isOwn = viewer.linkId !== null && bookedByLinkId === viewer.linkId
    if (isOwn || isFull) {
      items.push({ kind: 'appointment', because: isOwn ? 'bookedByThisLogin' : 'fullAccess', appointment })
    }
  }
  for (const { sentToInvitationId, sentToEmail, ...form } of chart.forms) {
    const wasSentHere = isSentTo(viewer, sentToInvitationId, sentToEmail)
    // A form is due by the visit that the clinic booked, whose time a limited holder does not learn (R3.4).
    const shown = isFull ? form : { ...form, dueAt: null }
    if (wasSentHere) items.push({ kind: 'form', because: 'sentToThisLogin', form: shown })
  }
  for (const { byLinkId, ...submission } of chart.submissions) {
    if (byLinkId === viewer.linkId) items.push({ kind: 'submission', because: 'sentByThisLogin', submission })
  }
  if (isFull) {
    for (const plan of chart.plans) items.push({ kind: 'plan', because: 'fullAccess', plan })
    items.push({ kind: 'profile', because: 'fullAccess', profile: chart.profile })
  }
  return items
}

function isSentTo(viewer: Viewer, invitationId: InvitationId | null, email: string | null): boolean {
  if (invitationId !== null && viewer.invitationIds.includes(invitationId)) return true
  return email !== null && viewer.email !== null && emailKey(email) === emailKey(viewer.email)
}

/**
 * What is sealed for one viewer and opened in the patient's browser: a whole projection, never a change to one.
 * `patientName` is what staff call the patient; a limited holder gets the given name only, so that the page can say
 * whose things these are (R5.3).
 */
export const Projection = z.object({
  format: z.literal(1),
  level: AccessLevel,
  patientName: z.string(),
  items: z.array(VisibleItem),
  madeAt: Instant,
})
export type Projection = z.infer<typeof Projection>

/** What greets the invitee before redeeming, sealed to the invitation: "Hello Ana, Dr Lee has opened your records". */
export const Greeting = z.object({
  format: z.literal(1),
  givenName: z.string(),
  email: z.string().nullable(),
  invitedByName: z.string(),
})
export type Greeting = z.infer<typeof Greeting>

/** Patient → clinic, sealed to the clinic and to the patient's own key. */
export const SealedSubmission = z.object({
  format: z.literal(1),
  submissionId: SubmissionId,
  assignmentId: AssignmentId,
  response: QuestionnaireResponse,
})
export type SealedSubmission = z.infer<typeof SealedSubmission>

export const SealedRequest = z.object({
  format: z.literal(1),
  about: z.enum(['fullAccess']),
  message: z.string().max(10_000),
})
export type SealedRequest = z.infer<typeof SealedRequest>
