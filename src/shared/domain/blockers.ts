import { z } from 'zod'
import type { AccessLevel } from './invitations.ts'
import type { AppointmentStatus } from './visibility.ts'

/** What stands between a visit and its start (R10.1); a chip each. */
export const Blocker = z.enum([
  'practitionerGone',
  'formNotReturned',
  'mailBounced',
  'notTold',
  'limitedOnly',
  'noEmail',
])
export type Blocker = z.infer<typeof Blocker>

/** What is known of one visit. */
export type VisitFacts = {
  readonly status: AppointmentStatus
  /** Whoever is to see the patient still works here, and sees patients. */
  readonly hasPractitioner: boolean
  readonly isTold: boolean
  readonly hasEmail: boolean
  /** The highest level that anybody holds for the patient. */
  readonly access: AccessLevel | null
  /** Smart Forms that were sent for this visit and have not come back. */
  readonly formsOut: number
  /** The newest e-mail about this visit did not arrive. */
  readonly hasMailTrouble: boolean
}

/**
 * R10.1: what stands between a visit and its start, worst first; nothing once the visit is over. Of one that was cancelled
 * the patient may have yet to be told (R6.6).
 */
export function blockersOf(visit: VisitFacts): Blocker[] {
  const isAhead = visit.status === 'booked' || visit.status === 'arrived'
  const blockers: Blocker[] = []
  if (isAhead && !visit.hasPractitioner) blockers.push('practitionerGone')
  if (isAhead && visit.formsOut > 0) blockers.push('formNotReturned')
  if (isAhead && visit.hasMailTrouble) blockers.push('mailBounced')
  if ((isAhead || visit.status === 'cancelled') && !visit.isTold) blockers.push('notTold')
  if (isAhead && !visit.hasEmail) blockers.push('noEmail')
  if ((isAhead || visit.status === 'inSession') && visit.access === 'limited') blockers.push('limitedOnly')
  return blockers
}

/** A visit is ready when nothing that staff should settle before it is missing; limited access does not stop a visit. */
export function isReady(blockers: readonly Blocker[]): boolean {
  return blockers.every((blocker) => blocker === 'limitedOnly')
}
