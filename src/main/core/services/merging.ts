import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import { LinkId, type PatientId } from '../../../shared/domain/ids.ts'
import { mergedLinks } from '../../../shared/domain/mergedLinks.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import type { Acting, Tx } from '../context.ts'
import { findLink, listLiveLinks, moveToLink, updateLink, type LinkWithEmail } from '../db/links.ts'
import {
  deleteMerge,
  insertMerge,
  moveMerges,
  moveRows,
  putRowsBack,
  readHanging,
  setMerged,
  unfold,
  type Moved,
} from '../db/merging.ts'
import { findPatient } from '../db/patients.ts'
import { enqueue } from '../wire/enqueue.ts'
import { linkMove } from '../wire/out/linkMove.ts'
import { markRecordsDue } from '../wire/out/recordsPut.ts'
import { appendAudit } from './audit.ts'
import { failure } from './serviceError.ts'

/**
 * R6.5, R3.5: what hangs on somebody hangs on the chart from now on: visits, forms, letters, links. Of the chart nothing is overwritten,
 * and no link's level is widened; where a login holds the chart already, its older link stays and takes what hung on the other.
 */
export async function mergeInto(
  tx: Tx,
  acting: Acting,
  person: PatientSummary,
  chart: PatientSummary,
  at: Instant,
): Promise<void> {
  const rows = await moveRows(tx, person.id, chart.id)
  const links = await moveLinks(tx, acting, person.id, chart.id)
  const merges = await moveMerges(tx, person.id, chart.id)
  const moved = { ...rows, ...links, merges }
  await insertMerge(tx, { patientId: person.id, chartId: chart.id, moved, at, by: acting.actor.staff.id })
  await setMerged(tx, person, chart.id, at)
  for (const patientId of [person.id, chart.id]) {
    await appendAudit(tx, acting, { action: 'patient.merged', chartNumber: chart.chartNumber }, patientId)
  }
  await markRecordsDue(tx, acting, chart.id)
}

/**
 * R10.4: the rows that were moved go back, and no others. TOO_LATE once a link that went along was raised, lowered or ended: it is not
 * this person's alone any more.
 * @throws ServiceError NOT_FOUND, TOO_LATE
 */
export async function unmerge(
  tx: Tx,
  acting: Acting,
  { patientId, chartId, moved }: { readonly patientId: PatientId; readonly chartId: PatientId; readonly moved: Moved },
): Promise<void> {
  const person = await findPatient(tx, patientId)
  const chart = await findPatient(tx, chartId)
  if (!person || !chart) throw failure('NOT_FOUND')
  for (const { id, level } of moved.link) {
    const link = await findLink(tx, id)
    if (link?.patient_id !== chartId || link.level !== level || link.ended_at !== null) throw failure('TOO_LATE')
  }
  await putRowsBack(tx, moved, { from: chartId, to: patientId })
  await moveMerges(tx, chartId, patientId, moved.merges)
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

async function moveLinks(
  tx: Tx,
  acting: Acting,
  personId: PatientId,
  chartId: PatientId,
): Promise<Pick<Moved, 'link' | 'folded'>> {
  const onChart = (await listLiveLinks(tx, chartId)).map(toMerging)
  const moving = (await listLiveLinks(tx, personId)).map(toMerging)
  const moved: Pick<Moved, 'link' | 'folded'> = { link: [], folded: [] }
  for (const each of mergedLinks(moving, onChart)) {
    const { id, level } = each.link
    if (each.kind === 'fold') {
      const to = each.into.id
      moved.folded.push({ from: id, to, ...(await readHanging(tx, id)) })
      await moveToLink(tx, id, to)
      await updateLink(tx, id, { ended_at: acting.clock.now(), ended_because: 'merged' })
    } else {
      moved.link.push({ id, level })
    }
    // The endpoint folds a link into an older one of its login in the same way.
    await moveLink(tx, acting, id, chartId)
  }
  return moved
}

function toMerging({ id, level, proven_recipient }: LinkWithEmail) {
  return { id: LinkId.parse(id), level, provenRecipient: proven_recipient }
}

async function moveLink(tx: Tx, acting: Acting, id: LinkId, patientId: PatientId): Promise<void> {
  await updateLink(tx, id, { patient_id: patientId })
  await enqueue(tx, acting, linkMove, { id })
}
