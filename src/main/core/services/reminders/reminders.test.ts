import { expect, test } from 'vitest'
import type { OutboxBody } from '../../../../shared/contract/outbox.ts'
import { MailId, type AppointmentId } from '../../../../shared/domain/ids.ts'
import { MailContent } from '../../../../shared/domain/mailContent.ts'
import { DAY, HOUR, Instant, MINUTE, plusMilliseconds } from '../../../../shared/domain/time.ts'
import { openJson } from '../../../../shared/envelope/seal.ts'
import { fromFragment, hashToken } from '../../../../shared/envelope/secrets.ts'
import { reminderToken, willComeMac } from '../../../../shared/envelope/willCome.ts'
import { book, changePatient, setStatus, TEN } from '../../testing/deskActs.ts'
import { countOutbox } from '../../db/outbox.ts'
import { openWithEndpoint, type PairedStory } from '../../testing/openWithEndpoint.ts'
import { outboxIn } from '../../testing/patientActs.ts'
import { publishEverything } from '../../wire/publishEverything.ts'

const ANA = 'ana@example.test'
/** 10:00 in Vancouver, the day before the visit. */
const DUE = Instant.parse('2026-03-02T18:00:00.000Z')

/** Ana's visit tomorrow at ten; nothing has left the desk yet. */
async function openWithVisit(options: Parameters<typeof openWithEndpoint>[0] = {}) {
  const story = await openWithEndpoint(options)
  const ana = await story.clinic.addPatient('Ana Ruiz', { email: ANA })
  const visit = await book(story.clinic, ana.id, { tell: false })
  return { ...story, ana, visit }
}

const puts = ({ endpoint }: PairedStory) => endpoint.takenOf('reminder.put')
const ends = ({ endpoint }: PairedStory) => endpoint.takenOf('reminder.end').map(({ id }) => id)
const rowsOf = async ({ clinic }: PairedStory) =>
  (await outboxIn(clinic)).filter(({ kind }) => kind.startsWith('reminder'))
async function statesOf({ clinic }: PairedStory): Promise<string[]> {
  const { db } = clinic.context
  const rows = await db.selectFrom('mail').select(['state', 'leaves_at']).where('kind', '=', 'reminder').execute()
  return rows.map(({ state, leaves_at }) => `${state} ${leaves_at}`)
}
const contentOf = ({ endpoint }: PairedStory, put: Extract<OutboxBody, { kind: 'reminder.put' }> | undefined) =>
  openJson(put?.sealed ?? '', [endpoint.mailIdentity], MailContent)
async function move(
  { clinic }: PairedStory,
  id: AppointmentId,
  startsAt: Instant,
  practitionerId = clinic.people.lee.id,
) {
  const { version } = await clinic.context.db
    .selectFrom('appointment')
    .select('version')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return clinic.client.calendar.move({
    ...{ id, seenVersion: version, startsAt, practitionerId, tell: false },
    ...{ despite: ['break', 'outsideHours', 'notOffered'], overbookReason: null },
  })
}

test('R9.1 a visit’s reminder is laid up at the endpoint in advance, sealed, with what it depends on', async () => {
  await using story = await openWithVisit()
  const { clinic, visit } = story

  await story.round()
  await story.round()

  const [put, ...more] = puts(story)
  expect(more).toEqual([])
  expect(put).toMatchObject({
    visit: { id: visit.id, practitionerId: clinic.people.lee.id, startsAt: TEN, endsAt: visit.endsAt },
    leavesAt: DUE,
  })
  const content = await contentOf(story, put)
  expect(content).toMatchObject({ id: put?.id, to: ANA, calendar: null })
  expect(content.subject).toContain('Reminder of your visit on Tuesday 3 March, 10:00')
  expect(`${content.text}${content.html}`).not.toMatch(/Ana|Consultation/)
  const fragment = /\/come#(\w+)/.exec(content.text)?.[1] ?? ''
  expect(hashToken(reminderToken(fromFragment(fragment) ?? ''))).toBe(put?.tokenHash)
  expect(await statesOf(story)).toEqual([`waiting ${DUE}`])
  expect(await rowsOf(story)).toEqual([])
})

