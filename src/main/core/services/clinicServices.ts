import type { ServiceInSettings } from '../../../shared/contract/desk/services.ts'
import type { ServiceId } from '../../../shared/domain/ids.ts'
import { serviceChanges, serviceNameKey, type ServiceDetails } from '../../../shared/domain/services.ts'
import type { Changes } from '../../../shared/domain/threeWay.ts'
import type { Acting, CoreContext, Db, Tx } from '../context.ts'
import { findStaff } from '../db/booking.ts'
import { listVersions } from '../db/forms.ts'
import { lastChange } from '../db/lastChange.ts'
import {
  insertService,
  listServicesInSettings,
  nextSort,
  putInOrder,
  replaceLists,
  updateService,
} from '../db/services.ts'
import { leaveSale } from '../wire/out/salePut.ts'
import { appendAudit } from './audit.ts'
import { failure } from './serviceError.ts'

/** R6.1, R10.8: what the clinic offers, in its order, what is withdrawn among it. */
export function readServices({ db, clock }: Pick<CoreContext, 'db' | 'clock'>): Promise<ServiceInSettings[]> {
  return listServicesInSettings(db, clock.now())
}

/**
 * A service more, as the last one; the same id again changes nothing.
 * @throws ServiceError SERVICE_NAME_TAKEN, NOT_FOUND where a practitioner or a form that it names is not there
 */
export async function addService(acting: Acting, added: AddedService): Promise<ServiceInSettings> {
  return changing(acting, (tx) => addIn(tx, acting, added))
}

/**
 * R10.8: a set of services, in its order; all of them or, where one cannot be added, none.
 * @throws ServiceError as {@link addService}
 */
export async function addServices(acting: Acting, all: readonly AddedService[]): Promise<ServiceInSettings[]> {
  return changing(acting, async (tx) => {
    const services: ServiceInSettings[] = []
    for (const added of all) services.push(await addIn(tx, acting, added))
    return services
  })
}

/** `id` is made by whoever adds it. */
type AddedService = { readonly id: ServiceId; readonly details: ServiceDetails }

async function addIn(tx: Tx, acting: Acting, { id, details }: AddedService): Promise<ServiceInSettings> {
  const known = await findOne(tx, acting, id)
  if (known) return known
  await checkName(tx, acting, id, details.name)
  await requireNamed(tx, details, null)
  await insertService(tx, {
    id,
    name: details.name,
    minutes: details.minutes,
    buffer_before_minutes: details.bufferBeforeMinutes,
    buffer_after_minutes: details.bufferAfterMinutes,
    is_bookable_online: details.isBookableOnline ? 1 : 0,
    sort: await nextSort(tx),
  })
  await replaceLists(tx, id, details)
  await appendAudit(tx, acting, { action: 'service.added', name: details.name })
  return readOne(tx, acting, id)
}

/**
 * R10.8: visits that stand keep the name and the length they were booked with. What is as it was already is no change.
 * @param input.seenVersion as the person saw it (R10.7)
 * @throws ServiceError CHANGED_MEANWHILE, SERVICE_NAME_TAKEN, NOT_FOUND where it, a practitioner or a form is not there
 */
export async function changeService(
  acting: Acting,
  input: { readonly id: ServiceId; readonly seenVersion: number; readonly changes: Changes<ServiceDetails> },
): Promise<ServiceInSettings> {
  const { id, changes } = input
  return changing(acting, async (tx) => {
    const before = await readOne(tx, acting, id)
    const fields = serviceChanges(before, changes)
    if (fields.length === 0) return before
    await requireSeen(tx, before, input.seenVersion)
    if (fields.includes('name') && !before.isWithdrawn) await checkName(tx, acting, id, changes.name ?? before.name)
    const changed = Object.fromEntries(fields.map((field) => [field, changes[field]]))
    await requireNamed(tx, changed, before)
    await updateService(tx, id, changed, acting.actor.staff.id, acting.clock.now())
    const to = fields.includes('name') ? (changes.name ?? null) : null
    await appendAudit(tx, acting, { action: 'service.changed', name: before.name, to, fields })
    return readOne(tx, acting, id)
  })
}

