import { ORPCError } from '@orpc/server'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { QuestionnaireVersionId, ServiceId, StaffId } from '../../../shared/domain/ids.ts'
import type { ServiceDetails } from '../../../shared/domain/services.ts'
import { CalendarDay, MINUTE } from '../../../shared/domain/time.ts'
import { book, openPairedClinic, outcomeOf } from '../testing/deskActs.ts'
import type { TestClinic } from '../testing/openClinic.ts'
import { setActive } from '../testing/staffActs.ts'

let clinic: TestClinic
let id: ServiceId

beforeEach(async () => {
  clinic = await openPairedClinic()
  id = clinic.services.consultation.id
})
afterEach(() => clinic.close())

const details = (part: Partial<ServiceDetails> = {}): ServiceDetails => ({
  ...{ name: 'Acupuncture', minutes: 45, bufferBeforeMinutes: 0, bufferAfterMinutes: 15, isBookableOnline: false },
  ...{ practitionerIds: [clinic.people.lee.id], formIds: [], ...part },
})
const names = async () => (await clinic.client.calendar.services()).map(({ name }) => name)
const bookAna = async () => {
  const ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test' })
  return { ana, visit: await book(clinic, ana.id) }
}
const change = (changes: Partial<ServiceDetails>, seenVersion = 1) =>
  clinic.client.services.change({ id, seenVersion, changes })
const setWithdrawn = (isWithdrawn: boolean, seenVersion: number) =>
  clinic.client.services.setWithdrawn({ id, seenVersion, isWithdrawn })

test('R6.1 a service that is added is offered at once, as the last one; a double click adds one', async () => {
  const added = { id: ServiceId.parse(clinic.ids()), details: details() }

  const saved = await clinic.client.services.add(added)
  await clinic.client.services.add(added)

  expect(saved).toMatchObject({ ...details(), id: added.id, version: 1, isWithdrawn: false, upcoming: 0 })
  expect(await names()).toEqual(['Consultation', 'Follow-up', 'Acupuncture'])
})

test('R10.8 a service renamed and lengthened leaves the visits that stand as they were booked', async () => {
  const { ana, visit } = await bookAna()

  const saved = await change({ name: 'First visit', minutes: 50 })

  expect(saved).toMatchObject({ version: 2, name: 'First visit', minutes: 50, upcoming: 1 })
  const [shown] = (await clinic.client.calendar.day({ on: CalendarDay.parse('2026-03-03') })).appointments
  expect(shown).toMatchObject({ serviceName: 'Consultation', endsAt: visit.endsAt, version: visit.version })
  expect(await clinic.client.calendar.ofPatient({ patientId: ana.id })).toMatchObject([{ serviceName: 'Consultation' }])
  const next = await clinic.client.calendar.concerns({
    ...{ practitionerId: visit.practitionerId, serviceId: id, startsAt: visit.endsAt, moving: null },
  })
  expect(next).toEqual({ concerns: [], taken: null })
})

test('R10.8 a service that is withdrawn is offered no more, its visits stand, and it can be offered again', async () => {
  const { visit } = await bookAna()

  const withdrawn = await setWithdrawn(true, 1)
  await setWithdrawn(true, 1)

  expect(withdrawn).toMatchObject({ version: 2, isWithdrawn: true, upcoming: 1 })
  expect(await names()).toEqual(['Follow-up'])
  const time = { practitionerId: visit.practitionerId, serviceId: id, startsAt: visit.endsAt }
  expect(await clinic.client.calendar.concerns({ ...time, moving: null })).toMatchObject({
    concerns: [{ kind: 'withdrawn' }],
  })
  expect(await clinic.client.calendar.concerns({ ...time, moving: visit.id })).toMatchObject({ concerns: [] })

  await setWithdrawn(false, withdrawn.version)
  expect(await names()).toEqual(['Consultation', 'Follow-up'])
})

test('R10.7 a service changed over an old version is refused with how it stands, and what stands already is no change', async () => {
  const current = await change({ minutes: 40 })
  clinic.clock.advance(MINUTE)

  const told: unknown = await change({ minutes: 20 }).catch((error: unknown) => error)

  if (!(told instanceof ORPCError)) throw told
  expect(told).toMatchObject({ code: 'CHANGED_MEANWHILE', data: { by: clinic.people.admin.name, current } })
  expect(await change({ minutes: 40 })).toEqual(current)
  await expect(setWithdrawn(true, 1)).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' })
})

