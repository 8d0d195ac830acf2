import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { insertMail } from '../../src/endpoint/db/mails.ts'
import { openDatabase } from '../../src/endpoint/db/openDatabase.ts'
import { endReminder, putReminder } from '../../src/endpoint/db/reminders.ts'
import type { Tx } from '../../src/endpoint/db/tables.ts'
import { openTransport } from '../../src/endpoint/mail/transport.ts'
import { startMailWorker } from '../../src/endpoint/mail/worker.ts'
import { makeSecrets } from '../../src/endpoint/secrets.ts'
import { systemClock } from '../../src/main/core/system.ts'
import { AppointmentId, ClinicId, MailId, StaffId } from '../../src/shared/domain/ids.ts'
import type { MailContent } from '../../src/shared/domain/mailContent.ts'
import { DAY, HOUR, plusMilliseconds } from '../../src/shared/domain/time.ts'
import { makeIdentity, sealJson } from '../../src/shared/envelope/seal.ts'
import { startSmtp } from '../../tests/support/smtp.ts'
import type { Bench, Row } from '../row.ts'
import { times } from '../support/measure.ts'

const REMINDERS = 10_000
/** Every tenth was taken back before its time. */
const UNTRUE = 10

/** R9.1: reminders that are due at once, to a real mail server, beside as many e-mails that depend on nothing. */
export const reminders: Bench = { name: 'Reminders due at once', run: async () => [await sending()] }

type Made = { readonly id: MailId; readonly to: string; readonly sealed: string }

async function sending(): Promise<Row> {
  const plain = await send(async (tx, clinicId, mails) => {
    for (const mail of mails) await insertMail(tx, { clinicId, ...mail }, systemClock.now())
  })
  const ours = await send(async (tx, clinicId, mails) => {
    const now = systemClock.now()
    const practitionerId = StaffId.parse(randomUUID())
    const [startsAt, endsAt] = [plusMilliseconds(now, DAY), plusMilliseconds(now, DAY + HOUR)]
    for (const [n, { id, sealed }] of mails.entries()) {
      const visit = { id: AppointmentId.parse(randomUUID()), practitionerId, startsAt, endsAt }
      const tokenHash = randomBytes(32).toString('hex')
      await putReminder(tx, clinicId, { kind: 'reminder.put', id, visit, leavesAt: now, tokenHash, sealed })
      if (n % UNTRUE === 0) await endReminder(tx, clinicId, id, now)
    }
  })
  const [wanted, apart] = [REMINDERS - REMINDERS / UNTRUE, ours.messages - ours.distinct]
  return {
    what: `${REMINDERS.toLocaleString('en')} reminders due at once, every tenth taken back`,
    ours: `${ours.messages} sent of ${wanted}, ${apart} twice, in ${Math.round(ours.seconds)} s`,
    yardstick: `as many that depend on nothing: ${plain.messages} in ${Math.round(plain.seconds)} s`,
    ratio: times(ours.messages / ours.seconds / (plain.messages / plain.seconds)),
    target: '≥ 0.5 ×, ≤ 3,600 s',
  }
}

async function send(leave: (tx: Tx, clinicId: ClinicId, mails: readonly Made[]) => Promise<void>) {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-bench-'))
  const smtp = await startSmtp()
  const db = await openDatabase({ kind: 'sqlite', file: join(folder, 'endpoint.db') }, systemClock)
  const clinicId = ClinicId.parse(randomUUID())
  await sql`INSERT INTO clinic (id, token_hash, epoch, profile_json, last_seq, paired_at)
    VALUES (${clinicId}, 'none', 1, '{}', 0, ${systemClock.now()})`.execute(db)
  const { identity, recipient } = await makeIdentity()
  const mails: Made[] = []
  for (let n = 0; n < REMINDERS; n += 1) mails.push(await makeMail(n, recipient))
  await db.transaction().execute((tx) => leave(tx, clinicId, mails))
  const began = performance.now()
  const worker = await startMailWorker(
    {
      ...{ db, isPostgres: false, clock: systemClock, ids: () => randomUUID(), mailRecipient: recipient },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      secrets: makeSecrets(identity, randomBytes(32)),
      passwordGenerations: [],
      portalUrl: () => 'https://portal.test',
      wake: { poke: () => undefined, stream: never, close: () => Promise.resolve() },
    },
    identity,
    openTransport(smtp.url, 'desk@clinic.test'),
  )
  await worker.drain()
  const seconds = (performance.now() - began) / 1000
  const ids = smtp.mails.map(({ parsed }) => parsed.messageId)
  await worker.close()
  await db.destroy()
  await smtp.stop()
  rmSync(folder, { recursive: true, force: true })
  return { seconds, messages: ids.length, distinct: new Set(ids).size }
}

async function makeMail(n: number, recipient: string): Promise<Made> {
  const [id, to] = [MailId.parse(randomUUID()), `patient${n}@example.test`]
  const content: MailContent = {
    ...{ format: 2, id, fromName: 'Harbour Street Clinic', replyTo: null, to },
    ...{ subject: 'Reminder of your visit', text: 'Your visit', html: '<p>Your visit</p>', calendar: null },
  }
  return { id, to, sealed: await sealJson(content, [recipient]) }
}

function never(): never {
  throw new Error('Nobody listens')
}
