import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { createRandom } from '../../bench/support/random.ts'
import { openDatabase } from '../../src/endpoint/db/openDatabase.ts'
import { asProgram } from '../../src/main/core/context.ts'
import { createCore, type Core } from '../../src/main/core/createCore.ts'
import { openingWorkerSource } from '../../src/main/core/opening/workerSource.ts'
import { viewsOf } from '../../src/main/core/records/views.ts'
import { systemClock } from '../../src/main/core/system.ts'
import { fillClinic } from '../../src/main/core/testing/fillClinic.ts'
import { PartContent, RecordIndex } from '../../src/shared/domain/recordIndex.ts'
import { fromFragment } from '../../src/shared/envelope/secrets.ts'
import { makeIdentity, openJson } from '../../src/shared/envelope/seal.ts'
import { freePort } from '../support/freePort.ts'
import { startSmtp, type ReceivedMail, type SmtpServer } from '../support/smtp.ts'
import { until } from '../support/until.ts'
import { coreOptions } from './support/childArguments.ts'
import { bundleChild, complaints, killAll, startChild, type Child } from './support/children.ts'
import { emailOf, PATIENTS, patientIdOf, work } from './support/deskWork.ts'
import { EFFORT } from './support/effort.ts'
import { createPatient, openBrowser, type Patient } from './support/patient.ts'

const SEED = Number(process.env['FAULT_SEED'] ?? 20260302)
/** Of each. */
const KILLS = EFFORT > 1 ? 500 : 20
const IN_A_ROW = 5
/** So many e-mails have left before the last kill, or more. */
const SOMETHING_TO_LOSE = 5
/** When both are up, the next kill comes within this. */
const LONGEST_LIFE_MILLISECONDS = 400
/** Half a minute on two quiet cores; this is for busy ones. */
const PATIENCE_MILLISECONDS = 400_000 * EFFORT

const folders: string[] = []

