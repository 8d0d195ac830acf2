import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readMailContent } from '../../src/main/core/db/mails.ts'
import { openStore } from '../../src/main/core/db/open.ts'
import { MailId } from '../../src/shared/domain/ids.ts'
import { Instant } from '../../src/shared/domain/time.ts'
import { clinicMigrations } from './index.ts'

test('R9.3 an e-mail that waits from before keeps its words and its Message-ID', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-version23-'))
  const file = join(folder, 'clinic.db')
  const known = { key: Buffer.alloc(32, 3), now: Instant.parse('2026-03-02T09:00:00.000Z') }
  const id = MailId.parse('01900000-0000-7000-8000-000000000001')
  const words = { fromName: 'Clinic', to: 'ana@example.test', subject: 'Hello', text: 'Hello', html: '<p>Hello</p>' }
  const calendar = { method: 'PUBLISH', filename: 'visit.ics', content: 'BEGIN:VCALENDAR' }
  const content = { format: 1, messageId: `<${id}@mail.anteroom.invalid>`, ...words, calendar }
  const before = await openStore({ ...known, file, migrations: clinicMigrations.slice(0, 23) })
  before.database
    .prepare(
      `INSERT INTO mail (id, kind, recipient_email, subject, content_json, state, created_at, leaves_at)
       VALUES (?, 'confirmation', 'ana@example.test', 'Hello', ?, 'waiting', ?, ?)`,
    )
    .run(id, JSON.stringify(content), known.now, known.now)
  await before.close()

  const store = await openStore({ ...known, file, migrations: clinicMigrations })

  expect(await readMailContent(store.db, id)).toEqual({ format: 2, id, replyTo: null, ...words, calendar: null })
  await store.close()
  rmSync(folder, { recursive: true })
})
