import Database from 'better-sqlite3'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { TestClinic } from '../../src/main/core/testing/openClinic.ts'
import { InvitationId, PlanId, QuestionnaireVersionId } from '../../src/shared/domain/ids.ts'
import { HOUR, MINUTE, plusMilliseconds } from '../../src/shared/domain/time.ts'
import { startSmtp, type SmtpServer } from '../support/smtp.ts'
import { until } from '../support/until.ts'
import { FORM_ID, openWholeClinic, type WholeClinic, type WholeClinicOptions } from './support/wholeClinic.ts'

let smtp: SmtpServer
let whole: WholeClinic

beforeAll(async () => {
  smtp = await startSmtp()
})
afterEach(() => whole.close())
afterAll(() => smtp.stop())

async function open(options: Partial<WholeClinicOptions> = {}): Promise<WholeClinic> {
  whole = await openWholeClinic({ smtpUrl: smtp.url, ...options })
  return whole
}

async function pair({ clinic, endpoint }: WholeClinic): Promise<void> {
  await clinic.core.sync.pair(clinic.acting, 'https://endpoint.example', await endpoint.makePairingCode())
}

async function openPaired(options: Partial<WholeClinicOptions> = {}): Promise<WholeClinic> {
  await open(options)
  await pair(whole)
  return whole
}

/** A patient with a published plan and an Access Link that has left; gives the secret that the link carries. */
async function sendAccessLink({ clinic }: WholeClinic, email: string) {
  const patient = await clinic.addPatient('Ana Ruiz', { email })
  const planId = PlanId.parse(clinic.ids())
  const draft = { title: 'Knee', text: 'Rest' }
  const plan = await clinic.client.plans.saveDraft({ id: planId, patientId: patient.id, seenVersion: null, ...draft })
  await clinic.client.plans.publish({ planId, seenVersion: plan.draftVersion })
  const id = InvitationId.parse(clinic.ids())
  await clinic.client.access.requestCode({ id, patientId: patient.id, email: null })
  await clinic.client.access.sendLink({ invitationId: id, email })
  clinic.clock.advance(MINUTE)
  const { secret } = await clinic.context.db
    .selectFrom('invitation')
    .select('secret')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return { patientId: patient.id, invitationId: id, secret }
}

test('R2.3 an Access Link is published, mailed, redeemed and answered with the records', async () => {
  const { clinic } = await openPaired()
  const { patientId, secret } = await sendAccessLink(whole, 'ana@example.test')
  await clinic.core.sync.now()
  await smtp.waitForMailTo('ana@example.test')
  const ana = await whole.patient('ana@example.test')

  await ana.redeem(secret)
  const [atOnce] = await ana.links()
  expect((await ana.see(atOnce))?.items.map(({ kind }) => kind)).toEqual(['plan', 'profile'])

  await clinic.core.sync.now()
  const access = await clinic.client.access.get({ patientId })
  expect(access.holders).toMatchObject([{ email: 'ana@example.test', level: 'full', isProven: true }])
  const [published] = await ana.links()
  expect(published?.index?.version).toBeGreaterThan(atOnce?.index?.version ?? 0)
  expect(clinic.core.sync.status()).toMatchObject({ state: 'synchronised', waiting: 0, needsAttention: 0 })
})

test('the endpoint wakes the desk: a request is in the Inbox without a poll', async () => {
  const { clinic } = await openPaired()
  const { secret } = await sendAccessLink(whole, 'ana@example.test')
  await clinic.core.sync.now()
  const ana = await whole.patient('ana@example.test')
  const linkId = await ana.redeem(secret)

  await ana.askForFullAccess(linkId, crypto.randomUUID(), 'Hello')

  const isRequest = async () =>
    (await clinic.client.inbox.list({ includeDone: false })).find((item) => item.facts.kind === 'request')
  expect(await until(isRequest, 'the request', 8_000)).toMatchObject({ facts: { message: 'Hello' } })
})

