import { expect } from 'vitest'
import type { PersonAt } from './person.ts'
import type { World } from './world.ts'

export const ANA = 'ana@example.test'
export const PLAN = 'Rest the knee for a week.'

/** By the adversary, into the endpoint's database. @returns how many rows it changed */
export function write({ database }: World, sql: string, ...values: unknown[]): number {
  return database.prepare(sql).run(...values).changes
}

/** How each of a person's links is shown. */
export async function stateOf(person: PersonAt) {
  return (await person.look()).map(({ shown }) => shown.state)
}

export function bytes(sealed: string): Buffer {
  return Buffer.from(sealed, 'base64')
}

/** Ana sees all of her chart by an Access Link. */
export async function anaWithEverything(world: World) {
  const patientId = await world.addPatient('Ana Ruiz', ANA)
  await world.publishPlan(patientId, PLAN)
  const secret = await world.accessLink(patientId, ANA)
  await world.synchronise()
  const ana = await world.person(ANA)
  expect(await ana.follow(secret)).toBe('redeemed')
  await world.synchronise()
  return { patientId, ana }
}

/** Ben was sent a form, and sees that alone. */
export async function benWithForm(world: World) {
  const patientId = await world.addPatient('Ben Okoro', 'ben@example.test')
  const secret = await world.formLink(patientId)
  await world.synchronise()
  const ben = await world.person('ben@example.test')
  expect(await ben.follow(secret)).toBe('redeemed')
  await world.synchronise()
  const [{ link, shown } = { link: undefined, shown: undefined }] = await ben.look()
  const item = shown?.state === 'open' ? shown.index.items.find(({ kind }) => kind === 'form') : undefined
  if (!link || item?.kind !== 'form') throw new Error('Ben has no form')
  return { patientId, ben, linkId: link.id, assignmentId: item.form.assignmentId }
}