/**
 * R10.8: a service that is withdrawn is not offered any more, and its visits stand. The same again changes nothing.
 * @throws ServiceError NOT_FOUND, CHANGED_MEANWHILE, SERVICE_NAME_TAKEN where another took its name meanwhile
 */
export async function setServiceWithdrawn(
  acting: Acting,
  input: { readonly id: ServiceId; readonly seenVersion: number; readonly isWithdrawn: boolean },
): Promise<ServiceInSettings> {
  const { id, isWithdrawn } = input
  return changing(acting, async (tx) => {
    const before = await readOne(tx, acting, id)
    if (before.isWithdrawn === isWithdrawn) return before
    await requireSeen(tx, before, input.seenVersion)
    if (!isWithdrawn) await checkName(tx, acting, id, before.name)
    const now = acting.clock.now()
    await updateService(tx, id, { withdrawnAt: isWithdrawn ? now : null }, acting.actor.staff.id, now)
    const action = isWithdrawn ? 'service.withdrawn' : 'service.broughtBack'
    await appendAudit(tx, acting, { action, name: before.name })
    return readOne(tx, acting, id)
  })
}

/** One place up or down among those that are offered; at either end nothing changes. @throws ServiceError NOT_FOUND */
export async function moveService(
  acting: Acting,
  { id, direction }: { readonly id: ServiceId; readonly direction: 'up' | 'down' },
): Promise<void> {
  await changing(acting, async (tx) => {
    const all = await listServicesInSettings(tx, acting.clock.now())
    const moved = all.find((each) => each.id === id)
    if (!moved || moved.isWithdrawn) throw failure('NOT_FOUND')
    const offered = all.filter((each) => !each.isWithdrawn)
    const place = offered.indexOf(moved)
    const neighbour = offered[direction === 'up' ? place - 1 : place + 1]
    if (!neighbour) return
    const swapped = all.map((each) => (each === moved ? neighbour : each === neighbour ? moved : each))
    await putInOrder(
      tx,
      swapped.map((each) => each.id),
    )
    await appendAudit(tx, acting, { action: 'service.moved', name: moved.name })
  })
}

async function changing<T>(acting: Acting, change: (tx: Tx) => Promise<T>): Promise<T> {
  const changed = await acting.db.transaction().execute(async (tx) => {
    const done = await change(tx)
    await leaveSale(tx, acting)
    return done
  })
  acting.changes.publish('settings')
  acting.wakeSync()
  return changed
}

async function findOne(db: Db, { clock }: Acting, id: ServiceId): Promise<ServiceInSettings | null> {
  const [service] = await listServicesInSettings(db, clock.now(), id)
  return service ?? null
}

async function readOne(db: Db, acting: Acting, id: ServiceId): Promise<ServiceInSettings> {
  const service = await findOne(db, acting, id)
  if (!service) throw failure('NOT_FOUND')
  return service
}

async function requireSeen(tx: Tx, stands: ServiceInSettings, seenVersion: number): Promise<void> {
  if (stands.version === seenVersion) return
  throw failure('CHANGED_MEANWHILE', { ...(await lastChange(tx, 'service', stands.id)), current: stands })
}

type Lists = Pick<ServiceDetails, 'practitionerIds' | 'formIds'>

/** Who is to offer it and what is to go with it are there; whoever was named before may have left since. */
async function requireNamed(tx: Tx, named: Changes<Lists>, before: Lists | null): Promise<void> {
  const practitionerIds = (named.practitionerIds ?? []).filter((id) => !before?.practitionerIds.includes(id))
  const people = await Promise.all(practitionerIds.map((id) => findStaff(tx, id)))
  const formIds = new Set((named.formIds ?? []).filter((id) => !before?.formIds.includes(id)))
  const forms = await listVersions(tx, [...formIds])
  if (people.includes(null) || forms.length !== formIds.size) throw failure('NOT_FOUND')
}

/** Of two services with one name nobody could tell which is booked. */
async function checkName(tx: Tx, { clock }: Acting, id: ServiceId, name: string): Promise<void> {
  const others = (await listServicesInSettings(tx, clock.now())).filter((each) => each.id !== id && !each.isWithdrawn)
  if (others.some((each) => serviceNameKey(each.name) === serviceNameKey(name))) {
    throw failure('SERVICE_NAME_TAKEN', { name })
  }
}
