import { beforeEach, describe, expect, test } from 'vitest'
import { Instant } from '../../../../shared/domain/time.ts'
import { HALF_PAST, openPairedClinic, QUARTER_PAST, setStatus } from '../../testing/deskActs.ts'
import { bookedOnline, changedOnline, makeBooker, openSale, type Booker } from '../../testing/onlineActs.ts'
import type { TestClinic } from '../../testing/openClinic.ts'
import { outboxIn, receive } from '../../testing/patientActs.ts'

/** A week after, well before any cut-off. */
const LATER = Instant.parse('2026-03-10T18:00:00.000Z')

let clinic: TestClinic
let ben: Booker
let booked: Awaited<ReturnType<typeof bookedOnline>>
beforeEach(async () => {
  clinic = await openPairedClinic()
  await openSale(clinic)
  ben = await makeBooker(clinic)
  booked = await bookedOnline(clinic, ben, { startsAt: LATER })
  await receive(clinic, booked)
  await clinic.context.db.deleteFrom('outbox').execute()
  return () => clinic.close()
})

const visit = () =>
  clinic.context.db
    .selectFrom('appointment')
    .select(['starts_at', 'ends_at', 'status', 'sequence', 'version', 'told_json'])
    .executeTakeFirstOrThrow()
const changes = async () =>
  (await clinic.client.inbox.list({ includeDone: true })).flatMap(({ facts }) =>
    facts.kind === 'visitChange' || facts.kind === 'bookingDoubtful' ? [facts] : [],
  )
const claimsLeft = async () => (await outboxIn(clinic)).filter(({ kind }) => kind === 'claim.put').length
const LATER_STILL = Instant.parse('2026-03-10T19:00:00.000Z')
const A_DAY_ON = Instant.parse('2026-03-11T18:00:00.000Z')

test('R6.3 moved by the patient: the desk has the new time, as long as before, and knows that they know', async () => {
  await receive(clinic, await changedOnline(clinic, ben, booked, LATER_STILL))

  const now = await visit()
  expect(now).toMatchObject({ starts_at: LATER_STILL, ends_at: '2026-03-10T19:30:00.000Z', sequence: 1, version: 2 })
  expect(JSON.parse(now.told_json ?? '{}')).toMatchObject({ visit: { startsAt: LATER_STILL }, how: 'email', by: null })
  expect(await changes()).toEqual([])
})

test('R6.2, R6.3 a tick of the call list stands in no patient’s way, and goes where the patient moves to another day', async () => {
  const called = async () =>
    (await clinic.context.db.selectFrom('appointment').select('called_by').executeTakeFirstOrThrow()).called_by
  const seen = { id: booked.appointmentId, isCalled: true }
  await clinic.client.calendar.setCalled({ ...seen, seenVersion: 1 })
  await receive(clinic, await changedOnline(clinic, ben, booked, LATER_STILL))
  expect(await visit()).toMatchObject({ starts_at: LATER_STILL, version: 3 })
  expect(await called()).toBe(clinic.people.admin.id)

  await receive(clinic, await changedOnline(clinic, ben, { ...booked, sequence: 1 }, A_DAY_ON))
  expect(await visit()).toMatchObject({ starts_at: A_DAY_ON })
  expect(await called()).toBeNull()
  expect(await changes()).toEqual([])
})

test('R6.3 cancelled by the patient: its time is free, and staff hear of it', async () => {
  await receive(clinic, await changedOnline(clinic, ben, booked, null, { letter: { reason: 'Better already' } }))

  expect(await visit()).toMatchObject({ status: 'cancelled', sequence: 1 })
  expect(await changes()).toMatchObject([{ to: null, because: null, reason: 'Better already' }])
})

test('R6.3 told again, neither changes anything', async () => {
  const moved = await changedOnline(clinic, ben, booked, LATER_STILL)
  await receive(clinic, moved)
  await receive(clinic, moved)
  const cancelled = await changedOnline(clinic, ben, { ...booked, sequence: 1 }, null)
  await receive(clinic, cancelled)
  await receive(clinic, cancelled)

  expect(await visit()).toMatchObject({ version: 3, sequence: 2 })
  expect(await changes()).toHaveLength(1)
})

