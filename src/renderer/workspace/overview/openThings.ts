import type { Holder, Invitation } from '../../../shared/contract/desk/access.ts'
import type { Plan } from '../../../shared/contract/desk/plans.ts'
import type { Assignment, Submission } from '../../../shared/contract/desk/forms.ts'
import { assertNever } from '../../../shared/domain/assertNever.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import type { WorkspaceTab } from '../../components/openWorkspace.ts'
import type { Tone } from '../../components/tone.ts'
import { standingOf } from '../access/invitationStanding.ts'

/** What waits for somebody in one chart; each names the tab that settles it. */
export type OpenThing =
  | { readonly kind: 'noEmail' | 'noBirthDate' | 'noAccess' | 'limitedOnly' }
  | { readonly kind: 'mailTrouble'; readonly to: string }
  | { readonly kind: 'accessOpen'; readonly to: string | null }
  | { readonly kind: 'formReceived' | 'formSetAside' | 'formOpen'; readonly title: string }
  | { readonly kind: 'draftPlan'; readonly title: string }

export type ChartFacts = {
  readonly patient: { readonly email: string | null; readonly birthOn: string | null }
  readonly current: Invitation | null
  readonly holders: readonly Holder[]
  readonly assignments: readonly Assignment[]
  readonly submissions: readonly Submission[]
  readonly plans: readonly Plan[]
}

/** @returns what is open in a chart at `now`, the most pressing first */
export function openThings(facts: ChartFacts, now: Instant): OpenThing[] {
  const things: OpenThing[] = []
  const { patient, current, holders } = facts
  const standing = current ? standingOf(current, now) : null
  if (current && (standing === 'bounced' || standing === 'failed')) {
    things.push({ kind: 'mailTrouble', to: current.email ?? '' })
  }
  for (const { state, title } of facts.submissions) {
    if (state === 'received') things.push({ kind: 'formReceived', title })
    if (state === 'setAside' || state === 'unproven') things.push({ kind: 'formSetAside', title })
  }
  if (!patient.email) things.push({ kind: 'noEmail' })
  if (!patient.birthOn) things.push({ kind: 'noBirthDate' })
  if (current && (standing === 'sent' || standing === 'opened' || standing === 'notSent')) {
    things.push({ kind: 'accessOpen', to: current.email })
  } else if (!current && holders.length === 0) {
    things.push({ kind: 'noAccess' })
  } else if (!current && holders.every(({ level }) => level === 'limited')) {
    things.push({ kind: 'limitedOnly' })
  }
  for (const { state, title } of facts.assignments) {
    if (state === 'pending' || state === 'inProgress') things.push({ kind: 'formOpen', title })
  }
  for (const plan of facts.plans) if (isUnpublished(plan)) things.push({ kind: 'draftPlan', title: plan.title })
  return things
}

type PublishedVersion = { readonly version: number; readonly text: string; readonly title?: string }
type Published<Version> = { readonly publishedVersions: readonly Version[] }

/**
 * Whether title or text of the draft say something that the newest published version does not say yet (R8.1).
 */
export function isUnpublished(plan: Pick<Plan, 'title' | 'draft'> & Published<PublishedVersion>): boolean {
  if (plan.draft.trim() === '') return false
  const newest = newestVersion(plan)
  return newest === null || plan.draft !== newest.text || plan.title.trim() !== newest.title
}

export function newestVersion<Version extends { readonly version: number }>(plan: Published<Version>): Version | null {
  return plan.publishedVersions.reduce<Version | null>(
    (newest, each) => (newest === null || each.version > newest.version ? each : newest),
    null,
  )
}

export const OPEN_TONES: Readonly<Record<OpenThing['kind'], Tone>> = {
  mailTrouble: 'bad',
  formReceived: 'info',
  formSetAside: 'bad',
  noEmail: 'warn',
  noBirthDate: 'warn',
  accessOpen: 'info',
  noAccess: 'plain',
  limitedOnly: 'warn',
  formOpen: 'warn',
  draftPlan: 'plain',
}

/** Null: settled in the patient's details, not in a tab. */
export function tabFor(thing: OpenThing): WorkspaceTab | null {
  switch (thing.kind) {
    case 'noEmail':
    case 'noBirthDate':
      return null
    case 'noAccess':
    case 'limitedOnly':
    case 'mailTrouble':
    case 'accessOpen':
      return 'access-code'
    case 'formReceived':
    case 'formSetAside':
    case 'formOpen':
      return 'smart-forms'
    case 'draftPlan':
      return 'treatment-plans'
    default:
      return assertNever(thing)
  }
}
