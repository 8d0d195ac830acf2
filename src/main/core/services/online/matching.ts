import type { PatientSummary } from '../../../../shared/contract/desk/patients.ts'
import { InboxItemId, PatientId } from '../../../../shared/domain/ids.ts'
import { InboxFacts } from '../../../../shared/domain/inboxFacts.ts'
import type { Instant } from '../../../../shared/domain/time.ts'
import type { Acting, Tx } from '../../context.ts'
import { isAwaited } from '../../db/claims.ts'
import { findInboxItem, reopenInboxItem, settleInboxItem } from '../../db/inboxItems.ts'
import { lastChange } from '../../db/lastChange.ts'
import { findMerge, setStanding } from '../../db/merging.ts'
import { findPatient } from '../../db/patients.ts'
import { appendAudit } from '../audit.ts'
import { mergeInto, unmerge } from '../merging.ts'
import { failure } from '../serviceError.ts'

type SeenBooking = { readonly id: InboxItemId; readonly seenVersion: number }

/**
 * R6.5: the person who booked is whose chart this is. Visits, forms, letters and links go to the chart; of its own nothing is overwritten,
 * and no link's level is widened (R3.5). Where the login holds the chart already, its older link stays and takes the bookings.
 * @throws ServiceError NOT_FOUND, CHANGED_MEANWHILE, TOO_LATE where it is somebody else's already
 */
export async function merge(
  acting: Acting,
  { chartId, ...seen }: SeenBooking & { readonly chartId: PatientId },
): Promise<{ doneAt: Instant }> {
  return deciding(acting, seen, async (tx, person, doneAt) => {
    const chart = await findPatient(tx, chartId)
    if (!chart || chart.standing !== 'chart') throw failure('NOT_FOUND')
    await mergeInto(tx, acting, person, chart, doneAt)
  })
}

/** R6.5: nobody's chart: the person has one of their own from now on. @throws ServiceError NOT_FOUND, CHANGED_MEANWHILE, TOO_LATE */
export async function makeChart(acting: Acting, seen: SeenBooking): Promise<{ doneAt: Instant }> {
  return deciding(acting, seen, async (tx, person, doneAt) => {
    await setStanding(tx, person.id, 'chart', doneAt)
    await appendAudit(tx, acting, { action: 'patient.madeChart' }, person.id)
  })
}

async function deciding(
  acting: Acting,
  { id, seenVersion }: SeenBooking,
  decide: (tx: Tx, person: PatientSummary, doneAt: Instant) => Promise<void>,
): Promise<{ doneAt: Instant }> {
  const doneAt = acting.clock.now()
  await acting.db.transaction().execute(async (tx) => {
    const person = await findPerson(tx, id)
    if (person.standing !== 'provisional') throw failure('TOO_LATE')
    if (person.version !== seenVersion) {
      throw failure('CHANGED_MEANWHILE', { ...(await lastChange(tx, 'patient', person.id)), current: person })
    }
    await decide(tx, person, doneAt)
    await settleBookingsOf(tx, acting, person.id, doneAt)
  })
  publish(acting)
  return { doneAt }
}

/**
 * R10.4: whichever it came to is taken back: the rows that were moved go back, and no others. TOO_LATE once a link that went along was
 * raised, lowered or ended: it is not this person's alone any more.
 * @throws ServiceError NOT_FOUND, TOO_LATE
 */
export async function undoMatch(acting: Acting, { id }: { readonly id: InboxItemId }): Promise<void> {
  await acting.db.transaction().execute(async (tx) => {
    const item = await findInboxItem(tx, id)
    const facts = item && InboxFacts.parse(JSON.parse(item.facts_json))
    if (!item || facts?.kind !== 'booking' || !facts.isNew || item.patient_id === null) throw failure('NOT_FOUND')
    const merged = await findMergeOf(tx, id, PatientId.parse(item.patient_id))
    if (merged) await unmerge(tx, acting, merged)
    else await unmakeChart(tx, acting, PatientId.parse(item.patient_id))
    await reopenInboxItem(tx, id)
  })
  publish(acting)
}

/** The item went to the chart with the rest: it says which merge is meant. */
async function findMergeOf(tx: Tx, id: InboxItemId, chartId: PatientId) {
  const rows = await tx.selectFrom('patient_merge').select('patient_id').where('chart_id', '=', chartId).execute()
  for (const { patient_id } of rows) {
    const patientId = PatientId.parse(patient_id)
    const merge = await findMerge(tx, patientId)
    if (merge?.moved.inbox_item.includes(id)) return { ...merge, patientId }
  }
  return null
}

async function unmakeChart(tx: Tx, acting: Acting, id: PatientId): Promise<void> {
  const person = await findPatient(tx, id)
  if (!person) throw failure('NOT_FOUND')
  if (person.standing === 'provisional') return
  // A chart that was there before was never one of these.
  if (person.standing !== 'chart') throw failure('TOO_LATE')
  await setStanding(tx, id, 'provisional', acting.clock.now())
  await appendAudit(tx, acting, { action: 'patient.madeChartUndone' }, id)
}

/** Every booking of theirs that waited for this. */
async function settleBookingsOf(tx: Tx, acting: Acting, personId: PatientId, at: Instant): Promise<void> {
  const chartId = (await findMerge(tx, personId))?.chartId ?? personId
  const rows = await tx
    .selectFrom('inbox_item')
    .select(['id', 'facts_json'])
    .where('patient_id', '=', chartId)
    .where('kind', '=', 'booking')
    .where('done_at', 'is', null)
    .execute()
  for (const row of rows) {
    const facts = InboxFacts.parse(JSON.parse(row.facts_json))
    const isAnswered = facts.kind !== 'booking' || !(await isAwaited(tx, facts.appointmentId))
    if (isAnswered) await settleInboxItem(tx, InboxItemId.parse(row.id), at, acting.actor.staff.id)
  }
}

/** @throws ServiceError NOT_FOUND */
async function findPerson(tx: Tx, id: InboxItemId): Promise<PatientSummary> {
  const item = await findInboxItem(tx, id)
  const person =
    item?.kind === 'booking' && item.patient_id ? await findPatient(tx, PatientId.parse(item.patient_id)) : null
  if (!person) throw failure('NOT_FOUND')
  return person
}

function publish(acting: Acting): void {
  acting.changes.publish('inbox', 'patients', 'appointments', 'links', 'forms', 'invitations', 'outbox')
  acting.wakeSync()
}