test('R6.1 no two services that are offered have one name', async () => {
  const taken = { code: 'SERVICE_NAME_TAKEN', data: { name: 'follow-UP' } }

  await expect(change({ name: 'follow-UP' })).rejects.toMatchObject(taken)
  const twin = { id: ServiceId.parse(clinic.ids()), details: details({ name: 'follow-UP' }) }
  await expect(clinic.client.services.add(twin)).rejects.toMatchObject(taken)
  await setWithdrawn(true, 1)
  await change({ name: 'follow-UP' }, 2)
  await expect(setWithdrawn(false, 3)).rejects.toMatchObject(taken)
  // What is withdrawn keeps its name from nobody.
  await change({ name: 'Consultation' }, 3)
  expect(await outcomeOf(clinic.client.services.add({ ...twin, details: details({ name: 'consultation' }) }))).toBe(
    'done',
  )
})

test('R6.1 who is named to offer a service is there, and its forms are; who left since stays named', async () => {
  const { lee, okafor } = clinic.people
  const nobody = StaffId.parse(clinic.ids())
  const form = QuestionnaireVersionId.parse(clinic.ids())
  const add = (part: Partial<ServiceDetails>) =>
    clinic.client.services.add({ id: ServiceId.parse(clinic.ids()), details: details(part) })
  expect(await outcomeOf(add({ practitionerIds: [nobody] }))).toBe('NOT_FOUND')
  expect(await outcomeOf(add({ formIds: [form] }))).toBe('NOT_FOUND')
  expect(await outcomeOf(change({ practitionerIds: [nobody] }))).toBe('NOT_FOUND')
  expect(await clinic.client.services.list()).toHaveLength(2)
  const { version } = await change({ practitionerIds: [lee.id, okafor.id] })

  await setActive(clinic, lee.id, false)

  expect(await change({ practitionerIds: [lee.id] }, version)).toMatchObject({ practitionerIds: [lee.id] })
  expect(await outcomeOf(add({ practitionerIds: [lee.id] }))).toBe('NOT_FOUND')
})

test('R6.1 the order is the clinic’s, and moves one place at a time past what is withdrawn', async () => {
  const last = ServiceId.parse(clinic.ids())
  await clinic.client.services.add({ id: last, details: details() })
  await clinic.client.services.setWithdrawn({
    ...{ id: clinic.services.followUp.id },
    seenVersion: 1,
    isWithdrawn: true,
  })

  const move = (moved: ServiceId, direction: 'up' | 'down') => clinic.client.services.move({ id: moved, direction })
  await move(last, 'up')
  expect(await names()).toEqual(['Acupuncture', 'Consultation'])
  await move(last, 'up')
  expect(await names()).toEqual(['Acupuncture', 'Consultation'])
  await move(last, 'down')
  expect(await names()).toEqual(['Consultation', 'Acupuncture'])
  expect(await outcomeOf(move(clinic.services.followUp.id, 'up'))).toBe('NOT_FOUND')
})

test('R10.8 every change to the services stands in the audit log, and is an admin’s', async () => {
  const rowsOf = async () =>
    (await clinic.context.db.selectFrom('audit').select(['action', 'detail']).orderBy('seq').execute())
      .filter(({ action }) => action.startsWith('service.'))
      .map(({ action, detail }) => [action, JSON.parse(detail ?? '')] as unknown)
  const saved = await change({ name: 'First visit', practitionerIds: [clinic.people.lee.id] })
  await setWithdrawn(true, saved.version)
  const added = { id: ServiceId.parse(clinic.ids()), details: details() }
  await clinic.client.services.add(added)
  await clinic.client.services.move({ id: added.id, direction: 'up' })
  // It is the first by now.
  await clinic.client.services.move({ id: added.id, direction: 'up' })
  await setWithdrawn(false, saved.version + 1)

  expect(await rowsOf()).toEqual([
    ['service.changed', { name: 'Consultation', to: 'First visit', fields: ['name', 'practitionerIds'] }],
    ['service.withdrawn', { name: 'First visit' }],
    ['service.added', { name: 'Acupuncture' }],
    ['service.moved', { name: 'Acupuncture' }],
    ['service.broughtBack', { name: 'First visit' }],
  ])
  clinic.signInAs(clinic.people.lee)
  expect(await clinic.client.services.list()).toHaveLength(3)
  await expect(change({ minutes: 10 })).rejects.toMatchObject({ code: 'FORBIDDEN' })
})
