import { Service } from '../../../shared/contract/desk/calendar.ts'
import type { Db } from '../context.ts'

/**
 * What the clinic offers, in its own order, each with who offers it and the Smart Forms that its confirmation
 * offers to send.
 */
export async function listServices(db: Db): Promise<Service[]> {
  const rows = await db.selectFrom('service').selectAll().orderBy('sort').orderBy('name').execute()
  const offers = await db.selectFrom('service_practitioner').selectAll().orderBy('practitioner_id').execute()
  const forms = await db.selectFrom('service_form').selectAll().orderBy('questionnaire_version_id').execute()
  return rows.map((row) =>
    Service.parse({
      id: row.id,
      name: row.name,
      minutes: row.minutes,
      bufferBeforeMinutes: row.buffer_before_minutes,
      bufferAfterMinutes: row.buffer_after_minutes,
      isBookableOnline: row.is_bookable_online === 1,
      practitionerIds: offers.filter((offer) => offer.service_id === row.id).map((offer) => offer.practitioner_id),
      formIds: forms.filter((form) => form.service_id === row.id).map((form) => form.questionnaire_version_id),
    }),
  )
}

/** Everybody's hours on one weekday, 1 (Monday) to 7, in order of time. */
export function listHoursOn(db: Db, weekday: number) {
  return db
    .selectFrom('working_hours')
    .select(['practitioner_id', 'from_time', 'to_time'])
    .where('weekday', '=', weekday)
    .orderBy('from_time')
    .execute()
}
