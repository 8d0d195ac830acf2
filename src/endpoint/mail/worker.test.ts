import type { KyselyPlugin } from 'kysely'
import { mkdtemp, rm } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ClinicId, MailId } from '../../shared/domain/ids.ts'
import type { MailContent } from '../../shared/domain/mailContent.ts'
import { HOUR, MINUTE, toInstant } from '../../shared/domain/time.ts'
import { makeIdentity, sealJson } from '../../shared/envelope/seal.ts'
import { insertPairingCode, pairClinic } from '../db/clinics.ts'
import { insertMail } from '../db/mails.ts'
import { openDatabase } from '../db/openDatabase.ts'
import { makeSecrets } from '../secrets.ts'
import { profileOf } from '../testing/clients.ts'
import { retryDelayMilliseconds, startMailWorker } from './worker.ts'

test('R9.3 the wait doubles from a minute to an hour', () => {
  expect([1, 2, 3, 7, 8, 30].map(retryDelayMilliseconds)).toEqual([MINUTE, 2 * MINUTE, 4 * MINUTE, HOUR, HOUR, HOUR])
})

test('R9.3 an e-mail that comes while the worker looks when to wake next leaves at once', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'anteroom-worker-'))
  const now = toInstant(Date.parse('2026-03-02T09:00:00.000Z'))
  const clock = { now: () => now }
  const database = { kind: 'sqlite', file: join(directory, 'endpoint.sqlite') } as const
  const db = await openDatabase(database, clock)
  const desk = await openDatabase(database, clock)
  const { identity, recipient } = await makeIdentity()
  const clinicId = ClinicId.parse(randomUUID())
  await insertPairingCode(desk, 'code', null, toInstant(Date.parse(now) + HOUR))
  const pairing = { codeHash: 'code', clinicId, tokenHash: 'token', epoch: 1, profile: profileOf(recipient), now }
  await desk.transaction().execute((tx) => pairClinic(tx, pairing))
  const mail: MailContent = {
    format: 2,
    id: MailId.parse(randomUUID()),
    fromName: 'Clinic',
    replyTo: null,
    to: 'ana@example.test',
    subject: 'Hello',
    text: 'Hello',
    html: '<p>Hello</p>',
    calendar: null,
  }
  const sealed = await sealJson(mail, [recipient])
  const sent: string[] = []
  let poke: (() => void) | null = null

  /** Comes once: when the queue has just been found empty, and before the worker hears of it. */
  const looks = new WeakSet<object>()
  const onLooking: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      if (node.kind === 'SelectQueryNode') looks.add(queryId)
      return node
    },
    async transformResult({ result, queryId }) {
      const tell = poke
      if (tell && looks.has(queryId)) {
        poke = null
        const row = { clinicId, id: MailId.parse(randomUUID()), to: mail.to, sealed }
        await desk.transaction().execute((tx) => insertMail(tx, row, now))
        tell()
      }
      return result
    },
  }
  const worker = await startMailWorker(
    {
      db: db.withPlugin(onLooking),
      isPostgres: false,
      clock,
      ids: () => randomUUID(),
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      secrets: makeSecrets(identity, Buffer.alloc(32)),
      passwordGenerations: [],
      mailRecipient: recipient,
      portalUrl: () => 'https://portal.test',
      wake: { poke: () => undefined, stream: () => expect.fail('Nobody listens'), close: () => Promise.resolve() },
    },
    identity,
    {
      send: ({ id }) => {
        sent.push(id)
        return Promise.resolve({ kind: 'accepted' })
      },
      close: () => undefined,
    },
  )
  poke = worker.poke

  await worker.drain()

  expect(sent).toEqual([mail.id])
  await worker.close()
  await Promise.all([db.destroy(), desk.destroy()])
  await rm(directory, { recursive: true })
})