test('R10.5 with the endpoint off the desk queues, and delivers everything once when it is back', async () => {
  const { clinic } = await openPaired()
  await clinic.core.sync.now()
  await whole.closeEndpoint()
  const { patientId } = await sendAccessLink(whole, 'off@example.test')
  await clinic.core.sync.now()
  expect(clinic.core.sync.status()).toMatchObject({ state: 'offline', because: 'unreachable' })
  expect(clinic.core.sync.status().waiting).toBeGreaterThan(0)

  await whole.openEndpoint()
  await clinic.core.sync.now()
  await whole.endpoint.mailNow()
  await clinic.core.sync.now()

  expect(clinic.core.sync.status()).toMatchObject({ state: 'synchronised', waiting: 0 })
  expect(smtp.mails.filter(({ to }) => to.includes('off@example.test'))).toHaveLength(1)
  expect((await clinic.client.access.get({ patientId })).current).toMatchObject({ state: 'sent' })
})

test('a desk whose clock is wrong by a day says so, and everything is delivered in its order', async () => {
  let skew = 0
  await open()
  const { clinic } = whole
  const { clock } = whole.options
  await whole.closeEndpoint()
  Object.assign(whole.options, { clock: { now: () => new Date(Date.parse(clock.now()) - skew).toISOString() } })
  await whole.openEndpoint()
  await pair(whole)
  skew = 24 * 60 * MINUTE

  const { patientId, secret } = await sendAccessLink(whole, 'ana@example.test')
  await clinic.core.sync.now()
  const ana = await whole.patient('ana@example.test')
  await ana.redeem(secret)
  await clinic.core.sync.now()

  expect(clinic.core.sync.status()).toMatchObject({
    state: 'synchronised',
    because: 'clockWrong',
    clockSkewSeconds: 24 * 60 * 60,
    waiting: 0,
  })
  expect((await clinic.client.access.get({ patientId })).holders).toHaveLength(1)
})

test('behind a hotel page nothing is lost, and it leaves once the page is gone', async () => {
  let isHotel = false
  const { clinic } = await openPaired({
    network: (endpoint) => async (input, init) =>
      isHotel
        ? new Response('<title>Welcome</title>', { headers: { 'content-type': 'text/html' } })
        : endpoint(new Request(input, init)),
  })
  await clinic.core.sync.now()
  isHotel = true
  await sendAccessLink(whole, 'hotel@example.test')
  await clinic.core.sync.now()
  expect(clinic.core.sync.status()).toMatchObject({ state: 'offline', because: 'captivePortal' })

  isHotel = false
  await clinic.core.sync.now()
  await whole.endpoint.mailNow()

  expect(clinic.core.sync.status()).toMatchObject({ state: 'synchronised', because: null })
  expect(smtp.mails.filter(({ to }) => to.includes('hotel@example.test'))).toHaveLength(1)
})

test('a row that the endpoint refuses needs attention and blocks nothing', async () => {
  const { clinic } = await openPaired()
  const endpointFile = new Database(join(clinic.folder, 'endpoint.sqlite'))
  const id = crypto.randomUUID()
  endpointFile.exec(`CREATE TRIGGER stumble BEFORE INSERT ON applied_item WHEN NEW.id = '${id}'
    BEGIN SELECT RAISE(ABORT, 'not this one'); END`)
  endpointFile.close()
  await clinic.context.db
    .insertInto('outbox')
    .values({
      id,
      kind: 'link.end',
      body_json: JSON.stringify({ id: crypto.randomUUID() }),
      due_at: clinic.clock.now(),
      state: 'waiting',
      reason: null,
      // Trouble that has lasted for longer than what passes.
      created_at: plusMilliseconds(clinic.clock.now(), -2 * HOUR),
    })
    .execute()
  await sendAccessLink(whole, 'refused@example.test')

  await clinic.core.sync.now()

  expect(clinic.core.sync.status()).toMatchObject({ state: 'synchronised', waiting: 0, needsAttention: 1 })
  const { refused } = await clinic.client.outbox.list()
  expect(refused).toMatchObject([{ kind: 'link.end', reason: 'internal' }])
  await smtp.waitForMailTo('refused@example.test')
})

