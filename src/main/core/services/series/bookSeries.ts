import type { DayAppointment } from '../../../../shared/contract/desk/calendar.ts'
import type { EmailForChart } from '../../../../shared/contract/desk/patients.ts'
import type { SeriesVisit } from '../../../../shared/contract/desk/series.ts'
import type { BookingConcern } from '../../../../shared/domain/bookingConcerns.ts'
import {
  InvitationId,
  type PatientId,
  type QuestionnaireVersionId,
  type SeriesId,
} from '../../../../shared/domain/ids.ts'
import { occurrencesOf } from '../../../../shared/domain/recurrence/recurrence.ts'
import { Instant } from '../../../../shared/domain/time.ts'
import { undoOfferedUntil } from '../../../../shared/domain/undo.ts'
import type { Acting, Db, Tx } from '../../context.ts'
import { findService } from '../../db/booking.ts'
import { readClinic } from '../../db/clinic.ts'
import { newestMailOfSeries } from '../../db/mails.ts'
import { findPatient } from '../../db/patients.ts'
import { findSeries, insertSeries, listVisitsOfSeries } from '../../db/series.ts'
import { markRecordsDue } from '../../wire/out/recordsPut.ts'
import { appendAudit } from '../audit.ts'
import { weighTime } from '../bookingTime.ts'
import { putEmailOnFile } from '../emailForChart.ts'
import { despiteOf, enterVisit } from '../enterVisit.ts'
import { assignForms, prepareForms } from '../invitations/formInvitations.ts'
import { portalOf } from '../mail/leaveMail.ts'
import { tellSeries } from '../mail/tellSeries.ts'
import { Awaiting, claimTime } from '../online/claiming.ts'
import { failure } from '../serviceError.ts'
import type { WantedSeries } from './previewSeries.ts'
import { readAll } from './readSeries.ts'
import { removeRefusedOfSeries } from './refusedOfSeries.ts'

export type SeriesBooking = WantedSeries & {
  readonly id: SeriesId
  readonly patientId: PatientId
  readonly visits: readonly SeriesVisit[]
  readonly formIds: readonly QuestionnaireVersionId[]
  readonly tell: boolean
  readonly emailForChart: EmailForChart | null
}

type BookedSeries = { readonly visits: DayAppointment[]; readonly refused: Instant[]; readonly undoUntil: Instant }

/**
 * R6.2: the visits of a series that were ticked, all in one transaction and each by the rules of one (R6.4), its forms due at the
 * first, and ONE confirmation. The same id again changes nothing.
 * @throws ServiceError NOT_FOUND, INTO_THE_PAST, VISITS_REFUSED, EMAIL_MISSING, NOT_PAIRED, CHANGED_MEANWHILE
 */
export async function bookSeries(acting: Acting, booking: SeriesBooking): Promise<BookedSeries> {
  const { db } = acting
  const before = await readBooked(db, acting, booking.id)
  if (before) return before
  const patient = await findPatient(db, booking.patientId)
  if (!patient) throw failure('NOT_FOUND')
  if (booking.visits.some(({ startsAt }) => startsAt <= acting.clock.now())) throw failure('INTO_THE_PAST')
  if (booking.tell) await portalOf(db)
  const email = booking.emailForChart?.email ?? patient.email
  if (booking.tell && email === null) throw failure('EMAIL_MISSING')
  const invited = { id: InvitationId.parse(acting.ids()), patient, email, requestedBy: acting.actor.staff.id }
  const forms = booking.formIds.length === 0 ? null : await prepareForms(acting, booking.formIds, invited)
  const visits = booking.visits.toSorted((one, other) => (one.originallyAt < other.originallyAt ? -1 : 1))
  const [first] = visits
  if (!first) throw failure('NOT_FOUND')

  const awaiting = new Awaiting(acting)
  await db.transaction().execute(async (tx) => {
    if (await findSeries(tx, booking.id)) return
    if (booking.emailForChart) await putEmailOnFile(tx, acting, booking.patientId, booking.emailForChart)
    await enterSeries(tx, acting, booking, visits)
    await appendAudit(tx, acting, { action: 'series.booked', visits: visits.length }, booking.patientId)
    if (forms) await assignForms(tx, acting, forms, first)
    await markRecordsDue(tx, acting, booking.patientId)
    for (const { id } of visits) {
      const claim = await claimTime(tx, acting, id)
      awaiting.begin(id, claim, (later) => removeRefusedOfSeries(later, acting, booking.id, id))
    }
    if (booking.tell) {
      await tellSeries(tx, acting, { id: booking.id, kind: 'confirmation', visits: visits.map(({ id }) => id) })
    }
  })
  const refused = new Set(await awaiting.refused())
  acting.changes.publish('appointments', 'forms', 'invitations', 'outbox', 'patients')
  acting.wakeSync()
  const booked = await readBooked(db, acting, booking.id)
  return {
    visits: booked?.visits ?? [],
    refused: visits.filter(({ id }) => refused.has(id)).map(({ startsAt }) => startsAt),
    undoUntil: booked?.undoUntil ?? acting.clock.now(),
  }
}

