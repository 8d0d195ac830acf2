import type { BookingToMatch, Compared } from '../../../../shared/contract/desk/onlineBooking.ts'
import type { PatientSummary } from '../../../../shared/contract/desk/patients.ts'
import { PatientId, type InboxItemId } from '../../../../shared/domain/ids.ts'
import { InboxFacts } from '../../../../shared/domain/inboxFacts.ts'
import { Instant } from '../../../../shared/domain/time.ts'
import type { Acting, Db } from '../../context.ts'
import { findLastVisit } from '../../db/appointments.ts'
import { findInboxItem } from '../../db/inboxItems.ts'
import { findLikelyDuplicates } from '../../db/likelyDuplicates.ts'
import { findLink, findLogin, listLiveLinks, loginOf } from '../../db/links.ts'
import { findPatient } from '../../db/patients.ts'
import { listEverybody } from '../../db/staff.ts'
import { auditStay } from '../audit.ts'
import { readVisit } from '../calendar.ts'
import { failure } from '../serviceError.ts'

/** So many stand beside each other, and have a key. */
export const CHARTS_SHOWN = 3
/** R6.5: the charts that a person before a chart is likely to be, the likeliest first. */
export function likelyCharts(db: Db, person: PatientSummary, most: number) {
  return findLikelyDuplicates(db, person, most, 'charts')
}

/** What the Inbox shows of a booking. R8.6: whoever reads a patient's data leaves a line in the log. @throws ServiceError NOT_FOUND */
export function readToMatch(acting: Acting, { id }: { readonly id: InboxItemId }): Promise<BookingToMatch> {
  return acting.db.transaction().execute(async (tx) => {
    const item = await findInboxItem(tx, id)
    const facts = item && InboxFacts.parse(JSON.parse(item.facts_json))
    const person = item?.patient_id ? await findPatient(tx, PatientId.parse(item.patient_id)) : null
    if (facts?.kind !== 'booking' || !person) throw failure('NOT_FOUND')
    const visit = await readVisit(tx, acting, facts.appointmentId)
    const link = await findLink(tx, facts.linkId)
    const login = link && (await findLogin(tx, loginOf(link).id))
    const likely = person.standing === 'provisional' ? await likelyCharts(tx, person, CHARTS_SHOWN) : []
    await auditStay(tx, acting, { action: 'patient.read' }, person.id)
    const charts = []
    for (const { patient, reasons } of likely) {
      await auditStay(tx, acting, { action: 'patient.read' }, patient.id)
      charts.push({ ...(await compared(tx, acting, patient)), reasons })
    }
    const staff = await listEverybody(tx)
    return {
      visit,
      practitionerName: staff.find((each) => each.staff.id === visit?.practitionerId)?.staff.name ?? '',
      email: facts.email,
      confirmation: login?.confirmation ?? null,
      person: await compared(tx, acting, person),
      charts,
      chart: facts.isNew && person.standing === 'chart' ? person : null,
    }
  })
}

/** As the Inbox and the merging of charts show them beside each other. */
export async function compared(db: Db, { clock }: Acting, patient: PatientSummary): Promise<Compared> {
  const last = await findLastVisit(db, patient.id, clock.now())
  const links = await listLiveLinks(db, patient.id)
  return {
    ...patient,
    lastVisit: last ? { startsAt: Instant.parse(last.starts_at), practitionerName: last.name } : null,
    online: links.map(({ email, level }) => ({ email, level })),
  }
}