test('R9.1 nobody is reminded of a visit that was given its time later than that, or told of it', async () => {
  await using story = await openWithVisit()
  const { clinic, ana, visit } = story
  clinic.later(Date.parse(DUE) - Date.parse(clinic.clock.now()))
  await story.round()
  expect(puts(story)).toEqual([])

  await move(story, visit.id, plusMilliseconds(TEN, DAY))
  await book(clinic, ana.id, { startsAt: plusMilliseconds(TEN, -HOUR / 2), tell: false })
  await story.round()

  expect(puts(story).map(({ leavesAt }) => leavesAt)).toEqual([plusMilliseconds(DUE, DAY)])
})

test('R9.1 reminders are laid up for two weeks, and day by day those that come nearer', async () => {
  await using story = await openWithVisit()
  const { clinic, ana } = story
  const far = Instant.parse('2026-03-17T17:00:00.000Z')
  const second = await book(clinic, ana.id, { startsAt: far, tell: false })
  await story.round()
  expect(puts(story).map((put) => put.visit.startsAt)).toEqual([TEN])

  clinic.clock.advance(7 * HOUR)
  await story.round()
  expect(puts(story)).toHaveLength(1)
  clinic.clock.advance(HOUR)
  await story.round()

  expect(puts(story).map((put) => put.visit.id)).toEqual([story.visit.id, second.id])
})

test('R9.1 a cancelled visit takes its reminder back, at the endpoint too; undone, it is laid up anew', async () => {
  await using story = await openWithVisit()
  const { clinic, visit } = story
  await story.round()

  await setStatus(clinic, visit.id, 'cancelled')
  await story.round()
  const taken = ends(story)
  await setStatus(clinic, visit.id, 'booked')
  await story.round()

  const [first, second] = puts(story)
  expect(taken).toEqual([first?.id])
  expect(second).toMatchObject({ visit: { id: visit.id }, leavesAt: DUE })
  expect(second?.id).not.toBe(first?.id)
  expect(await statesOf(story)).toEqual([`withdrawn ${DUE}`, `waiting ${DUE}`])
})

test('R9.1 one that has not left the desk is taken back here alone', async () => {
  await using story = await openWithVisit()
  const { clinic, visit, endpoint } = story
  endpoint.script.refuse = ({ body }) => (body.kind === 'reminder.put' ? 'mailQuota' : null)
  await story.round()
  expect(await rowsOf(story)).toMatchObject([{ kind: 'reminder.put', state: 'waiting' }])
  await clinic.context.db.updateTable('mail').set({ given_to_endpoint: 0 }).execute()

  await setStatus(clinic, visit.id, 'cancelled')
  await story.round()

  expect(await rowsOf(story)).toEqual([])
  expect(ends(story)).toEqual([])
})

test('R9.1 a visit that is moved is reminded of at its new time only, one with somebody else by their name', async () => {
  await using story = await openWithVisit()
  const { clinic, visit } = story
  await story.round()

  await move(story, visit.id, plusMilliseconds(TEN, DAY))
  await story.round()
  await move(story, visit.id, plusMilliseconds(TEN, DAY), clinic.people.okafor.id)
  await story.round()

  const [first, second, third, ...more] = puts(story)
  expect(more).toEqual([])
  expect(ends(story)).toEqual([first?.id, second?.id])
  expect(second).toMatchObject({ leavesAt: plusMilliseconds(DUE, DAY) })
  expect(third).toMatchObject({ visit: { practitionerId: clinic.people.okafor.id } })
  expect((await contentOf(story, third)).text).toContain('Dr Okafor')
})

