import { isPast } from '../../shared/domain/appointments.ts'
import { minutesBetween, type Instant } from '../../shared/domain/time.ts'
import type { AccessLevel } from '../../shared/domain/invitations.ts'
import type { ListedVisit } from './visitList.ts'
import type { ChartPlan, VisibleItem } from '../../shared/domain/visibility.ts'

/** What a viewer gets of each kind: the chart's item without whom it was sent to or booked by. */
export type ShownVisit = Extract<VisibleItem, { kind: 'appointment' }>['appointment']
export type ShownForm = Extract<VisibleItem, { kind: 'form' }>['form']
export type ShownSubmission = Extract<VisibleItem, { kind: 'submission' }>['submission']

/** What one holder may see: an opened index, or what the desk would publish as one. */
export type Shown = {
  readonly level: AccessLevel
  readonly patientName: string
  readonly items: readonly VisibleItem[]
  readonly madeAt: Instant
}

/** What is shown in the order in which a patient needs it. */
export type HomeModel = {
  /** The given name where it is shown, else what staff call the patient. */
  readonly name: string
  /** For the badge: given and family name where both are shown. */
  readonly fullName: string
  readonly level: AccessLevel
  readonly madeAt: Instant
  /** Still to be filled in, the most urgent first. */
  readonly forms: readonly ShownForm[]
  /** Sent from this browser, and not yet taken in by the desk. */
  readonly sentForms: readonly { readonly form: ShownForm; readonly at: string }[]
  /** From now on and in session, the next first; cancelled ones stay until their time has passed. */
  readonly nextVisits: readonly (ShownVisit & Partial<Pick<ListedVisit, 'standing'>>)[]
  /** The last first. */
  readonly pastVisits: readonly ShownVisit[]
  /** The newest version of each plan, the newest plan first. */
  readonly plans: readonly ChartPlan[]
  /** The last first. */
  readonly submissions: readonly ShownSubmission[]
}

/**
 * Sorts what may be seen; hides nothing that `visibleItems` gave, but forms that were sent and visits that were
 * cancelled and are past.
 * @param sentHere when this browser sent an assignment that the desk may not have taken in yet
 */
export function homeModel(shown: Shown, now: Instant, sentHere: ReadonlyMap<string, string>): HomeModel {
  const { items } = shown
  const appointments = items.flatMap((item) => (item.kind === 'appointment' ? [item.appointment] : []))
  const forms = items.flatMap((item) => (item.kind === 'form' ? [item.form] : []))
  const pending = forms.filter((form) => form.state === 'pending')
  const profile = items.find((item) => item.kind === 'profile')?.profile
  return {
    name: profile?.givenName ?? shown.patientName,
    fullName: profile ? `${profile.givenName} ${profile.familyName}` : shown.patientName,
    level: shown.level,
    madeAt: shown.madeAt,
    forms: pending
      .filter((form) => !sentHere.has(form.assignmentId))
      .sort((one, other) => order(one.dueAt ?? '9', other.dueAt ?? '9')),
    sentForms: pending.flatMap((form) => {
      const at = sentHere.get(form.assignmentId)
      return at === undefined ? [] : [{ form, at }]
    }),
    nextVisits: appointments
      .filter((visit) => !isPast(visit, now))
      .sort((one, other) => order(one.startsAt, other.startsAt)),
    pastVisits: appointments
      .filter((visit) => isPast(visit, now) && visit.status !== 'cancelled')
      .sort((one, other) => order(other.startsAt, one.startsAt)),
    plans: newestPlans(items.flatMap((item) => (item.kind === 'plan' ? [item.plan] : []))),
    submissions: items
      .flatMap((item) => (item.kind === 'submission' ? [item.submission] : []))
      .sort((one, other) => order(other.submittedAt, one.submittedAt)),
  }
}

function newestPlans(plans: readonly ChartPlan[]): ChartPlan[] {
  const newest = new Map<string, ChartPlan>()
  for (const plan of plans) {
    if (plan.version > (newest.get(plan.id)?.version ?? 0)) newest.set(plan.id, plan)
  }
  return [...newest.values()].sort((one, other) => order(other.publishedAt, one.publishedAt))
}

/** Instants are text whose order is time's order. */
function order(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

export function visitMinutes({ startsAt, endsAt }: ShownVisit): number {
  return minutesBetween(startsAt, endsAt)
}
