import { expect, test } from 'vitest'
import { addPlan, changePatient, publishPlan } from '../../testing/deskActs.ts'
import { ANA, giveFull, openWithAna } from '../../testing/openWithAna.ts'
import { outboxIn, sendAccessLink } from '../../testing/patientActs.ts'

test('R10.9 an endpoint that lacks a part makes all of one patient be sealed anew in the next round, and only those', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  const ben = await clinic.addPatient('Ben Okoro', { birthOn: null })
  for (const { id } of [ana, ben]) {
    await publishPlan(clinic, (await addPlan(clinic, id)).id)
    await giveFull(story, id, `${id}@example.test`)
  }
  await story.round()
  endpoint.forget()

  await changePatient(clinic, ana.id, { phone: '604 555 0101' })
  await story.round()
  expect((await outboxIn(clinic)).filter(({ kind }) => kind === 'records.put')).toMatchObject([{ state: 'waiting' }])
  expect(endpoint.takenOf('index.put')).toEqual([])
  await story.round()

  expect(endpoint.takenOf('part.put')).toHaveLength(1)
  expect(endpoint.takenOf('index.put')).toHaveLength(1)
  expect(await clinic.context.db.selectFrom('part').select('patient_id').orderBy('patient_id').execute()).toEqual([
    { patient_id: ana.id },
    { patient_id: ben.id },
  ])
})

test('R11.6 an invitation that the endpoint refuses holds up nobody: the others are published without it', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  const { linkId } = await giveFull(story, ana.id, ANA)
  await story.round()
  await publishPlan(clinic, (await addPlan(clinic, ana.id)).id)
  const { id } = await sendAccessLink(clinic, ana.id, 'luis@example.test')
  endpoint.script.refuse = ({ body }) => {
    if (body.kind === 'invitation.put') return 'notAnAgeFile'
    return body.kind === 'index.put' && body.owner.id === id ? 'unknownInvitation' : null
  }

  await story.round()
  await story.round()

  const put = endpoint.takenOf('index.put').at(-1)
  expect(put).toMatchObject({ owner: { kind: 'link', id: linkId } })
  expect(put?.parts).toHaveLength(1)
  expect((await outboxIn(clinic)).filter(({ kind }) => kind === 'records.put')).toEqual([])
  const known = await clinic.context.db.selectFrom('part').select('id').execute()
  expect(known.map((part) => part.id)).toEqual(put?.parts)
})

test('R11.6 an invitation that the endpoint has yet to hear of is waited for', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  await sendAccessLink(clinic, ana.id, ANA)
  const isAnnounced = () => endpoint.takenOf('invitation.put').length > 0
  let isInTrouble = true
  endpoint.script.refuse = ({ body }) => {
    if (body.kind === 'invitation.put' && isInTrouble) return 'internal'
    return body.kind === 'index.put' && !isAnnounced() ? 'unknownInvitation' : null
  }

  await story.round()
  expect((await outboxIn(clinic)).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
    'invitation.put waiting',
    'records.put waiting',
    'mail.put waiting',
  ])
  isInTrouble = false
  await story.round()

  expect((await outboxIn(clinic)).map(({ kind }) => kind)).toEqual(['mail.put'])
})

test('R11.6 what is refused for a reason of its own does not wait for an invitation', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  await giveFull(story, ana.id, ANA)
  await sendAccessLink(clinic, ana.id, 'luis@example.test')
  endpoint.script.refuse = ({ body }) => {
    if (body.kind === 'invitation.put') return 'internal'
    return body.kind === 'index.put' ? 'notAnAgeFile' : null
  }

  await story.round()

  expect((await outboxIn(clinic)).map(({ kind, state }) => `${kind} ${state}`)).toEqual(
    expect.arrayContaining(['invitation.put waiting', 'records.put refused']),
  )
})

test('an invitation that nobody announced, or a link that is unknown, is a refusal like any other', async () => {
  await using story = await openWithAna()
  const { clinic, endpoint, ana } = story
  await giveFull(story, ana.id, ANA)
  endpoint.script.refuse = ({ body }) => (body.kind === 'index.put' ? 'unknownInvitation' : null)

  await story.round()

  expect((await clinic.client.outbox.list()).refused).toContainEqual(
    expect.objectContaining({ kind: 'records.put', reason: 'unknownInvitation' }),
  )
})

test('of one patient one row waits, however often the chart changes; it counts as caused last', async () => {
  await using story = await openWithAna()
  const { clinic, ana } = story
  await changePatient(clinic, ana.id, { phone: '604 555 0101' })
  const [before] = await outboxIn(clinic)
  const ben = await clinic.addPatient('Ben Okoro', { birthOn: null })
  await changePatient(clinic, ben.id, { phone: '604 555 0101' })
  clinic.clock.advance(1_000)

  await changePatient(clinic, ana.id, { phone: '604 555 0102' })

  const rows = await outboxIn(clinic)
  expect(rows.map(({ subject }) => subject)).toEqual([ben.id, ana.id])
  expect(rows[1]).toMatchObject({ id: before?.id, created_at: before?.created_at, due_at: clinic.clock.now() })
})

test('what was refused and is caused anew waits again, as a row of its own', async () => {
  await using story = await openWithAna()
  const { clinic, ana } = story
  await changePatient(clinic, ana.id, { phone: '604 555 0101' })
  await clinic.context.db.updateTable('outbox').set({ state: 'refused', reason: 'internal' }).execute()
  const [before] = await outboxIn(clinic)
  clinic.clock.advance(1_000)

  await changePatient(clinic, ana.id, { phone: '604 555 0102' })

  const rows = await outboxIn(clinic)
  expect(rows).toMatchObject([{ state: 'waiting', reason: null, created_at: clinic.clock.now() }])
  expect(rows[0]?.id).not.toBe(before?.id)
})
