import type { DayAppointment } from '../../../../shared/contract/desk/calendar.ts'
import type { AppointmentId } from '../../../../shared/domain/ids.ts'
import type { Instant } from '../../../../shared/domain/time.ts'
import type { CoreContext, Db } from '../../context.ts'
import { findPlace, listVisitsOfSeries } from '../../db/series.ts'
import { failure } from '../serviceError.ts'
import { readVisits } from '../visits.ts'

/** R6.2: the visits of a visit's series in the order of its rule. @throws ServiceError NOT_FOUND for one by itself */
export async function readSeriesOf(
  context: CoreContext,
  id: AppointmentId,
): Promise<(DayAppointment & { readonly originallyAt: Instant })[]> {
  const { db } = context
  const place = await findPlace(db, id)
  if (!place) throw failure('NOT_FOUND')
  const visits = await listVisitsOfSeries(db, place.seriesId)
  const shown = new Map((await readAll(db, context, visits)).map((visit) => [visit.id, visit]))
  return visits.flatMap(({ id: each, originallyAt }) => {
    const visit = shown.get(each)
    return visit ? [{ ...visit, originallyAt }] : []
  })
}

/** As a calendar shows them. */
export function readAll(
  db: Db,
  context: Pick<CoreContext, 'clock'>,
  visits: readonly { readonly id: AppointmentId }[],
): Promise<DayAppointment[]> {
  return readVisits(db, context, { kind: 'these', ids: visits.map(({ id }) => id) })
}
