import type { Invitation } from '../../../shared/contract/desk/access.ts'
import type { PatientAppointment } from '../../../shared/contract/desk/calendar.ts'
import type { Assignment, Submission } from '../../../shared/contract/desk/forms.ts'
import type { MessageThread } from '../../../shared/contract/desk/messages.ts'
import type { Plan } from '../../../shared/contract/desk/plans.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import type { AppointmentStatus } from '../../../shared/domain/visibility.ts'
import type { WorkspaceTab } from '../../components/openWorkspace.ts'

/** One thing that happened to a patient, or is to come. */
export type TimelineEntry = { readonly at: Instant } & (
  | {
      readonly kind: 'visit'
      readonly service: string
      readonly practitioner: string
      readonly status: AppointmentStatus
    }
  | { readonly kind: 'formSent'; readonly title: string }
  | { readonly kind: 'formReturned'; readonly title: string; readonly state: Submission['state'] }
  | { readonly kind: 'plan'; readonly title: string; readonly version: number; readonly by: string }
  | { readonly kind: 'linkSent'; readonly to: string }
  | { readonly kind: 'redeemed'; readonly by: string }
  /** `by`: who of staff; null of what a patient wrote. */
  | { readonly kind: 'message'; readonly subject: string; readonly by: string | null }
)

/** What the chips over it choose (R10.2). */
export const TIMELINE_FILTERS = ['visits', 'forms', 'plans', 'messages', 'access'] as const
export type TimelineFilter = (typeof TIMELINE_FILTERS)[number]

export const FILTER_OF = {
  visit: 'visits',
  formSent: 'forms',
  formReturned: 'forms',
  plan: 'plans',
  message: 'messages',
  linkSent: 'access',
  redeemed: 'access',
} as const satisfies Record<TimelineEntry['kind'], TimelineFilter>

/** @returns all of it, the newest (what comes last) first */
export function timeline(chart: {
  readonly visits: readonly PatientAppointment[]
  readonly assignments: readonly Assignment[]
  readonly submissions: readonly Submission[]
  readonly plans: readonly Plan[]
  readonly invitations: readonly Invitation[]
  readonly threads: readonly MessageThread[]
}): TimelineEntry[] {
  const entries: TimelineEntry[] = [
    ...chart.visits.map(({ startsAt: at, serviceName: service, practitionerName: practitioner, status }) => {
      return { kind: 'visit' as const, at, service, practitioner, status }
    }),
    ...chart.assignments.map(({ assignedAt: at, title }) => ({ kind: 'formSent' as const, at, title })),
    ...chart.submissions.map(({ submittedAt: at, title, state }) => ({
      kind: 'formReturned' as const,
      at,
      title,
      state,
    })),
    ...chart.plans.flatMap(({ publishedVersions }) =>
      publishedVersions.map(({ publishedAt: at, title, version, publishedBy: by }) => {
        return { kind: 'plan' as const, at, title, version, by }
      }),
    ),
    ...chart.invitations.flatMap((invitation) => accessEntries(invitation)),
    ...chart.threads.flatMap(({ subject, messages }) =>
      messages
        .filter(({ from }) => from !== 'outOfHours')
        .map(({ at, from, staffName }) => {
          return { kind: 'message' as const, at, subject, by: from === 'patient' ? null : (staffName ?? '') }
        }),
    ),
  ]
  return entries.sort((one, other) => (one.at > other.at ? -1 : one.at < other.at ? 1 : 0))
}

/** An Access Link that left, and any link that was redeemed. */
function accessEntries({ kind, sentAt, sentTo, redeemedAt, redeemedBy }: Invitation): TimelineEntry[] {
  return [
    ...(kind === 'access' && sentAt && sentTo ? [{ kind: 'linkSent' as const, at: sentAt, to: sentTo }] : []),
    ...(redeemedAt && redeemedBy ? [{ kind: 'redeemed' as const, at: redeemedAt, by: redeemedBy }] : []),
  ]
}

export const TAB_OF = {
  visit: 'appointments',
  formSent: 'smart-forms',
  formReturned: 'smart-forms',
  plan: 'treatment-plans',
  linkSent: 'access-code',
  redeemed: 'access-code',
  message: 'messages',
} as const satisfies Record<TimelineEntry['kind'], WorkspaceTab>
