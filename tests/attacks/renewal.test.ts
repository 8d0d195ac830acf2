import { afterEach, beforeEach, expect, test } from 'vitest'
import { renewalKey, renewalMac } from '../../src/shared/envelope/secrets.ts'
import { ANA, anaWithEverything, PLAN, stateOf, write } from './support/people.ts'
import { openWorld, type World } from './support/world.ts'

/** R11.5: whoever writes to the endpoint's database has nothing of a password that is lost, nor of one that is not. */
let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const EVE = 'eve@example.test'
const keysOf = async () =>
  (await world.clinic.context.db.selectFrom('link').select(['proven_recipient', 'ended_at']).execute())
    .filter(({ ended_at }) => ended_at === null)
    .map(({ proven_recipient }) => proven_recipient)

/** Eve is a patient with an Access Link of her own, and has the endpoint's database. */
async function eveWithALink() {
  const patientId = await world.addPatient('Eve Moor', EVE)
  const secret = await world.accessLink(patientId, EVE)
  await world.synchronise()
  return { patientId, secret, eve: await world.person(ANA) }
}

/** What the endpoint is told of the invitation that was made last. */
function forge(secret: string, email: string): void {
  const { id, clinic_id } = world.database
    .prepare('SELECT id, clinic_id FROM invitation ORDER BY id DESC LIMIT 1')
    .get() as { id: string; clinic_id: string }
  const mac = renewalMac(renewalKey(secret), { clinicId: clinic_id, invitationId: id, email })
  expect(write(world, 'UPDATE invitation SET renewal = ? WHERE id = ?', mac, id)).toBe(1)
}

test('R11.5 by a link of her own Eve renews Ana’s login at her endpoint; the desk believes none of it, and Ana has it back', async () => {
  const { ana, patientId } = await anaWithEverything(world)
  const { eve, secret } = await eveWithALink()
  forge(secret, ANA)
  expect(await eve.renew(secret, 'a password of Eve’s')).toBe('redeemed')

  await world.synchronise()
  await world.synchronise()

  expect(await keysOf()).not.toContain(eve.session.login.recipient)
  expect(await world.holdersOf(patientId)).toMatchObject([{ email: ANA, isProven: true }])
  expect(await world.readByAdversary()).toEqual([])
  expect(await ana.signIn()).toBe('open')
  expect(await stateOf(ana)).toEqual(['open'])
})

test('R11.5 a renewal that is told as a redemption gives nothing', async () => {
  const { patientId } = await anaWithEverything(world)
  const secret = await world.accessLink(patientId, ANA)
  await world.synchronise()
  const again = await world.person(ANA)
  world.line.isCut = true
  expect(await again.renew(secret, 'a password anew')).toBe('redeemed')
  const asRedeemed = `replace(body_json, '"kind":"login.renewed"', '"kind":"invitation.redeemed","by":"link","outcome":"added","level":"full"')`
  expect(write(world, `UPDATE event SET body_json = ${asRedeemed} WHERE body_json LIKE '%login.renewed%'`)).toBe(1)
  world.line.isCut = false

  await world.synchronise()

  expect(await keysOf()).not.toContain(again.session.login.recipient)
  const facts = (await world.inbox()).map((item) => item.facts.kind)
  expect(facts).toContain('unproven')
  expect(facts).not.toContain('renewed')
})

test('R11.5 whoever exchanges the renewed key for another has nothing published to it', async () => {
  const { patientId } = await anaWithEverything(world)
  const secret = await world.accessLink(patientId, ANA)
  await world.synchronise()
  const again = await world.person(ANA)
  world.line.isCut = true
  await again.renew(secret, 'a password anew')
  const { recipient } = again.session.login
  const exchange = 'UPDATE event SET body_json = replace(body_json, ?, ?)'
  expect(write(world, exchange, recipient, world.adversary.recipient)).toBeGreaterThan(0)
  world.line.isCut = false

  await world.synchronise()
  await world.publishPlan(patientId, PLAN)
  await world.synchronise()

  expect(await keysOf()).not.toContain(world.adversary.recipient)
  expect(await world.readByAdversary()).toEqual([])
})

test('R4.7 with the desk off a renewed password opens everything at once, and still does after its next round', async () => {
  const { patientId, ana } = await anaWithEverything(world)
  const secret = await world.accessLink(patientId, ANA)
  await world.synchronise()
  world.line.isCut = true
  const again = await world.person(ANA)

  expect(await again.renew(secret, 'a password anew')).toBe('redeemed')

  expect(await stateOf(again)).toEqual(['open'])
  world.line.isCut = false
  await world.synchronise()
  await world.synchronise()
  expect(await stateOf(again)).toEqual(['open'])
  expect(await world.holdersOf(patientId)).toMatchObject([{ email: ANA, isProven: true }])
  expect(await ana.signIn(), 'the password of before').toBe('wrong')
})