test('R9.1 another address, another setting and another zone put another in its place, and none has none', async () => {
  await using story = await openWithVisit()
  const { clinic, ana, visit } = story
  await move(story, visit.id, plusMilliseconds(TEN, 7 * DAY))
  await story.round()
  const set = async (changes: Parameters<typeof clinic.client.settings.save>[0]['changes']) => {
    const { version } = await clinic.client.settings.get()
    await clinic.client.settings.save({ seenVersion: version, changes })
    await story.round()
  }

  await changePatient(clinic, ana.id, { email: 'ana.ruiz@example.test' })
  await story.round()
  await set({ reminderHours: 48 })
  await set({ timeZone: 'Europe/London' })
  await set({ reminderHours: null })
  await set({ reminderHours: 24 })
  await changePatient(clinic, ana.id, { email: null })
  await story.round()

  const all = puts(story)
  const dayBefore = plusMilliseconds(DUE, 7 * DAY)
  const twoBefore = plusMilliseconds(dayBefore, -DAY)
  expect(all.map(({ leavesAt }) => leavesAt)).toEqual([dayBefore, dayBefore, twoBefore, twoBefore, dayBefore])
  expect(ends(story)).toEqual(all.map(({ id }) => id))
  expect((await contentOf(story, all[1])).to).toBe('ana.ruiz@example.test')
  expect((await statesOf(story)).every((state) => state.startsWith('withdrawn'))).toBe(true)
})

test.each(['arrived', 'inSession'] as const)('R9.1 whoever is %s is reminded no more', async (status) => {
  await using story = await openWithVisit()
  await story.round()

  await setStatus(story.clinic, story.visit.id, 'arrived')
  if (status === 'inSession') await setStatus(story.clinic, story.visit.id, status)
  await story.round()

  expect(ends(story)).toEqual(puts(story).map(({ id }) => id))
})

test('R9.1 nobody is reminded of a visit whose time is in doubt, or that the clinic has yet to say yes to', async () => {
  await using story = await openWithVisit()
  const { db } = story.clinic.context
  const set = (doubt: { claim_state?: 'unconfirmed' | 'clash' | null; is_awaited?: number }) =>
    db.updateTable('appointment').set(doubt).execute()

  await set({ claim_state: 'unconfirmed' })
  await story.round()
  await set({ claim_state: null, is_awaited: 1 })
  await story.round()
  expect(puts(story)).toEqual([])
  await set({ is_awaited: 0 })
  await story.round()
  expect(puts(story)).toHaveLength(1)
  await set({ claim_state: 'clash' })
  await story.round()

  expect(ends(story)).toHaveLength(1)
})

test('R9.3 one that somebody takes back in the Outbox is not left again; past its time it is too late', async () => {
  await using story = await openWithVisit()
  const { clinic } = story
  await story.round()
  const id = MailId.parse(puts(story)[0]?.id)
  await clinic.client.outbox.undo({ mailId: id })
  await story.round()
  await story.round()
  expect(ends(story)).toEqual([id])
  expect(puts(story)).toHaveLength(1)
  expect(await statesOf(story)).toEqual([`undone ${DUE}`])

  const second = await book(clinic, story.ana.id, { startsAt: plusMilliseconds(TEN, HOUR), tell: false })
  await story.round()
  clinic.later(10 * HOUR)

  const late = puts(story).find((put) => put.visit.id === second.id)
  await expect(clinic.client.outbox.undo({ mailId: MailId.parse(late?.id) })).rejects.toMatchObject({
    code: 'TOO_LATE',
  })
})