type Refused = {
  readonly originallyAt: Instant
  readonly concerns: BookingConcern[]
  readonly taken: Awaited<ReturnType<typeof weighTime>>['taken']
}

/** Each is weighed with those before it in its way. @throws ServiceError NOT_FOUND, VISITS_REFUSED */
async function enterSeries(
  tx: Tx,
  acting: Acting,
  booking: SeriesBooking,
  visits: readonly SeriesVisit[],
): Promise<void> {
  const { time_zone: timeZone } = await readClinic(tx)
  const { startsAt: times, rule } = occurrencesOf(booking.recurrence, booking.startsAt, timeZone)
  const service = await findService(tx, booking.serviceId)
  const places = new Set(visits.map(({ originallyAt }) => originallyAt))
  if (!service || places.size < visits.length || [...places].some((at) => !times.includes(at)))
    throw failure('NOT_FOUND')
  await insertSeries(tx, {
    ...{ id: booking.id, rule, first_at: booking.startsAt, time_zone: timeZone, minutes: service.minutes },
    ...{ created_at: acting.clock.now(), created_by: acting.actor.staff.id },
  })
  const refused: Refused[] = []
  for (const visit of visits) {
    const { originallyAt, startsAt, despite, overbookReason: reason } = visit
    const { practitionerId, serviceId, patientId } = booking
    const weighed = await weighTime(tx, acting, { practitionerId, serviceId, startsAt })
    const { concerns, taken } = weighed
    if (concerns.some(({ kind }) => !despite.includes(kind)) || (taken !== null && reason === null)) {
      refused.push({ originallyAt, concerns, taken })
      continue
    }
    const place = { seriesId: booking.id, originallyAt }
    await enterVisit(tx, acting, { ...visit, practitionerId, serviceId, patientId, place }, weighed)
    if (reason !== null) {
      await appendAudit(tx, acting, { action: 'appointment.overbooked', reason, ...despiteOf(concerns) }, patientId)
    } else if (concerns.length > 0) {
      await appendAudit(tx, acting, { action: 'appointment.booked', ...despiteOf(concerns) }, patientId)
    }
  }
  if (refused.length > 0) throw failure('VISITS_REFUSED', { visits: refused })
}

/** With the end of its Undo, which is over when its confirmation leaves; null when there is none. */
async function readBooked(db: Db, context: Pick<Acting, 'clock'>, id: SeriesId): Promise<BookedSeries | null> {
  const series = await findSeries(db, id)
  if (!series) return null
  const mail = await newestMailOfSeries(db, id)
  const undoUntil = undoOfferedUntil(Instant.parse(series.created_at), mail && Instant.parse(mail.leaves_at))
  return { visits: await readAll(db, context, await listVisitsOfSeries(db, id)), refused: [], undoUntil }
}
