import { InvitationId, PatientId } from '../../src/shared/domain/ids.ts'
import { openDatabase } from '../../src/endpoint/db/openDatabase.ts'
import { newId, systemClock } from '../../src/main/core/system.ts'
import { createPatient, openBrowser } from '../../tests/faults/support/patient.ts'
import type { Bench, Row } from '../row.ts'
import { openEventClinic, type EventClinic } from '../support/eventClinic.ts'
import { fillEvents, type Kind } from '../support/fillEvents.ts'
import { inWords, timeEach, times } from '../support/measure.ts'
import { openRaw } from '../support/openRaw.ts'
import { pullInFreshProcess } from '../support/pullInFreshProcess.ts'

const EVENTS = 10_000
/** Rows a transaction, as the desk's pages have. */
const PAGE = 1_000
/** What one login may send in an hour is limited. */
const ACTS = 40

/** As many of each: no envelope is opened, and neither History nor the Inbox is written. */
const STATUS: readonly Kind[] = ['mail.sent', 'invitation.fetched', 'invitation.opened']
/** As many of each: every fifth is a login and a link with its proof, every fifth an envelope with a form to check. */
const WHOLE_LIFE: readonly Kind[] = [...STATUS, 'invitation.redeemed', 'form.submitted']

export const events: Bench = {
  name: 'Events from the endpoint to the encrypted desk database',
  run: async () => [await throughput(STATUS), await throughput(WHOLE_LIFE)],
}

async function throughput(kinds: readonly Kind[]): Promise<Row> {
  const clinic = await openEventClinic()
  try {
    const sealed = await fillEvents(clinic, EVENTS, kinds)
    const bare = await bareInserts(clinic)
    await clinic.core.close()
    const { milliseconds, grownBytes } = await pullInFreshProcess(
      { file: clinic.file, count: EVENTS },
      clinic.cacheFolder,
    )
    const perSecond = EVENTS / (milliseconds / 1000)
    const grown = Math.round(grownBytes / 1024 / 1024)
    return {
      what: `${EVENTS.toLocaleString('en')} events over HTTP, as many each of ${kinds.join(', ')}; ${sealed.toLocaleString('en')} envelopes`,
      ours: `${Math.round(perSecond).toLocaleString('en')} a second, + ${grown} MB in a fresh process`,
      yardstick: `${Math.round(bare).toLocaleString('en')} a second inserted bare, unread`,
      ratio: times(perSecond / bare),
      target: kinds === STATUS ? '≥ 20,000 a second, + ≤ 64 MB' : '≥ 10,000 a second, + ≤ 64 MB',
    }
  } finally {
    await clinic.close()
  }
}

/** The same events into a table of the same encrypted file, through bare prepared better-sqlite3. */
async function bareInserts(clinic: EventClinic): Promise<number> {
  const endpoint = await openDatabase({ kind: 'sqlite', file: clinic.endpointFile }, systemClock)
  const rows = await endpoint.selectFrom('event').selectAll().execute()
  await endpoint.destroy()
  const raw = await openRaw(clinic)
  try {
    raw.pragma('synchronous = FULL')
    raw.exec('CREATE TABLE bench_event (seq INTEGER PRIMARY KEY, id TEXT, at TEXT, body TEXT, sealed BLOB) STRICT')
    const insert = raw.prepare('INSERT INTO bench_event VALUES (?, ?, ?, ?, ?)')
    const startedAt = performance.now()
    for (let from = 0; from < rows.length; from += PAGE) {
      raw.transaction(() => {
        for (const row of rows.slice(from, from + PAGE))
          insert.run(row.seq, row.id, row.at, row.body_json, row.body_sealed)
      })()
    }
    const perSecond = rows.length / ((performance.now() - startedAt) / 1000)
    raw.exec('DROP TABLE bench_event')
    return perSecond
  } finally {
    raw.close()
  }
}

export const latency: Bench = {
  name: 'Patient acts, desk shows it',
  run: async () => {
    const clinic = await openEventClinic()
    try {
      const { patient, linkId } = await holder(clinic)
      const acts = Array.from({ length: ACTS }, () => newId())
      const bare = await timeEach(acts.slice(0, 10), () => patient.askForFullAccess(linkId, newId(), 'Hello'))
      const ours = await timeEach(acts, async () => {
        const message = newId()
        const shown = isShown(clinic, message)
        await patient.askForFullAccess(linkId, message, message)
        await shown
      })
      return [
        {
          what: 'request at the portal to row in the Inbox, over HTTP, p95',
          ours: inWords(ours.p95),
          yardstick: `${inWords(bare.p95)} the portal’s call alone`,
          ratio: times(ours.p95 / bare.p95),
          target: '≤ 1.5 s',
        },
      ]
    } finally {
      await clinic.close()
    }
  },
}

/** Somebody who has redeemed an invitation of this clinic. */
async function holder(clinic: EventClinic) {
  const { client, core } = clinic
  const patientId = PatientId.parse(newId())
  const email = 'ana@example.test'
  await client.patients.add({ id: patientId, givenName: 'Ana', familyName: 'Ruiz', birthOn: null, phone: null, email })
  const id = InvitationId.parse(newId())
  await client.access.requestCode({ id, patientId, email })
  await core.sync.now()
  const { secret } = await core.context.db
    .selectFrom('invitation')
    .select('secret')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const patient = await createPatient(openBrowser(clinic.url, fetch), clinic, email)
  const linkId = await patient.redeem(secret)
  await core.sync.now()
  return { patient, linkId }
}

/** Asks for the Inbox whenever the desk says that it changed, as a window does. */
async function isShown({ core, client }: EventClinic, message: string): Promise<void> {
  const ending = new AbortController()
  for await (const { topics } of core.context.changes.subscribe(ending.signal)) {
    if (!topics.includes('inbox')) continue
    const items = await client.inbox.list({ includeDone: false })
    if (items.some(({ facts }) => facts.kind === 'request' && facts.message === message)) return
  }
}