test('R9.3 what became of it is told by the endpoint: sent, come back, or not sent because the visit is off', async () => {
  await using story = await openWithVisit()
  const { clinic, ana, endpoint } = story
  await book(clinic, ana.id, { startsAt: plusMilliseconds(TEN, HOUR), tell: false })
  await book(clinic, ana.id, { startsAt: plusMilliseconds(TEN, HOUR / 2), tell: false })
  await story.round()
  const [sent, back, off] = puts(story).map(({ id }) => MailId.parse(id))
  if (!sent || !back || !off) return expect.fail('Three were laid up')

  clinic.later(11 * HOUR)
  endpoint.tell({ kind: 'mail.sent', mailId: sent })
  endpoint.tell({ kind: 'mail.bounced', mailId: back, code: 550 })
  endpoint.tell({ kind: 'reminder.ended', mailId: off })
  await story.round()

  expect((await statesOf(story)).map((state) => state.split(' ')[0])).toEqual(['sent', 'bounced', 'withdrawn'])
  expect(await clinic.client.inbox.list({ includeDone: false })).toMatchObject([
    { facts: { kind: 'mailBounced', mailId: back, to: ANA } },
  ])
})

test('R9.1 of one that has left the page is told when the visit is called off', async () => {
  await using story = await openWithVisit()
  const { clinic, endpoint, visit } = story
  await story.round()
  const id = MailId.parse(puts(story)[0]?.id)
  endpoint.tell({ kind: 'mail.sent', mailId: id })
  await story.round()
  expect(ends(story)).toEqual([])

  await setStatus(clinic, visit.id, 'cancelled')
  await story.round()
  await story.round()

  expect(ends(story)).toEqual([id])
  expect((await statesOf(story)).map((state) => state.split(' ')[0])).toEqual(['sent'])
})

test('R11.6 beyond a day’s number it is left again later, and is not called failed', async () => {
  await using story = await openWithVisit()
  const { clinic, endpoint } = story
  endpoint.script.refuse = ({ body }) => (body.kind === 'reminder.put' ? 'mailQuota' : null)
  await story.round()
  endpoint.script.refuse = () => null
  clinic.clock.advance(HOUR - 1)
  await story.round()
  expect(puts(story)).toEqual([])
  clinic.clock.advance(1)
  await story.round()

  expect(puts(story)).toHaveLength(1)
  expect(await statesOf(story)).toEqual([`waiting ${DUE}`])
})

test('R9.3 one that the endpoint refuses has failed, and is shown', async () => {
  await using story = await openWithVisit()
  story.endpoint.script.refuse = ({ body }) => (body.kind === 'reminder.put' ? 'notAnAgeFile' : null)

  await story.round()

  expect(await statesOf(story)).toEqual([`failed ${DUE}`])
  expect(await story.clinic.client.inbox.list({ includeDone: false })).toMatchObject([{ facts: { to: ANA } }])
})

test('R9.4 through the clinic’s own mail server it leaves from here, at its time; the endpoint never has it', async () => {
  const sent: MailContent[] = []
  await using story = await openWithVisit({ mailer: { send: async (mail) => void sent.push(mail) } })
  const { clinic } = story
  await story.round()
  const { waiting } = await countOutbox(clinic.context.db, clinic.clock.now())
  clinic.clock.advance(9 * HOUR - 1)
  await story.round()
  expect(sent).toEqual([])

  clinic.clock.advance(1)
  await story.round()
  await story.round()

  expect(waiting).toBe(0)
  expect(sent.map(({ to }) => to)).toEqual([ANA])
  expect(puts(story)).toEqual([])
  expect(await statesOf(story)).toEqual([`sent ${DUE}`])
})

test('R9.4 one whose desk was off until the visit had begun does not leave', async () => {
  const sent: MailContent[] = []
  await using story = await openWithVisit({ mailer: { send: async (mail) => void sent.push(mail) } })
  await story.round()

  story.clinic.clock.advance(Date.parse(TEN) - Date.parse(story.clinic.clock.now()))
  await story.round()

  expect(sent).toEqual([])
  expect(await statesOf(story)).toEqual([`withdrawn ${DUE}`])
})

test('R9.4 another way of sending takes them along: to the clinic’s own server, and back to the endpoint', async () => {
  await using story = await openWithVisit()
  const { clinic } = story
  const { db } = clinic.context
  await story.round()
  const [first] = puts(story)

  await db.updateTable('clinic').set({ mail_way: 'own', smtp_host: 'mail.test' }).execute()
  await story.round()
  expect(ends(story)).toEqual([first?.id])
  expect(await rowsOf(story)).toMatchObject([{ kind: 'reminder.put' }])
  await db.updateTable('clinic').set({ mail_way: 'endpoint' }).execute()
  await story.round()

  expect(puts(story)).toHaveLength(2)
  expect(await rowsOf(story)).toEqual([])
})