test('an event that cannot be opened or applied blocks none after it, and the latter is tried again', async () => {
  const { clinic } = await openPaired()
  const { patientId, secret } = await sendAccessLink(whole, 'ana@example.test')
  const sendForm = () =>
    clinic.client.forms.send({
      id: InvitationId.parse(clinic.ids()),
      patientId,
      formIds: [QuestionnaireVersionId.parse(FORM_ID)],
      emailForChart: null,
    })
  await sendForm()
  await sendForm()
  await clinic.core.sync.now()
  const ana = await whole.patient('ana@example.test')
  const linkId = await ana.redeem(secret)
  await clinic.core.sync.now()
  const [known, lost] = await clinic.context.db.selectFrom('assignment').selectAll().execute()
  if (!known || !lost) throw new Error('Two forms were sent')
  await ana.submit(linkId, known.id, crypto.randomUUID(), { not: 'a response' })
  await ana.submit(linkId, lost.id, crypto.randomUUID(), { resourceType: 'QuestionnaireResponse', status: 'completed' })
  await clinic.context.db.deleteFrom('assignment').where('id', '=', lost.id).execute()
  await ana.askForFullAccess(linkId, crypto.randomUUID(), 'Still here')

  await clinic.core.sync.now()

  const items = await clinic.client.inbox.list({ includeDone: false })
  expect(items.map(({ facts }) => facts.kind).sort()).toEqual(['redeemed', 'request', 'submission'])
  const aside = () => clinic.context.db.selectFrom('event_set_aside').selectAll().execute()
  expect(await aside()).toHaveLength(1)

  await clinic.context.db.insertInto('assignment').values(lost).execute()
  await clinic.restart()
  await clinic.core.sync.now()

  expect(await aside()).toHaveLength(0)
})

/** Publishes, lets `restore` put the desk back, and expects everything to be published again under `epoch`. */
async function expectPublishedAgain(restore: (clinic: TestClinic) => Promise<void>, epoch: number): Promise<void> {
  const { clinic } = await openPaired()
  const { secret } = await sendAccessLink(whole, 'ana@example.test')
  await clinic.core.sync.now()
  const ana = await whole.patient('ana@example.test')
  await ana.redeem(secret)
  await clinic.core.sync.now()
  const [before] = await ana.links()

  await restore(clinic)
  await clinic.core.sync.now()

  expect(clinic.core.sync.status()).toMatchObject({ state: 'synchronised', waiting: 0, needsAttention: 0 })
  const state = await clinic.context.db.selectFrom('sync_state').select('epoch').executeTakeFirstOrThrow()
  expect(state.epoch).toBe(epoch)
  const [after] = await ana.links()
  expect(after?.index?.sealed).not.toBe(before?.index?.sealed)
  expect((await ana.see(after))?.items.map(({ kind }) => kind)).toEqual(['plan', 'profile'])
}

test('a desk whose file was put back from a backup notices by itself and publishes everything again', () =>
  expectPublishedAgain(async (clinic) => {
    await clinic.context.db.updateTable('sync_state').set({ index_version: 0 }).execute()
    await clinic.restart()
  }, 2))

test('after a restored backup the desk goes beyond the endpoint’s epoch and publishes everything again', () =>
  expectPublishedAgain(async (clinic) => {
    await clinic.context.db.updateTable('sync_state').set({ epoch: 5 }).execute()
    await clinic.core.sync.now()
    await clinic.context.db.updateTable('sync_state').set({ epoch: 2, index_version: 0 }).execute()
  }, 6))

test('R9.4 a clinic with its own mail server sends from the desk: the endpoint never has the e-mail', async () => {
  const taken: string[] = []
  const { clinic } = await openPaired({
    mailer: {
      send: (mail) => {
        if (mail.to.startsWith('nobody'))
          return Promise.reject(Object.assign(new Error('No'), { responseCode: 550, command: 'RCPT TO' }))
        taken.push(mail.to)
        return Promise.resolve()
      },
    },
  })
  const sent = await sendAccessLink(whole, 'own@example.test')
  const bounced = await sendAccessLink(whole, 'nobody@example.test')

  await clinic.core.sync.now()

  expect(taken).toEqual(['own@example.test'])
  const { mails } = await clinic.client.outbox.list()
  expect(mails.map(({ to, state }) => `${to} ${state}`).sort()).toEqual([
    'nobody@example.test bounced',
    'own@example.test sent',
  ])
  expect((await clinic.client.access.get({ patientId: sent.patientId })).current?.state).toBe('sent')
  expect((await clinic.client.access.get({ patientId: bounced.patientId })).current?.state).toBe('prepared')
  expect(smtp.mails.filter(({ to }) => to.includes('own@example.test'))).toEqual([])
})
