import { afterEach, expect, test } from 'vitest'
import { MINUTE } from '../../../shared/domain/time.ts'
import { letTimePass, openLoop, SECOND } from '../testing/openLoop.ts'

/** When the desk asks its endpoint by itself. */
afterEach(letTimePass)

/** The stream's first message comes with its opening, for what happened just before. */
const BEGINNING = ['hello', 'pull', 'wake', 'pull']

test('R10.5 it begins at once, opens the stream, and then asks every minute, greeting every ten', async () => {
  await using desk = await openLoop()
  await desk.begin()
  expect(desk.asked()).toEqual(BEGINNING)

  await desk.pass(MINUTE - 1)
  expect(desk.asked()).toEqual([])
  await desk.pass(1)
  expect(desk.asked()).toEqual(['pull'])
  for (let minute = 2; minute <= 10; minute += 1) await desk.pass(MINUTE)
  expect(desk.asked()).toEqual(Array(9).fill('pull'))
  await desk.pass(MINUTE)
  expect(desk.asked()).toEqual(['hello', 'pull'])
})

test('R10.5 without an answer it asks again after pauses that double, and goes on when there is one', async () => {
  await using desk = await openLoop()
  desk.endpoint.script.isAway = true
  const sync = await desk.begin()
  expect(desk.asked()).toEqual(['hello'])

  for (const pause of [0.75, 1.5, 3, 6, 12, 24, 45, 45]) {
    await desk.pass(pause * SECOND - 1)
    expect(desk.asked(), `before ${pause} s`).toEqual([])
    await desk.pass(1)
    expect(desk.asked(), `after ${pause} s`).toEqual(['hello'])
  }
  expect(desk.failures()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  expect(sync.status()).toMatchObject({ state: 'offline', because: 'unreachable' })
  desk.endpoint.script.isAway = false
  await desk.pass(45 * SECOND)
  expect(desk.asked()).toEqual(BEGINNING)
  expect(sync.status()).toMatchObject({ state: 'synchronised', because: null })
  await desk.pass(MINUTE)
  expect(desk.asked()).toEqual(['pull'])
})

test('R10.5 a change while nobody answers brings the next attempt forward to two seconds, and others do not put it off', async () => {
  await using desk = await openLoop()
  desk.endpoint.script.isAway = true
  const sync = await desk.begin()
  for (const pause of [0.75, 1.5, 3, 6]) await desk.pass(pause * SECOND)
  expect(desk.asked()).toHaveLength(5)

  sync.wake()
  await desk.pass(SECOND)
  sync.wake()
  await desk.pass(SECOND - 1)
  expect(desk.asked()).toEqual([])
  await desk.pass(1)
  expect(desk.asked()).toEqual(['hello'])
  await desk.pass(23.5 * SECOND)
  sync.wake()
  await desk.pass(0.5 * SECOND - 1)
  expect(desk.asked()).toEqual([])
  await desk.pass(1)
  expect(desk.asked(), 'what was to come sooner comes when it was to').toEqual(['hello'])
})

test('R10.5 a stream that ends is opened anew, later each time it ended soon, and asked every quarter of a minute without', async () => {
  await using desk = await openLoop()
  await desk.begin()
  desk.asked()

  for (const pause of [0.75, 1.5, 3]) {
    desk.endpoint.hangUp()
    await desk.settle()
    await desk.pass(pause * SECOND - 1)
    expect(desk.asked(), `before ${pause} s`).toEqual([])
    await desk.pass(1)
    expect(desk.asked(), `after ${pause} s`).toEqual(BEGINNING)
  }
  await desk.pass(30 * SECOND)
  desk.endpoint.hangUp()
  await desk.settle()
  desk.asked()
  await desk.pass(0.75 * SECOND)
  expect(desk.asked(), 'one that stood for half a minute did not fail').toEqual(BEGINNING)
})

test('R10.5 a stream that ends while nobody answers leaves the pause as it is', async () => {
  await using desk = await openLoop()
  const sync = await desk.begin()
  desk.endpoint.script.isAway = true
  for (let attempt = 0; attempt < 4; attempt += 1) {
    await sync.now()
    await desk.settle()
  }
  desk.asked()

  desk.endpoint.hangUp()
  await desk.settle()
  await desk.pass(6 * SECOND - 1)
  expect(desk.asked()).toEqual([])
  await desk.pass(1)
  expect(desk.asked()).toEqual(['hello'])
})

test('R10.5 without a stream, never opened or over, it asks every quarter of a minute', async () => {
  await using desk = await openLoop()
  const opening = Promise.withResolvers<void>()
  desk.endpoint.script.meanwhile = (call) => (call === 'wake' ? opening.promise : undefined)
  await desk.begin()
  expect(desk.asked()).toEqual(['hello', 'pull', 'wake'])

  await desk.pass(15 * SECOND)
  expect(desk.asked()).toEqual(['pull'])
  opening.resolve()
  await desk.settle()
  expect(desk.asked()).toEqual(['pull'])
  const openingAgain = Promise.withResolvers<void>()
  desk.endpoint.script.meanwhile = (call) => (call === 'wake' ? openingAgain.promise : undefined)
  desk.endpoint.hangUp()
  await desk.settle()
  await desk.pass(0.75 * SECOND)
  expect(desk.asked()).toEqual(['hello', 'pull', 'wake'])
  await desk.pass(15 * SECOND)
  expect(desk.asked()).toEqual(['pull'])
  openingAgain.resolve()
})

test('R10.5 the end of a countdown does not shorten the pause while nobody answers', async () => {
  await using desk = await openLoop()
  desk.endpoint.script.isAway = true
  await desk.begin()
  for (const pause of [0.75, 1.5, 3, 6]) await desk.pass(pause * SECOND)
  await desk.leave(15 * SECOND)
  await desk.pass(12 * SECOND)
  desk.asked()

  await desk.pass(24 * SECOND - 1)
  expect(desk.asked()).toEqual([])
  await desk.pass(1)
  expect(desk.asked()).toEqual(['hello'])
})

test('R9.3 it asks when the next countdown ends, and not later', async () => {
  await using desk = await openLoop()
  await desk.leave(7 * SECOND)
  await desk.begin()
  desk.asked()

  await desk.pass(7 * SECOND - 1)
  expect(desk.asked()).toEqual([])
  desk.clinic.clock.advance(7 * SECOND)
  await desk.pass(1)
  expect(desk.asked()).toEqual(['pull', 'push'])
  await desk.pass(MINUTE)
  expect(desk.asked()).toEqual(['pull'])
})
