import { ORPCError } from '@orpc/server'
import type { ChangedVisit } from '../../../shared/contract/desk/calendar.ts'
import type { EmailForChart, PatientSummary } from '../../../shared/contract/desk/patients.ts'
import type { Plan } from '../../../shared/contract/desk/plans.ts'
import {
  AppointmentId,
  InvitationId,
  type PatientId,
  type PlanId,
  type QuestionnaireVersionId,
  type StaffId,
} from '../../../shared/domain/ids.ts'
import type { ConcernKind } from '../../../shared/domain/bookingConcerns.ts'
import type { PatientDetails } from '../../../shared/domain/people.ts'
import { Instant } from '../../../shared/domain/time.ts'
import type { AppointmentStatus } from '../../../shared/domain/visibility.ts'
import { openClinic, type OpenClinicOptions, type TestClinic } from './openClinic.ts'
import { pretendPaired } from './patientActs.ts'

/** 10:00 in Vancouver, the day after the clinic opened. */
export const TEN = Instant.parse('2026-03-03T18:00:00.000Z')
export const QUARTER_PAST = Instant.parse('2026-03-03T18:15:00.000Z')
export const HALF_PAST = Instant.parse('2026-03-03T18:30:00.000Z')

/** A clinic whose e-mails have somewhere to go, without an endpoint: what would be sent stays in the outbox. */
export async function openPairedClinic(options: OpenClinicOptions = {}): Promise<TestClinic> {
  const clinic = await openClinic(options)
  await pretendPaired(clinic)
  return clinic
}

type BookingChanges = {
  readonly startsAt?: Instant
  readonly formIds?: QuestionnaireVersionId[]
  readonly tell?: boolean
  readonly emailForChart?: EmailForChart | null
  readonly practitionerId?: StaffId
  readonly despite?: ConcernKind[]
  readonly overbookReason?: string | null
}

/** Half an hour with Dr Lee at ten, of which the patient is told. */
export function bookingOf(clinic: TestClinic, patientId: PatientId, changes: BookingChanges = {}) {
  return {
    id: AppointmentId.parse(clinic.ids()),
    patientId,
    practitionerId: clinic.people.lee.id,
    serviceId: clinic.services.consultation.id,
    startsAt: TEN,
    formIds: [],
    tell: true,
    emailForChart: null,
    despite: [],
    overbookReason: null,
    ...changes,
  }
}

export function book(clinic: TestClinic, patientId: PatientId, changes?: BookingChanges) {
  return clinic.client.calendar.book(bookingOf(clinic, patientId, changes))
}

/** By a person who looks at the visit as it stands. */
export async function setStatus(
  clinic: TestClinic,
  id: AppointmentId,
  status: AppointmentStatus,
  { tell = false, reason = null }: { readonly tell?: boolean; readonly reason?: string | null } = {},
): Promise<ChangedVisit> {
  const { db } = clinic.context
  const { version } = await db
    .selectFrom('appointment')
    .select('version')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return clinic.client.calendar.setStatus({ id, seenVersion: version, status, tell, reason })
}

/** Whom the search finds, in its order. */
export async function namesFor({ client }: TestClinic, query: string): Promise<string[]> {
  const { patients } = await client.patients.search({ query, limit: 50, offset: 0 })
  return patients.map(({ givenName, familyName }) => `${givenName} ${familyName}`)
}

/** By a person who looks at the patient as they stand. */
export async function changePatient(
  clinic: TestClinic,
  id: PatientId,
  changes: Partial<PatientDetails>,
): Promise<PatientSummary> {
  const { db } = clinic.context
  const { version } = await db.selectFrom('patient').select('version').where('id', '=', id).executeTakeFirstOrThrow()
  return clinic.client.patients.change({ id, seenVersion: version, changes })
}

export async function addPlan(
  clinic: TestClinic,
  patientId: PatientId,
  text = 'Walk every day.',
  title = 'Back pain',
): Promise<Plan> {
  return clinic.client.plans.saveDraft({ id: clinic.ids(), patientId, seenVersion: null, title, text })
}

/** By a person who looks at the draft as it stands. */
export async function publishPlan(clinic: TestClinic, planId: PlanId): Promise<Plan> {
  const { draft_version } = await clinic.context.db
    .selectFrom('plan')
    .select('draft_version')
    .where('id', '=', planId)
    .executeTakeFirstOrThrow()
  return clinic.client.plans.publish({ planId, seenVersion: draft_version })
}

/** @returns the invitation's id */
export async function sendForms(
  clinic: TestClinic,
  patientId: PatientId,
  formIds: QuestionnaireVersionId[],
  emailForChart: EmailForChart | null = null,
): Promise<InvitationId> {
  const id = InvitationId.parse(clinic.ids())
  await clinic.client.forms.send({ id, patientId, formIds, emailForChart })
  return id
}

/** 'done', or the code of the error that the contract declares. */
export function outcomeOf(calling: Promise<unknown>): Promise<string> {
  return calling.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof ORPCError) return String(error.code)
      throw error
    },
  )
}
