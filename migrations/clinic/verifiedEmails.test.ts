import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { InboxFacts } from '../../src/shared/domain/inboxFacts.ts'
import { InvitationId, OutboxId, PatientId } from '../../src/shared/domain/ids.ts'
import { Instant } from '../../src/shared/domain/time.ts'
import { openStore, type Store } from '../../src/main/core/db/open.ts'
import { findSentTo, listRedemptions } from '../../src/main/core/db/redemptions.ts'
import { fillVersion1, idIn } from '../../src/main/core/testing/fillVersion1.ts'
import { foundation } from './0001_foundation.ts'
import { clinicMigrations } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'anteroom-version2-'))
const known = { key: Buffer.alloc(32, 3), now: Instant.parse('2026-03-02T09:00:00.000Z') }
const file = join(folder, 'clinic.db')
let store: Store

beforeAll(async () => {
  const first = await openStore({ ...known, file, migrations: [foundation] })
  fillVersion1(first.database)
  await first.close()
  const second = await openStore({ ...known, file, migrations: clinicMigrations.slice(0, 2) })
  second.database.exec(`
    DELETE FROM outbox WHERE kind = 'records.put' AND subject = '${idIn('patient', 3)}';
    UPDATE outbox SET state = 'refused', reason = 'tooLarge' WHERE kind = 'records.put';
    UPDATE assignment SET sent_to = 'ana@x.test';
    UPDATE invitation SET redeemed_by_email = 'ana@x.test' WHERE state = 'redeemed';
    UPDATE mail SET invitation_id = '${idIn('invitation', 5)}' WHERE state IN ('sent', 'unknown');
    UPDATE mail SET content_json = '{"text":"https://portal.example/c/1/open#X","html":""}' WHERE state = 'sent';`)
  await second.close()
  store = await openStore({ ...known, file, migrations: clinicMigrations.slice(0, 3) })
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const column = (sql: string) => store.database.prepare(sql).pluck().all()

test('R4.8 what was redeemed before verifies nothing: by what is not known', async () => {
  expect(column('SELECT count(*) FROM invitation WHERE redeemed_with IS NOT NULL')).toEqual([0])
  expect(await listRedemptions(store.db, 'r')).toEqual([])
})

test('R4.8 of e-mails that left before it is known which carried a link, and where it went', async () => {
  expect(column('SELECT state FROM mail WHERE carries_link = 1')).toEqual(['sent'])
  expect(await findSentTo(store.db, InvitationId.parse(idIn('invitation', 5)))).toBe('a@x.test')
  expect(await findSentTo(store.db, InvitationId.parse(idIn('invitation', 1)))).toBeNull()
})

test('R3.2 what an e-mail alone had made visible is withdrawn: those charts are published anew, even one that was refused', () => {
  const due = store.database
    .prepare(`SELECT subject, state, reason FROM outbox WHERE kind = 'records.put' ORDER BY subject`)
    .all()

  const [published] = column('SELECT patient_id FROM assignment')
  expect(due).toMatchObject([{ subject: published, state: 'waiting', reason: null }])
  expect(PatientId.parse(published)).toBe(idIn('patient', 1))
  for (const id of column(`SELECT id FROM outbox WHERE kind = 'records.put'`)) expect(OutboxId.parse(id)).toBe(id)
})

test('R4.8 the Inbox keeps what it says of redemptions; of which link is not known', () => {
  const facts = column(`SELECT facts_json FROM inbox_item WHERE kind = 'redeemed'`).map((text) =>
    InboxFacts.parse(JSON.parse(String(text))),
  )

  expect(facts).toHaveLength(4)
  for (const each of facts) expect(each).toMatchObject({ kind: 'redeemed', email: 'ana@x.test', linkId: null })
})
