import type { PatientSummary } from '../../../../shared/contract/desk/patients.ts'
import { InboxItemId, LinkId, PatientId } from '../../../../shared/domain/ids.ts'
import { InboxFacts } from '../../../../shared/domain/inboxFacts.ts'
import type { Instant } from '../../../../shared/domain/time.ts'
import type { Acting, Tx } from '../../context.ts'
import { isAwaited } from '../../db/claims.ts'
import { findInboxItem, reopenInboxItem, settleInboxItem } from '../../db/inboxItems.ts'
import { lastChange } from '../../db/lastChange.ts'
import { findLink, listLiveLinks, moveToLink, updateLink, type LinkWithEmail } from '../../db/links.ts'
import {
  deleteMerge,
  findMerge,
  insertMerge,
  moveRows,
  putRowsBack,
  readHanging,
  setMerged,
  setStanding,
  unfold,
  type Moved,
} from '../../db/merging.ts'
import { findPatient } from '../../db/patients.ts'
import { enqueue } from '../../wire/enqueue.ts'
import { linkMove } from '../../wire/out/linkMove.ts'
import { markRecordsDue } from '../../wire/out/recordsPut.ts'
import { appendAudit } from '../audit.ts'
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
    const rows = await moveRows(tx, person.id, chartId)
    const { link, folded } = await moveLinks(tx, acting, person.id, chartId)
    const by = acting.actor.staff.id
    await insertMerge(tx, { patientId: person.id, chartId, moved: { ...rows, link, folded }, at: doneAt, by })
    await setMerged(tx, person, chartId, doneAt)
    for (const patientId of [person.id, chartId]) {
      await appendAudit(tx, acting, { action: 'patient.merged', chartNumber: chart.chartNumber }, patientId)
    }
    await markRecordsDue(tx, acting, chartId)
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

type Found = NonNullable<Awaited<ReturnType<typeof findMergeOf>>>

async function unmerge(tx: Tx, acting: Acting, { patientId, chartId, moved }: Found): Promise<void> {
  const person = await findPatient(tx, patientId)
  const chart = await findPatient(tx, chartId)
  if (!person || !chart) throw failure('NOT_FOUND')
  for (const { id, level } of moved.link) {
    const link = await findLink(tx, id)
    if (link?.patient_id !== chartId || link.level !== level || link.ended_at !== null) throw failure('TOO_LATE')
  }
  await putRowsBack(tx, moved, patientId)
  for (const { id } of moved.link) await moveLink(tx, acting, id, patientId)
  for (const folded of moved.folded) {
    await updateLink(tx, folded.from, { ended_at: null, ended_because: null })
    await unfold(tx, folded)
    await moveLink(tx, acting, folded.from, patientId)
  }
  await deleteMerge(tx, patientId)
  await setMerged(tx, person, null, acting.clock.now())
  for (const each of [patientId, chartId]) {
    await appendAudit(tx, acting, { action: 'patient.mergeUndone', chartNumber: chart.chartNumber }, each)
    await markRecordsDue(tx, acting, each)
  }
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

async function moveLinks(
  tx: Tx,
  acting: Acting,
  personId: PatientId,
  chartId: PatientId,
): Promise<Pick<Moved, 'link' | 'folded'>> {
  const onChart = await listLiveLinks(tx, chartId)
  const moved: Pick<Moved, 'link' | 'folded'> = { link: [], folded: [] }
  for (const link of await listLiveLinks(tx, personId)) {
    const id = LinkId.parse(link.id)
    const older = onChart.find((each) => isOfSameKey(each, link))
    if (older) {
      const to = LinkId.parse(older.id)
      moved.folded.push({ from: id, to, ...(await readHanging(tx, id)) })
      await moveToLink(tx, id, to)
      await updateLink(tx, id, { ended_at: acting.clock.now(), ended_because: 'merged' })
    } else {
      moved.link.push({ id, level: link.level })
    }
    // The endpoint folds a link into an older one of its login in the same way.
    await moveLink(tx, acting, id, chartId)
  }
  return moved
}

function isOfSameKey(one: LinkWithEmail, other: LinkWithEmail): boolean {
  return one.proven_recipient !== null && one.proven_recipient === other.proven_recipient
}

async function moveLink(tx: Tx, acting: Acting, id: LinkId, patientId: PatientId): Promise<void> {
  await updateLink(tx, id, { patient_id: patientId })
  await enqueue(tx, acting, linkMove, { id })
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