afterEach(async () => {
  killAll()
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

/**
 * Kills one of them at a random moment while both are up, now and then already while it starts, five times in a row and
 * then the other; what was killed starts again. Both run in the end. On a busy machine all of it takes longer, and so do
 * the lives; should they be too short for anything to be done, it goes on with longer ones until there was something to
 * lose.
 * @param done how much was
 */
async function killAgainAndAgain(
  start: Readonly<Record<'desk' | 'endpoint', () => Child>>,
  random: () => number,
  done: () => number,
) {
  const running = { desk: start.desk(), endpoint: start.endpoint() }
  let longestLife = LONGEST_LIFE_MILLISECONDS
  let extra = 1
  for (let kill = 0; kill < 2 * KILLS || done() < SOMETHING_TO_LOSE; kill += 1) {
    if (kill >= 4 * KILLS) throw new Error(`After ${kill} kills no more than ${done()} e-mails have left`)
    if (kill >= 2 * KILLS) extra *= 1.2
    const victim = Math.floor(kill / IN_A_ROW) % 2 === 0 ? 'desk' : 'endpoint'
    if (random() < 0.8) {
      const startedAt = performance.now()
      await Promise.all([running.desk.ready, running.endpoint.ready])
      longestLife = extra * Math.max(LONGEST_LIFE_MILLISECONDS, performance.now() - startedAt)
    }
    await new Promise((resolve) => setTimeout(resolve, random() * longestLife))
    await running[victim].kill()
    running[victim] = start[victim]()
  }
  return running
}

function secretIn(mail: ReceivedMail): string {
  const [, fragment] = /\/open#([a-z0-9]+)/.exec(mail.parsed.text ?? '') ?? []
  const secret = fragment === undefined ? null : fromFragment(fragment)
  if (secret === null) throw new Error('The e-mail has no link')
  return secret
}

/** Does it until it succeeds, as a person does with a page that says "try again". */
async function insist(act: () => Promise<unknown>, what: string): Promise<void> {
  const succeeds = () =>
    act().then(
      () => true,
      () => false,
    )
  await until(succeeds, what, PATIENCE_MILLISECONDS)
}

/** Opens the link, registers, asks for something; each until it has succeeded, whatever is killed meanwhile. */
async function behave(patient: Patient, mail: ReceivedMail): Promise<void> {
  const secret = secretIn(mail)
  const requestId = crypto.randomUUID()
  await insist(() => patient.opened(secret), 'the page')
  // The reply may be lost after all has been done: then the password opens what was made.
  await insist(() => patient.redeem(secret).catch(() => patient.signIn()), 'registering')
  await insist(async () => {
    const [link] = await patient.links()
    if (!link) throw new Error('No link yet')
    await patient.askForFullAccess(link.id, requestId, `From ${patient.email}`)
  }, 'asking')
}

/** Everybody who gets an e-mail acts on it, once. */
function receivePatients(smtp: SmtpServer, makePatient: (email: string) => Promise<Patient>) {
  const patients = new Map<string, { readonly patient: Patient; readonly done: Promise<void> }>()
  const look = async () => {
    for (const mail of smtp.mails) {
      const [email = ''] = mail.to
      if (patients.has(email)) continue
      const patient = await makePatient(email)
      patients.set(email, { patient, done: behave(patient, mail) })
    }
    return patients.size === PATIENTS
  }
  return {
    patients,
    all: until(look, `${PATIENTS} patients with an e-mail`, PATIENCE_MILLISECONDS).then(() =>
      Promise.all([...patients.values()].map(({ done }) => done)),
    ),
  }
}

async function countRows(core: Core, query: string): Promise<number> {
  const { rows } = await sql.raw<{ count: number }>(`SELECT count(*) AS count FROM ${query}`).execute(core.context.db)
  return rows[0]?.count ?? -1
}

test(
  'R9.3 however often desk and endpoint are killed (kill -9) nothing is lost and nothing is there twice',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'anteroom-kill-'))
    const bundles = await mkdtemp(fileURLToPath(new URL('../../node_modules/.anteroom-kill-', import.meta.url)))
    const [deskScript, endpointScript] = [await bundleChild('desk', bundles), await bundleChild('endpoint', bundles)]
    folders.push(folder, bundles)
    const random = createRandom(SEED)
    const smtp = await startSmtp()
    const deskFile = join(folder, 'clinic.db')
    const endpointFile = join(folder, 'endpoint.sqlite')
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    const { identity: mailIdentity } = await makeIdentity()
    const startEndpoint = () =>
      startChild(endpointScript, { file: endpointFile, mailIdentity, smtpUrl: smtp.url, port }, join(folder, 'cache'))

    const first = startEndpoint()
    await first.ready
    first.process.send('code')
    const { code } = z.object({ code: z.string() }).parse((await once(first.process, 'message'))[0])
    const set = await createCore(coreOptions(deskFile))
    const { people } = await fillClinic(set.context)
    await set.context.db.updateTable('clinic').set({ undo_seconds: 0 }).execute()
    await set.sync.pair(asProgram(set.context), url, code)
    const clinic = await set.context.db.selectFrom('clinic').select(['id', 'recipient']).executeTakeFirstOrThrow()
    await set.close()
    await first.kill()

    const desks = { file: deskFile, staff: people.admin, openingWorker: openingWorkerSource.href }
    const startDesk = () => startChild(deskScript, desks, join(folder, 'cache'))
    const makePatient = (email: string) => createPatient(openBrowser(url, fetch), clinic, email)
    const { patients, all } = receivePatients(smtp, makePatient)
    const start = { desk: startDesk, endpoint: startEndpoint }
    const { desk, endpoint } = await killAgainAndAgain(start, random, () => smtp.mails.length)
    await desk.kill()

    await endpoint.ready
    const core = await createCore(coreOptions(deskFile))
    await work(core, people.admin)
    await all
    const isQuiet = async () => {
      await core.sync.now()
      const { state, waiting } = core.sync.status()
      const requests = await countRows(core, `inbox_item WHERE kind = 'request'`)
      const sent = await countRows(core, `mail WHERE state = 'sent'`)
      return state === 'synchronised' && waiting === 0 && requests >= PATIENTS && sent >= PATIENTS
    }
    await until(isQuiet, 'the last event', PATIENCE_MILLISECONDS)
    await endpoint.kill()

    expect(complaints).toEqual([])
    const tables = ['outbox', 'event_set_aside']
    for (const table of tables) expect(await countRows(core, table), table).toBe(0)
    const perPatient = [
      'patient',
      'plan_version',
      `mail WHERE kind = 'accessLink' AND state = 'sent'`,
      `invitation WHERE state = 'redeemed' AND opened_at IS NOT NULL`,
      `link WHERE level = 'full' AND proven_recipient IS NOT NULL AND ended_at IS NULL`,
      `inbox_item WHERE kind = 'redeemed'`,
      `inbox_item WHERE kind = 'request'`,
      `(SELECT DISTINCT facts_json ->> '$.message' FROM inbox_item WHERE kind = 'request')`,
      `audit WHERE action = 'invitation.redeemed'`,
    ]
    for (const rows of perPatient) expect(await countRows(core, rows), rows).toBe(PATIENTS)
    for (let number = 0; number < PATIENTS; number += 1) {
      const mine = smtp.mails.filter(({ to }) => to.includes(emailOf(number)))
      expect(new Set(mine.map(({ parsed }) => parsed.messageId)).size, `e-mails of patient ${number}`).toBe(1)
    }

    const db = await openDatabase({ kind: 'sqlite', file: endpointFile }, systemClock)
    const { rows: left } = await sql<{ count: number }>`
    SELECT (SELECT count(*) FROM event) + (SELECT count(*) FROM mail) AS count`.execute(db)
    expect(left).toEqual([{ count: 0 }])
    const { last_seq } = await db.selectFrom('clinic').select('last_seq').executeTakeFirstOrThrow()
    const { cursor } = await core.context.db.selectFrom('sync_state').select('cursor').executeTakeFirstOrThrow()
    expect(cursor).toBe(last_seq)
    for (let number = 0; number < PATIENTS; number += 1) {
      const [view] = await viewsOf(core.context, patientIdOf(number))
      const { body_sealed } = await db
        .selectFrom('record_index')
        .select('body_sealed')
        .where('owner_kind', '=', 'link')
        .where('owner_id', '=', view?.owner.id ?? '')
        .executeTakeFirstOrThrow()
      const identities = patients.get(emailOf(number))?.patient.identities ?? []
      const index = await openJson(body_sealed.toString('base64'), identities, RecordIndex)
      expect(index.items.map(withoutPart)).toEqual(view?.items)
      for (const item of index.items) {
        if (!('part' in item) || !item.part) continue
        const part = await db
          .selectFrom('part')
          .select('body_sealed')
          .where('id', '=', item.part.id)
          .executeTakeFirstOrThrow()
        await openJson(part.body_sealed?.toString('base64') ?? '', [item.part.identity], PartContent)
      }
    }
    process.stdout.write(
      `${2 * KILLS} kills, ${smtp.mails.length - PATIENTS} e-mails repeated, ${last_seq} events, seed ${SEED}\n`,
    )
    await db.destroy()
    await core.close()
    await smtp.stop()
  },
  PATIENCE_MILLISECONDS,
)

function withoutPart(item: RecordIndex['items'][number]) {
  if (!('part' in item)) return item
  const { part: _, ...rest } = item
  return rest
}