describe('R6.3 what the desk does not take is a task, and the visit’s time is claimed again as it stands', () => {
  test('after the cut-off', async () => {
    const at = Instant.parse('2026-03-09T18:00:00.001Z')
    await receive(clinic, await changedOnline(clinic, ben, booked, null), { at })

    expect(await visit()).toMatchObject({ status: 'booked', version: 1 })
    expect(await changes()).toMatchObject([{ to: null, because: 'late' }])
    expect(await claimsLeft()).toBe(1)
  })

  test('after the cut-off, and told as if it had been before', async () => {
    const lastRoundAt = '2026-03-09T18:00:00.001Z'
    await clinic.context.db.updateTable('sync_state').set({ last_synchronised_at: lastRoundAt }).execute()
    await receive(clinic, await changedOnline(clinic, ben, booked, null), {
      at: Instant.parse('2026-03-09T17:00:00.000Z'),
    })

    expect(await visit()).toMatchObject({ status: 'booked', version: 1 })
    expect(await changes()).toMatchObject([{ to: null, because: 'late' }])
  })

  test('of a visit that the desk has moved since', async () => {
    await clinic.client.calendar.move({
      ...{ id: booked.appointmentId, seenVersion: 1, practitionerId: clinic.people.lee.id, startsAt: HALF_PAST },
      ...{ tell: false, despite: [], overbookReason: null },
    })
    await receive(clinic, await changedOnline(clinic, ben, booked, LATER_STILL))

    expect(await visit()).toMatchObject({ starts_at: HALF_PAST })
    expect(await changes()).toMatchObject([{ to: { startsAt: LATER_STILL }, because: 'changedSince' }])
    expect(await claimsLeft()).toBe(1)
  })

  test('of one that has begun', async () => {
    await setStatus(clinic, booked.appointmentId, 'arrived')
    await receive(clinic, await changedOnline(clinic, ben, booked, null))

    expect(await visit()).toMatchObject({ status: 'arrived' })
    expect(await changes()).toMatchObject([{ because: 'over' }])
  })
})

test('R11.5 a letter that is brought again, under whatever number, moves nothing back', async () => {
  const first = await changedOnline(clinic, ben, booked, LATER_STILL)
  await receive(clinic, first)
  await receive(clinic, await changedOnline(clinic, ben, { ...booked, sequence: 1 }, HALF_PAST))

  await receive(clinic, { ...first, sequence: 3, mailId: null })

  expect(await visit()).toMatchObject({ starts_at: HALF_PAST, sequence: 2 })
  expect(await changes()).toMatchObject([{ to: { startsAt: LATER_STILL }, because: 'changedSince' }])
  expect(await claimsLeft()).toBe(1)
})

describe('R11.5 what does not hold changes nothing, and the time is claimed again', () => {
  test('another time than the letter', async () => {
    await receive(clinic, await changedOnline(clinic, ben, booked, LATER_STILL, { body: { startsAt: QUARTER_PAST } }))
    expect(await changes()).toMatchObject([{ kind: 'bookingDoubtful', act: 'moved', because: 'mismatch' }])
  })

  test('a letter that moves, told as one that cancels', async () => {
    const moved = { letter: { to: { practitionerId: clinic.people.lee.id, startsAt: LATER_STILL } } }
    await receive(clinic, await changedOnline(clinic, ben, booked, null, moved))
    expect(await changes()).toMatchObject([{ act: 'cancelled', because: 'mismatch' }])
  })

  test('by another login’s own link', async () => {
    const eve = await makeBooker(clinic, 'eve@example.test')
    const person = { givenName: 'Eve', familyName: 'Moss', birthOn: '1990-01-01' as never, phone: '604 555 0199' }
    await receive(clinic, await bookedOnline(clinic, eve, { startsAt: HALF_PAST, letter: { person } }))
    await receive(clinic, await changedOnline(clinic, eve, booked, null))
    expect(await changes()).toMatchObject([{ act: 'cancelled', because: 'notFromHolder' }])
  })

  test('by an access that staff have taken away', async () => {
    await clinic.client.access.revokeLink({ linkId: ben.linkId, reason: 'Dispute about custody' })
    await receive(clinic, await changedOnline(clinic, ben, booked, null))
    expect(await visit()).toMatchObject({ status: 'booked' })
    expect(await changes()).toMatchObject([{ act: 'cancelled', because: 'accessEnded' }])
  })

  test('what does not open', async () => {
    await receive(clinic, await changedOnline(clinic, ben, booked, null, { body: { sealed: 'YWdl' } }))
    expect(await changes()).toMatchObject([{ because: 'unreadable' }])
  })
})
