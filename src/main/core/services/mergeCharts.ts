import type { Compared } from '../../../shared/contract/desk/onlineBooking.ts'
import type { MergedChart, PatientSummary } from '../../../shared/contract/desk/patients.ts'
import { PatientId } from '../../../shared/domain/ids.ts'
import { Instant } from '../../../shared/domain/time.ts'
import { dayBounds, dayOf } from '../../../shared/domain/zone.ts'
import type { Acting, Db } from '../context.ts'
import { readClinic } from '../db/clinic.ts'
import { lastChange } from '../db/lastChange.ts'
import { findMerge, listChartsMergedInto } from '../db/merging.ts'
import { findPatient } from '../db/patients.ts'
import { auditStay } from './audit.ts'
import { mergeInto, unmerge } from './merging.ts'
import { compared } from './online/toMatch.ts'
import { failure } from './serviceError.ts'

type Both = { readonly patientId: PatientId; readonly chartId: PatientId }

/** Two charts that may be of one person, beside each other. R8.6: reading leaves a line for each. @throws ServiceError NOT_FOUND */
export async function readBoth(
  acting: Acting,
  { patientId, chartId }: Both,
): Promise<{ patient: Compared; chart: Compared }> {
  return acting.db.transaction().execute(async (tx) => {
    const [patient, chart] = await twoCharts(tx, { patientId, chartId })
    for (const { id } of [patient, chart]) await auditStay(tx, acting, { action: 'patient.read' }, id)
    return { patient: await compared(tx, acting, patient), chart: await compared(tx, acting, chart) }
  })
}

/**
 * R3.5: two charts are one person's: what hangs on the one hangs on the other from now on, with every link at its level. Of the chart that
 * stays nothing is overwritten. By admins alone (R10.3); undone the same day.
 * @throws ServiceError NOT_FOUND, CHANGED_MEANWHILE, TOO_LATE where either is part of another already
 */
export async function mergeCharts(
  acting: Acting,
  {
    seenVersion,
    seenChartVersion,
    ...both
  }: Both & { readonly seenVersion: number; readonly seenChartVersion: number },
): Promise<void> {
  await acting.db.transaction().execute(async (tx) => {
    const [patient, chart] = await twoCharts(tx, both)
    for (const [seen, current] of [
      [seenVersion, patient],
      [seenChartVersion, chart],
    ] as const) {
      if (current.version === seen) continue
      throw failure('CHANGED_MEANWHILE', { ...(await lastChange(tx, 'patient', current.id)), current })
    }
    await mergeInto(tx, acting, patient, chart, acting.clock.now())
  })
  publish(acting)
}

/** R3.5: the same day, as the clinic's clocks have it. Undoing twice is undoing once. @throws ServiceError NOT_FOUND, TOO_LATE */
export async function undoMerge(acting: Acting, { patientId }: { readonly patientId: PatientId }): Promise<void> {
  await acting.db.transaction().execute(async (tx) => {
    const { standing } = (await tx
      .selectFrom('patient')
      .select('standing')
      .where('id', '=', patientId)
      .executeTakeFirst()) ?? { standing: null }
    // Who had no chart is undone where they were matched (R6.5).
    if (standing !== 'chart') throw failure('NOT_FOUND')
    const merge = await findMerge(tx, patientId)
    if (!merge) return
    const { time_zone: timeZone } = await readClinic(tx)
    if (dayOf(Instant.parse(merge.at), timeZone) !== dayOf(acting.clock.now(), timeZone)) throw failure('TOO_LATE')
    await unmerge(tx, acting, { ...merge, patientId })
  })
  publish(acting)
}

/** What was merged into this chart today, and can be undone. */
export async function readMergedToday(acting: Acting, chartId: PatientId): Promise<MergedChart[]> {
  const { time_zone: timeZone } = await readClinic(acting.db)
  const { startsAt: from } = dayBounds(dayOf(acting.clock.now(), timeZone), timeZone)
  return (await listChartsMergedInto(acting.db, chartId, from)).map((row) => ({
    patientId: PatientId.parse(row.patient_id),
    name: `${row.given_name} ${row.family_name}`,
    chartNumber: row.chart_number,
    at: Instant.parse(row.merged_at),
  }))
}

async function twoCharts(db: Db, { patientId, chartId }: Both): Promise<[PatientSummary, PatientSummary]> {
  const [patient, chart] = [await findPatient(db, patientId), await findPatient(db, chartId)]
  if (!patient || !chart || patientId === chartId) throw failure('NOT_FOUND')
  if (patient.standing !== 'chart' || chart.standing !== 'chart') throw failure('TOO_LATE')
  return [patient, chart]
}

function publish(acting: Acting): void {
  acting.changes.publish('inbox', 'patients', 'appointments', 'links', 'forms', 'invitations', 'outbox')
  acting.wakeSync()
}
