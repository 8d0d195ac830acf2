import { afterEach, beforeEach, expect, test } from 'vitest'
import { ServiceId, StaffId } from '../../../shared/domain/ids.ts'
import { ClockTime } from '../../../shared/domain/time.ts'
import { openClinic, type TestClinic } from '../testing/openClinic.ts'
import { outcomeOf } from '../testing/deskActs.ts'
import { pairWith } from '../testing/openWithEndpoint.ts'
import { createMemoryEndpoint } from '../testing/memoryEndpoint.ts'
import { setActive } from '../testing/staffActs.ts'

let clinic: TestClinic

/** As the first run leaves it: a clinic and its admin. */
beforeEach(async () => {
  clinic = await openClinic({ mailer: { send: () => Promise.resolve({ response: '250 taken' }) } })
  const { db } = clinic.context
  await db.deleteFrom('working_hours').execute()
  await db.deleteFrom('service').execute()
  await db.updateTable('staff').set({ is_active: 0 }).where('role', '!=', 'admin').execute()
})
afterEach(() => clinic.close())

const missing = () => clinic.client.setUp.missing()
const service = (name: string) => ({
  id: ServiceId.parse(clinic.ids()),
  details: {
    ...{ name, minutes: 45, bufferBeforeMinutes: 0, bufferAfterMinutes: 10, isBookableOnline: true },
    ...{ practitionerIds: [], formIds: [] },
  },
})
async function addPractitioner(name: string): Promise<StaffId> {
  const id = StaffId.parse(clinic.ids())
  const email = `${name.slice(0, name.indexOf(' ')).toLowerCase()}@harbour.example`
  const details = { name, calledName: name, email, role: 'practitioner', tint: 1, hasCalendar: true } as const
  await clinic.client.staff.add({ id, details })
  return id
}
async function giveHours(practitionerId: StaffId): Promise<void> {
  const spans = [{ from: ClockTime.parse('09:00'), to: ClockTime.parse('12:00') }]
  await clinic.client.hours.saveWeek({
    ...{ practitionerId, beginsOn: null, seenVersion: 0 },
    changes: [{ weekday: 1, spans }],
  })
}

test('R10.8 what is not done yet is missing until it is, by the acts of Settings', async () => {
  expect(await missing()).toEqual(['staff', 'services', 'connection', 'email', 'recoverySheet'])

  const id = await addPractitioner('Jo Park')
  expect(await missing()).toEqual(['services', 'hours', 'connection', 'email', 'recoverySheet'])

  await giveHours(id)
  await clinic.client.services.addAll({ services: [service('Massage')] })
  await pairWith(clinic, await createMemoryEndpoint(clinic))
  expect(await missing()).toEqual(['email', 'recoverySheet'])

  const server = { smtpHost: 'mail.test', smtpPort: 465, smtpSecurity: 'tls', smtpUser: '' } as const
  const sender = { mailFromAddress: 'desk@harbour.example', mailFromName: '' }
  const through = { way: 'own', server: { ...server, ...sender }, password: null } as const
  await clinic.client.email.test({ to: 'maya@harbour.example', through })
  expect(await missing()).toEqual(['recoverySheet'])

  const { words, asked, madeAt } = await clinic.client.recovery.begin({ isAnew: false })
  await clinic.client.recovery.check({ madeAt, typed: asked.map((place) => words[place] ?? '') })
  expect(await missing()).toEqual([])
})

test('R10.8 a service that is withdrawn, and the hours of somebody who left, settle nothing', async () => {
  const massage = service('Massage')
  await clinic.client.services.addAll({ services: [massage] })
  await clinic.client.services.setWithdrawn({ id: massage.id, seenVersion: 1, isWithdrawn: true })
  const [left, stays] = [await addPractitioner('Jo Park'), await addPractitioner('Ben Okoro')]
  await giveHours(left)
  expect(await missing()).toContain('hours')
  await giveHours(stays)
  expect(await missing()).not.toContain('hours')
  const third = await addPractitioner('Cleo Marsh')

  await setActive(clinic, left, false)

  expect(await missing()).toEqual(['services', 'hours', 'connection', 'email', 'recoverySheet'])
  await giveHours(third)
  expect(await missing()).toEqual(['services', 'connection', 'email', 'recoverySheet'])
})

test('R10.8 a set of services is added in its order, all of it or none, and once', async () => {
  const set = [service('Massage 60'), service('Massage 90')]

  const twice = clinic.client.services.addAll({ services: [...set, service('massage 60')] })
  expect(await outcomeOf(twice)).toBe('SERVICE_NAME_TAKEN')
  expect(await clinic.client.services.list()).toEqual([])
  await clinic.client.services.addAll({ services: set })
  await clinic.client.services.addAll({ services: set })

  expect((await clinic.client.services.list()).map(({ name }) => name)).toEqual(['Massage 60', 'Massage 90'])
})

test('R10.8 the set-up goes on at every start until an admin ends it, once, which stands in the history', async () => {
  expect(await clinic.client.session.current()).toMatchObject({ isBeingSetUp: true })
  await clinic.restart()
  expect(await clinic.client.session.current()).toMatchObject({ isBeingSetUp: true })

  await clinic.client.setUp.end()
  await clinic.client.setUp.end()
  await clinic.restart()

  expect(await clinic.client.session.current()).toMatchObject({ isBeingSetUp: false })
  const { lines } = await clinic.client.settings.history({ before: null })
  expect(lines.filter(({ facts }) => facts.action === 'setUp.ended')).toHaveLength(1)
})
