import type { Insertable } from 'kysely'
import { Service } from '../../../shared/contract/desk/calendar.ts'
import type { ServiceInSettings } from '../../../shared/contract/desk/services.ts'
import type { ServiceId, StaffId } from '../../../shared/domain/ids.ts'
import type { ServiceDetails } from '../../../shared/domain/services.ts'
import type { Changes } from '../../../shared/domain/threeWay.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import type { Db, Tx } from '../context.ts'
import type { ServiceTable } from './tables.ts'

/**
 * What the clinic offers, in its own order, each with who offers it and the Smart Forms that its confirmation
 * offers to send.
 */
export async function listServices(db: Db): Promise<Service[]> {
  const rows = await readServices(db, null)
  return rows.filter((row) => row.withdrawn_at === null).map((row) => row.service)
}

/** All of them, those that are withdrawn too. @param now from when on visits are to come @param id only this one */
export async function listServicesInSettings(
  db: Db,
  now: Instant,
  id: ServiceId | null = null,
): Promise<ServiceInSettings[]> {
  const visits = await db
    .selectFrom('appointment')
    .select((eb) => ['service_id', eb.fn.countAll<number>().as('count')])
    .where('starts_at', '>', now)
    .where('status', '=', 'booked')
    .where('undone_at', 'is', null)
    .groupBy('service_id')
    .execute()
  const upcoming = new Map(visits.map((row) => [row.service_id, row.count]))
  return (await readServices(db, id)).map((row) => ({
    ...row.service,
    version: row.version,
    isWithdrawn: row.withdrawn_at !== null,
    upcoming: upcoming.get(row.service.id) ?? 0,
  }))
}

async function readServices(db: Db, id: ServiceId | null) {
  const rows = await db
    .selectFrom('service')
    .selectAll()
    .$if(id !== null, (query) => query.where('id', '=', id))
    .orderBy('sort')
    .orderBy('name')
    .execute()
  const offers = await db.selectFrom('service_practitioner').selectAll().orderBy('practitioner_id').execute()
  const forms = await db.selectFrom('service_form').selectAll().orderBy('questionnaire_version_id').execute()
  return rows.map((row) => ({
    version: row.version,
    withdrawn_at: row.withdrawn_at,
    service: Service.parse({
      id: row.id,
      name: row.name,
      minutes: row.minutes,
      bufferBeforeMinutes: row.buffer_before_minutes,
      bufferAfterMinutes: row.buffer_after_minutes,
      isBookableOnline: row.is_bookable_online === 1,
      practitionerIds: offers.filter((offer) => offer.service_id === row.id).map((offer) => offer.practitioner_id),
      formIds: forms.filter((form) => form.service_id === row.id).map((form) => form.questionnaire_version_id),
    }),
  }))
}

export async function insertService(tx: Tx, row: Insertable<ServiceTable>): Promise<void> {
  await tx.insertInto('service').values(row).execute()
}

/** Where a service comes that is added now. */
export async function nextSort(db: Db): Promise<number> {
  const { last } = await db
    .selectFrom('service')
    .select((eb) => eb.fn.max('sort').as('last'))
    .executeTakeFirstOrThrow()
  return (last ?? 0) + 1
}

/** A change to a service; its version rises (R10.7). */
export async function updateService(
  tx: Tx,
  id: ServiceId,
  changes: Changes<ServiceDetails> & { readonly withdrawnAt?: Instant | null },
  by: StaffId,
  at: Instant,
): Promise<void> {
  const { isBookableOnline: isOnline } = changes
  await tx
    .updateTable('service')
    .set((service) => ({
      name: changes.name,
      minutes: changes.minutes,
      buffer_before_minutes: changes.bufferBeforeMinutes,
      buffer_after_minutes: changes.bufferAfterMinutes,
      ...(isOnline !== undefined && { is_bookable_online: isOnline ? 1 : 0 }),
      ...(changes.withdrawnAt !== undefined && { withdrawn_at: changes.withdrawnAt }),
      version: service('version', '+', 1),
      changed_by: by,
      changed_at: at,
    }))
    .where('id', '=', id)
    .execute()
  await replaceLists(tx, id, changes)
}

/** Who offers it and which forms go with it, each as a whole; what is not given stays. */
export async function replaceLists(
  tx: Tx,
  id: ServiceId,
  { practitionerIds, formIds }: Changes<Pick<ServiceDetails, 'practitionerIds' | 'formIds'>>,
): Promise<void> {
  if (practitionerIds) {
    await tx.deleteFrom('service_practitioner').where('service_id', '=', id).execute()
    for (const each of new Set(practitionerIds)) {
      await tx.insertInto('service_practitioner').values({ service_id: id, practitioner_id: each }).execute()
    }
  }
  if (formIds) {
    await tx.deleteFrom('service_form').where('service_id', '=', id).execute()
    for (const each of new Set(formIds)) {
      await tx.insertInto('service_form').values({ service_id: id, questionnaire_version_id: each }).execute()
    }
  }
}

/** The whole order at once. It is nobody's words: no version rises. */
export async function putInOrder(tx: Tx, ids: readonly ServiceId[]): Promise<void> {
  for (const [sort, id] of ids.entries()) {
    await tx
      .updateTable('service')
      .set({ sort: sort + 1 })
      .where('id', '=', id)
      .execute()
  }
}
