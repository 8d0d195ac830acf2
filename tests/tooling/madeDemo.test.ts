import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { pino } from 'pino'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoAdmin, demoPassword, demoPatient } from '../../scripts/demo/clinic.ts'
import { createDemoClock } from '../../scripts/demo/demoClock.ts'
import { makeDemo } from '../../scripts/demo/makeDemo.ts'
import { openPostOffice } from '../../scripts/demo/postOffice.ts'
import { createEndpoint } from '../../src/endpoint/createEndpoint.ts'
import { createCore } from '../../src/main/core/createCore.ts'
import { openSmtp } from '../../src/main/core/mail/openSmtp.ts'
import { openingWorkerSource } from '../../src/main/core/opening/workerSource.ts'
import { newId } from '../../src/main/core/system.ts'
import { heldKeys } from '../../src/main/core/testing/heldKeys.ts'
import { Blocker } from '../../src/shared/domain/blockers.ts'
import type { InboxKind } from '../../src/shared/domain/inboxFacts.ts'
import { CalendarDay } from '../../src/shared/domain/time.ts'
import { AppointmentStatus } from '../../src/shared/domain/visibility.ts'
import { makeIdentity } from '../../src/shared/envelope/seal.ts'
import { startSmtp } from '../support/smtp.ts'

const ZONE = 'America/Toronto'

/** The demo as `npm start` makes it, at this moment of the clinic's clock, with an SMTP server in the mail catcher's place. */
async function openDemo(wallClock: string) {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-made-'))
  const clock = createDemoClock(Temporal.PlainDateTime.from(wallClock).toZonedDateTime(ZONE).epochMilliseconds)
  const smtp = await startSmtp()
  const office = await openPostOffice(smtp.port)
  const endpoint = await createEndpoint({
    database: { kind: 'sqlite', file: join(folder, 'endpoint.db') },
    mailIdentity: (await makeIdentity()).identity,
    smtpUrl: office.url,
    mailFrom: 'desk@harbourstreet.example',
    publicUrl: null,
    portalFiles: null,
    clock,
    ids: newId,
    log: pino({ level: 'silent' }),
  })
  const { url } = await endpoint.listen(0)
  const core = await createCore({
    file: join(folder, 'clinic.db'),
    keys: heldKeys(Buffer.alloc(32, 7)),
    clock,
    ids: newId,
    fetch: globalThis.fetch,
    openSmtp,
    openingWorker: openingWorkerSource,
    log: () => undefined,
  })
  await makeDemo(core, { url, makePairingCode: () => endpoint.makePairingCode(), mailNow: endpoint.mailNow }, clock, {
    timeZone: ZONE,
    patients: 60,
  })
  const client = createRouterClient(core.router, { context: { station: core.openStation('Front desk') } })
  await client.session.signIn({ email: demoAdmin.email, password: demoPassword })
  return {
    core,
    client,
    smtp,
    on: CalendarDay.parse(wallClock.slice(0, 10)),
    async close() {
      await core.close()
      await endpoint.close()
      await office.close()
      await smtp.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Where it is hardest: what is to come goes past midnight, and the weekend is over in half an hour. */
describe('the demo that was made on a Sunday at 23:30', () => {
  let demo: Awaited<ReturnType<typeof openDemo>>
  // A whole clinic with weeks of e-mails: half a minute by itself.
  beforeAll(async () => void (demo = await openDemo('2026-11-29T23:30')), 180_000)
  afterAll(() => demo.close())

  test('shows every blocker of a visit today or tomorrow, and every standing', async () => {
    const { client, on } = demo
    const days = [on, CalendarDay.parse(Temporal.PlainDate.from(on).add({ days: 1 }).toString())]
    const [today, tomorrow] = await Promise.all(days.map((day) => client.calendar.day({ on: day })))
    const visits = [...(today?.appointments ?? []), ...(tomorrow?.appointments ?? [])]

    // Nobody has left the clinic of the demo.
    const shown = Blocker.exclude(['practitionerGone']).options
    expect(new Set(visits.flatMap(({ blockers }) => blockers))).toEqual(new Set(shown))
    expect(new Set(visits.map(({ status }) => status))).toEqual(new Set(AppointmentStatus.options))
    expect(visits.find(({ status }) => status === 'cancelled')?.blockers).toEqual(['notTold'])
    expect(today?.columns.filter(({ open }) => open.length === 0)).toHaveLength(1)
  })

  test('has forms of every state, one filed, two to file, one set aside, and a request for full access', async () => {
    const { client } = demo
    const assignments = await client.forms.assignments()
    const submissions = await demo.core.context.db.selectFrom('submission').select('state').execute()
    const { inbox } = await client.today.summary()
    const open = (kind: InboxKind) => inbox.find(({ newest }) => newest.facts.kind === kind)?.count

    expect(new Set(assignments.map(({ state }) => state))).toEqual(
      new Set(['pending', 'inProgress', 'submitted', 'expired']),
    )
    expect(submissions.map(({ state }) => state).sort()).toEqual(['filed', 'received', 'received', 'setAside'])
    expect([open('request'), open('submission')]).toEqual([1, 3])
  })

  test('has people with no, limited, full and family access, and an invitation in every state', async () => {
    const { client, core } = demo
    const { patients } = await client.patients.search({ query: '', limit: 200, offset: 0 })
    const links = await core.context.db
      .selectFrom('link')
      .innerJoin('login', 'login.id', 'link.login_id')
      .select('login.email')
      .where('link.ended_at', 'is', null)
      .execute()
    const access = await Promise.all(patients.map(({ id }) => client.access.get({ patientId: id })))
    const invitations = access.flatMap(({ current, earlier }) => [...(current ? [current] : []), ...earlier])

    expect(new Set(patients.map((patient) => patient.access))).toEqual(new Set([null, 'limited', 'full']))
    expect(links.filter(({ email }) => email === demoPatient.email)).toHaveLength(2)
    expect(new Set(invitations.map(({ state }) => state))).toEqual(
      new Set(['prepared', 'sent', 'opened', 'redeemed', 'expired', 'revoked']),
    )
  })

  test('has plans that were published, and more than once, and a draft', async () => {
    const { client } = demo
    const { patients } = await client.patients.search({ query: '', limit: 200, offset: 0 })
    const plans = (await Promise.all(patients.map(({ id }) => client.plans.list({ patientId: id })))).flat()

    expect(plans.map(({ publishedVersions }) => publishedVersions.length).sort()).toEqual([0, 1, 1, 2])
  })

  test('sent its e-mails, of which one came back, and leaves nothing waiting but reminders', async () => {
    const { client, core, smtp } = demo
    const { inbox } = await client.today.summary()
    const mails = await core.context.db.selectFrom('mail').select(['kind', 'state']).execute()
    const letters = mails.filter(({ kind }) => kind !== 'reminder')

    const bounced = inbox.flatMap(({ newest: { facts } }) => (facts.kind === 'mailBounced' ? [facts.to] : []))
    expect(bounced).toEqual(['david.mensah@exmaple.com'])
    expect(new Set(letters.map(({ state }) => state))).toEqual(new Set(['sent', 'bounced']))
    expect(smtp.mails.length).toBe(mails.filter(({ state }) => state === 'sent').length)
    expect(await client.sync.status()).toMatchObject({ state: 'synchronised', waiting: 0, needsAttention: 0 })
  })
})
