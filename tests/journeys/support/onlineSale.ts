import type { Browser, TestInfo } from '@playwright/test'
import { updateOnlineBooking, type OnlineBookingChanges } from '../../../src/main/core/db/onlineBooking.ts'
import { readOnlineBooking } from '../../../src/main/core/services/online/onlineBooking.ts'
import { leaveSale } from '../../../src/main/core/wire/out/salePut.ts'
import { bookingAddress } from '../../../src/shared/domain/booking/bookingAddress.ts'
import type { ServiceId, StaffId } from '../../../src/shared/domain/ids.ts'
import { until } from '../../support/until.ts'
import type { House } from './house.ts'
import { openDesk } from './openDesk.ts'

/** The clinic sells its times online, and the endpoint has heard of it. @param changes to its rules */
export async function sellOnline(house: House, changes: OnlineBookingChanges = {}): Promise<void> {
  const { context } = house.core()
  const { id } = await context.db.selectFrom('staff').select('id').executeTakeFirstOrThrow()
  const by = id as StaffId // as the clinic's own file has it
  await context.db.transaction().execute(async (tx) => {
    await updateOnlineBooking(tx, { isOpen: true, ...changes }, by, context.clock.now())
    await leaveSale(tx, context)
  })
  context.wakeSync()
  await until(
    () => house.behindTheEndpoint(async (db) => (await db.selectFrom('sale').select('clinic_id').execute()).length > 0),
    'the endpoint to sell',
  )
}

/** What the clinic's website links to. */
export async function pageToBook(house: House, service: string | null = null): Promise<string> {
  const { context } = house.core()
  const { page } = await readOnlineBooking(context)
  if (!page) throw new Error('This clinic is not paired')
  const serviceId = service === null ? null : await serviceIdOf(house, service)
  return bookingAddress(page, { serviceId, practitionerId: null })
}

async function serviceIdOf(house: House, name: string): Promise<ServiceId> {
  const { db } = house.core().context
  const row = await db.selectFrom('service').select('id').where('name', '=', name).executeTakeFirstOrThrow()
  return row.id as ServiceId // as the clinic's own file has it
}

/** A desk that sells its times online, with these people on file, each with an e-mail address at example.test. */
export async function openSellingDesk(
  browser: Browser,
  testInfo: TestInfo,
  people: readonly (readonly [givenName: string, familyName: string])[],
) {
  const { house, desk } = await openDesk(browser, testInfo)
  await sellOnline(house)
  for (const [givenName, familyName] of people) {
    const email = `${givenName.toLowerCase()}@example.test`
    await desk.addPatient({ givenName, familyName, fullName: `${givenName} ${familyName}`, email })
  }
  return { house, desk }
}
