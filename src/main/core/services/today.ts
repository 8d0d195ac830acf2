import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import { isReady, type Blocker } from '../../../shared/domain/blockers.ts'
import { callListOf } from '../../../shared/domain/callList.ts'
import { InboxItemId, MailId } from '../../../shared/domain/ids.ts'
import { InboxFacts } from '../../../shared/domain/inboxFacts.ts'
import { isTold } from '../../../shared/domain/telling.ts'
import { DAY, Instant, plusMilliseconds } from '../../../shared/domain/time.ts'
import { dayBounds, dayOf, plusDays } from '../../../shared/domain/zone.ts'
import type { Acting, CoreContext } from '../context.ts'
import { listChangedSinceTold } from '../db/appointments.ts'
import { readClinic } from '../db/clinic.ts'
import { countFormsOut, listMailTrouble, listOpenInbox } from '../db/frontDesk.ts'
import { countOutbox } from '../db/outbox.ts'
import { toTold } from '../db/visitChanges.ts'
import { readOffer } from './endpointOffer.ts'
import { readMyVisitsToCome } from './myDay.ts'
import { readVisits } from './visits.ts'

/** Figures for the rail (R10.1). */
export async function readCounts(acting: Acting) {
  const { db, clock, actor } = acting
  const now = clock.now()
  return {
    visitsToCome: actor.staff.hasCalendar ? await readMyVisitsToCome(acting) : 0,
    forms: await countFormsOut(db, now),
    inbox: (await listOpenInbox(db)).reduce((sum, { count }) => sum + count, 0),
    outboxTrouble: (await listMailTrouble(db)).length + (await countOutbox(db, now)).refused,
  }
}

/** What there is to settle, and how tomorrow stands (R10.1). */
export async function readToday(context: CoreContext) {
  const { db } = context
  const trouble = (await listMailTrouble(db)).filter(({ is_in_inbox }) => !is_in_inbox)
  return {
    inbox: (await listOpenInbox(db)).map((row) => ({
      count: row.count,
      newest: {
        id: InboxItemId.parse(row.id),
        facts: InboxFacts.parse(JSON.parse(row.facts_json)),
        patientName: row.given_name === null ? null : `${row.given_name} ${row.family_name}`,
        receivedAt: Instant.parse(row.received_at),
      },
    })),
    mailTrouble: trouble.map((mail) => ({ mailId: MailId.parse(mail.id), to: mail.recipient_email })),
    untold: await readUntold(context),
    isAuditWhole: (context.auditChain.last()?.verdict.state ?? 'whole') === 'whole',
    isEndpointAgreed: (await readOffer(context)) === null,
    tomorrow: await readTomorrow(context),
  }
}

/** So long ago a visit may have been brought forward that its patient still means to come to. */
const BROUGHT_FORWARD = 30 * DAY

/** R6.6: whoever knows of a visit on another day as it is no more; those of today stand in the day's own list. */
async function readUntold(context: CoreContext): Promise<DayAppointment[]> {
  const { db, clock } = context
  const now = clock.now()
  const { time_zone: timeZone } = await readClinic(db)
  const changed = await listChangedSinceTold(db, plusMilliseconds(now, -BROUGHT_FORWARD))
  const ids = changed
    .filter(({ starts_at: startsAt, practitioner_id: practitionerId, status, told_json }) => {
      const told = toTold(told_json)
      const isOfToday = dayOf(startsAt, timeZone) === dayOf(now, timeZone)
      return told !== null && !isOfToday && !isTold({ startsAt, practitionerId, status }, told, now)
    })
    .map(({ id }) => id)
  return ids.length === 0 ? [] : readVisits(db, context, { kind: 'these', ids })
}

async function readTomorrow(context: CoreContext) {
  const { time_zone: timeZone } = await readClinic(context.db)
  const tomorrow = dayBounds(plusDays(dayOf(context.clock.now(), timeZone), 1), timeZone)
  const all = await readVisits(context.db, context, { kind: 'span', ...tomorrow })
  const visits = all.filter((visit) => visit.status !== 'cancelled')
  const having = (blocker: Blocker) => visits.filter((visit) => visit.blockers.includes(blocker)).length
  return {
    visits: visits.length,
    ready: visits.filter((visit) => isReady(visit.blockers)).length,
    formNotReturned: having('formNotReturned'),
    notTold: having('notTold'),
    noEmail: having('noEmail'),
    mailBounced: having('mailBounced'),
    withoutReminder: callListOf(visits, 'withoutReminder').length,
  }
}
