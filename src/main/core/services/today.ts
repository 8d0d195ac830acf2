import { isReady, type Blocker } from '../../../shared/domain/blockers.ts'
import { MailId } from '../../../shared/domain/ids.ts'
import { Instant } from '../../../shared/domain/time.ts'
import { dayBounds, dayOf, plusDays } from '../../../shared/domain/zone.ts'
import type { CoreContext } from '../context.ts'
import { readClinic } from '../db/clinic.ts'
import { countFormsOut, countOpenInbox, findLatestOpenSubmission, listMailTrouble } from '../db/frontDesk.ts'
import { countOutbox } from '../db/outbox.ts'
import { readOffer } from './endpointOffer.ts'
import { readVisits } from './visits.ts'

/** Figures for the rail (R10.1). */
export async function readCounts({ db, clock }: CoreContext) {
  const open = await countOpenInbox(db)
  return {
    forms: await countFormsOut(db, clock.now()),
    inbox: [...open.values()].reduce((sum, count) => sum + count, 0),
    outboxTrouble: (await listMailTrouble(db)).length + (await countOutbox(db)).refused,
  }
}

/** What there is to settle, and how tomorrow stands (R10.1). */
export async function readToday(context: CoreContext) {
  const { db } = context
  const open = await countOpenInbox(db)
  const latest = await findLatestOpenSubmission(db)
  const bounced = await listMailTrouble(db)
  return {
    submissions: {
      count: open.get('submission') ?? 0,
      latestName: latest?.given_name ? `${latest.given_name} ${latest.family_name}` : null,
      latestAt: latest ? Instant.parse(latest.received_at) : null,
    },
    requests: open.get('request') ?? 0,
    bounced: bounced.map((mail) => ({ mailId: MailId.parse(mail.id), to: mail.recipient_email })),
    isAuditWhole: (context.auditChain.last()?.verdict.state ?? 'whole') === 'whole',
    isEndpointAgreed: (await readOffer(context)) === null,
    tomorrow: await readTomorrow(context),
  }
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
  }
}