test('R3.5 an endpoint that may have forgotten is told of those that wait, and of those that were taken back', async () => {
  await using story = await openWithVisit()
  const { clinic, ana } = story
  const off = await book(clinic, ana.id, { startsAt: plusMilliseconds(TEN, HOUR), tell: false })
  const left = await book(clinic, ana.id, { startsAt: plusMilliseconds(TEN, HOUR / 2), tell: false })
  await story.round()
  await setStatus(clinic, off.id, 'cancelled')
  await story.round()
  const idOf = (visitId: AppointmentId) => puts(story).find((put) => put.visit.id === visitId)?.id
  const [waits, ended, sent] = [idOf(story.visit.id), idOf(off.id), idOf(left.id)]
  story.endpoint.tell({ kind: 'mail.sent', mailId: MailId.parse(sent) })
  await story.round()
  const before = story.endpoint.taken.length

  await clinic.context.db.transaction().execute((tx) => publishEverything(tx, clinic.context))
  await story.round()

  const again = story.endpoint.taken.slice(before).map(({ body }) => body)
  expect(again.flatMap((body) => (body.kind === 'reminder.put' ? [body.id] : []))).toEqual([waits])
  expect(again.flatMap((body) => (body.kind === 'reminder.end' ? [body.id] : []))).toEqual([ended])
})

test('R11.5 “I will come” counts once, of whoever has the secret, and of no other time', async () => {
  await using story = await openWithVisit()
  const { clinic, endpoint, visit } = story
  await story.round()
  const [put] = puts(story)
  const mailId = MailId.parse(put?.id)
  const secret = fromFragment(/\/come#(\w+)/.exec((await contentOf(story, put)).text)?.[1] ?? '') ?? ''
  const { id: clinicId } = await clinic.context.db.selectFrom('clinic').select('id').executeTakeFirstOrThrow()
  const says = { clinicId, mailId, visitId: visit.id, startsAt: TEN }
  const answered = async () =>
    (await clinic.context.db.selectFrom('reminder').select('answered_at').execute()).map((row) => row.answered_at)

  endpoint.tell({ kind: 'reminder.answered', mailId, mac: '0'.repeat(64) })
  endpoint.tell({
    ...{ kind: 'reminder.answered', mailId },
    mac: willComeMac(secret, { ...says, startsAt: plusMilliseconds(TEN, MINUTE) }),
  })
  endpoint.tell({ kind: 'reminder.answered', mailId: MailId.parse(clinic.ids()), mac: willComeMac(secret, says) })
  await story.round()
  expect(await answered()).toEqual([null])
  endpoint.tell({ kind: 'reminder.answered', mailId, mac: willComeMac(secret, says) })
  await story.round()
  const at = await answered()
  clinic.clock.advance(MINUTE)
  endpoint.tell({ kind: 'reminder.answered', mailId, mac: willComeMac(secret, says) })
  await story.round()

  expect(at[0]).not.toBeNull()
  expect(await answered()).toEqual(at)
})

test('R9.3, R11.5 a reminder of which the endpoint says in advance that it ended leaves once all the same', async () => {
  await using story = await openWithVisit()
  await story.round()
  for (let told = 0; told < 3; told += 1) {
    const { id: mailId } = puts(story).at(-1) ?? {}
    story.endpoint.tell({ kind: 'reminder.ended', mailId: MailId.parse(mailId) })
    await story.round()
    await story.round()
  }

  const laidUp = puts(story).map(({ id }) => id)
  expect(laidUp).toHaveLength(4)
  expect(ends(story)).toEqual(laidUp.slice(0, 3))
})
