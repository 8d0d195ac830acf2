import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { MailKind, MailState } from '../../src/shared/contract/desk/outbox.ts'
import { Submission } from '../../src/shared/contract/desk/forms.ts'
import { OutboxId } from '../../src/shared/domain/ids.ts'
import { InboxFacts, RedeemedOutcome } from '../../src/shared/domain/inboxFacts.ts'
import { AccessLevel, InvitationKind, InvitationState } from '../../src/shared/domain/invitations.ts'
import { MailFailure } from '../../src/shared/domain/mailFailure.ts'
import { OutKindName, OutRefusal } from '../../src/shared/domain/refusals.ts'
import { StaffRole } from '../../src/shared/domain/roles.ts'
import { SubmissionProblem } from '../../src/shared/domain/submissionProblems.ts'
import { Instant } from '../../src/shared/domain/time.ts'
import { AppointmentStatus } from '../../src/shared/domain/visibility.ts'
import { verifyAudit } from '../../src/main/core/auditChain.ts'
import { openStore, type Store } from '../../src/main/core/db/open.ts'
import { findOutboxRowAbout } from '../../src/main/core/db/outbox.ts'
import {
  APPOINTMENT_STATUSES,
  fillVersion1,
  idIn,
  INVITATION_STATES,
  MAIL_KINDS,
  MAIL_STATES,
} from '../../src/main/core/testing/fillVersion1.ts'
import { foundation } from './0001_foundation.ts'
import { clinicMigrations } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'anteroom-version1-'))
const known = { key: Buffer.alloc(32, 3), now: Instant.parse('2026-03-02T09:00:00.000Z') }
const file = join(folder, 'clinic.db')
let store: Store
let before: Map<string, unknown[]>

const rowsOf = (database: Store['database'], table: string) =>
  z.array(z.record(z.string(), z.unknown())).parse(database.prepare(`SELECT * FROM ${table}`).all())
const idsOf = (database: Store['database'], table: string) =>
  rowsOf(database, table).map((row) => row['id'] ?? row['seq'] ?? JSON.stringify(row))

beforeAll(async () => {
  const first = await openStore({ ...known, file, migrations: [foundation] })
  fillVersion1(first.database)
  const tables = first.database.prepare(`SELECT name FROM pragma_table_list WHERE type = 'table'`).pluck().all()
  const ours = tables.map(String).filter((name) => !name.startsWith('sqlite_'))
  before = new Map(ours.map((table) => [table, idsOf(first.database, table)]))
  await first.close()
  store = await openStore({ ...known, file, migrations: clinicMigrations.slice(0, 2) })
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const read = (sql: string) => z.array(z.record(z.string(), z.unknown())).parse(store.database.prepare(sql).all())
const column = (sql: string) => store.database.prepare(sql).pluck().all()
const json = (text: unknown): unknown => JSON.parse(z.string().parse(text))

describe('A file of the first version is brought to facts and versions', () => {
  test('something stood in every table, and every row is kept', () => {
    for (const [table, ids] of before) {
      expect([table, ids.length]).toEqual([table, expect.any(Number)])
      expect(ids, table).not.toEqual([])
      if (table === 'projection_due' || table === 'outbox') continue
      const after = idsOf(store.database, table)
      if (ids.some((id) => String(id).startsWith('{'))) expect(after, table).toHaveLength(ids.length)
      else expect(after.sort(), table).toEqual([...ids].sort())
    }
    expect(column(`SELECT count(*) FROM outbox WHERE kind <> 'records.put'`)).toEqual([11])
    expect(read('PRAGMA foreign_key_check')).toEqual([])
  })

  test('what it says of patients, plans, visits and synchronising stays as it was, each with a first version', () => {
    expect(read('SELECT version, changed_at, access_days FROM clinic')).toEqual([
      { version: 1, changed_at: null, access_days: 7 },
    ])
    expect(read('SELECT epoch, cursor, index_version, anchored_seq FROM sync_state')).toEqual([
      { epoch: 3, cursor: 40, index_version: 12, anchored_seq: 0 },
    ])
    expect(read('SELECT DISTINCT version, changed_by FROM patient')).toEqual([{ version: 1, changed_by: null }])
    expect(read('SELECT title, draft, draft_version FROM plan')).toEqual([
      { title: 'Back', draft: 'Walk', draft_version: 1 },
    ])
    const visits = read('SELECT sequence, version, changed_at, status_at, changed_by, created_by FROM appointment')
    expect(visits.map((visit) => visit['sequence'])).toEqual([0, 1, 2, 3, 4, 5])
    for (const visit of visits) {
      expect(visit).toMatchObject({ version: 1, changed_at: visit['status_at'], changed_by: visit['created_by'] })
    }
  })

  test('R10.1 the Inbox holds facts', () => {
    const facts = column('SELECT facts_json FROM inbox_item ORDER BY event_seq').map((text) =>
      // The next migration adds a redemption's link.
      InboxFacts.parse({ linkId: null, ...z.looseObject({}).parse(json(text)) }),
    )

    const redeemed = { kind: 'redeemed', email: 'ana@x.test', sentTo: null, linkId: null, hadEnded: false }
    expect(facts).toEqual([
      { kind: 'submission', submissionId: idIn('submission', 1), title: 'Intake', isSetAside: false },
      { kind: 'submission', submissionId: idIn('submission', 3), title: 'Intake', isSetAside: true },
      { kind: 'request', email: 'ana@x.test', isReadable: true, isFromHolder: true, message: 'My visits' },
      { kind: 'request', email: 'ana@x.test', isReadable: false, isFromHolder: true, message: null },
      { kind: 'mailBounced', mailId: idIn('mail', 4), to: 'a@x.test', failure: { kind: 'addressRefused', code: 552 } },
      {
        ...{ kind: 'mailBounced', mailId: idIn('mail', 5), to: 'a@x.test' },
        failure: { kind: 'givenUp', reason: 'notAccepted' },
      },
      { ...redeemed, outcome: 'added' },
      { ...redeemed, outcome: 'upgraded' },
      { ...redeemed, outcome: 'alreadyHeld' },
      { ...redeemed, outcome: 'added', hadEnded: true },
      { kind: 'unproven', email: 'eve@x.test' },
    ])
    expect(read('SELECT done_by FROM inbox_item WHERE done_at IS NOT NULL')).toEqual([{ done_by: idIn('staff', 1) }])
  })

  test('R9.3, R7.5, R3.5 so do e-mails, submissions and links', () => {
    const failures = column('SELECT failure_json FROM mail ORDER BY id').map((text) => text !== null && json(text))
    expect(failures.filter(Boolean).map((failure) => MailFailure.parse(failure))).toEqual([
      { kind: 'addressRefused', code: 552 },
      { kind: 'givenUp', reason: 'notAccepted' },
    ])
    const problems = column('SELECT problems_json FROM submission ORDER BY id').map((text) =>
      z.array(SubmissionProblem).parse(json(text)),
    )
    expect(problems).toEqual([
      [],
      [],
      [
        { kind: 'earlier', text: 'It cannot be opened' },
        { kind: 'earlier', text: '“Reason”: an answer is needed' },
      ],
    ])
    expect(read('SELECT ended_because, end_reason FROM link ORDER BY id')).toEqual([
      { ended_because: null, end_reason: null },
      { ended_because: null, end_reason: null },
      { ended_because: 'staff', end_reason: 'By request' },
      { ended_because: 'invitationEnded', end_reason: null },
    ])
  })

  test('R8.6 the audit log is whole', async () => {
    expect(await verifyAudit(store.db, null)).toEqual({ state: 'whole', rows: 3 })
  })

  test('R4.6 what any holder sees is published anew, and an e-mail that still waits leaves after it', () => {
    const due = read(`SELECT * FROM outbox WHERE kind = 'records.put' ORDER BY subject`)
    expect(due.map(({ subject, body_json }) => [subject, json(body_json)])).toEqual(
      [1, 3].map((number) => [idIn('patient', number), { patientId: idIn('patient', number) }]),
    )
    for (const row of due) {
      expect(OutboxId.parse(row['id'])).toBe(row['id'])
      expect(Instant.parse(row['due_at'])).toBe(row['created_at'])
      expect(row).toMatchObject({ state: 'waiting', after_id: null, reason: null })
    }
    expect(column(`SELECT after_id FROM outbox WHERE kind = 'mail.put'`)).toEqual([due[1]?.['id']])
  })

  test('R11.6 what waits or was refused is found by what it is about', async () => {
    const about = async (number: number) => findOutboxRowAbout(store.db, 'invitation.put', idIn('invitation', number))

    expect(await about(1)).toMatchObject({ id: idIn('outbox', 3), state: 'waiting' })
    expect(await about(2)).toMatchObject({ id: idIn('outbox', 20), state: 'refused' })
    expect(await findOutboxRowAbout(store.db, 'clinic.put', 'clinic')).toMatchObject({ id: idIn('outbox', 1) })
  })

  test('why something was refused is one of the reasons', () => {
    expect(column(`SELECT reason FROM outbox WHERE state = 'refused' ORDER BY seq`)).toEqual([
      ...['notAnAgeFile', 'tooLarge', 'predecessorRefused', 'invalid'],
    ])
  })

  /** What came after this migration stands in no file of before. */
  const SINCE = [
    ...['codesGuessed', 'renewed', 'booking', 'bookingDoubtful', 'visitChange', 'clash', 'offerTaken', 'waitingAsked'],
    ...['profile', 'message', 'left', 'newEmail', 'upload', 'uploadDoubtful'],
  ]
  test('what is stored of each closed list is what its schema knows, and all of it', () => {
    const stored = (name: string, table: string) =>
      column(`SELECT DISTINCT ${name} FROM ${table} WHERE ${name} IS NOT NULL ORDER BY 1`)
    const all = (name: string, table: string, options: readonly string[]) =>
      expect(stored(name, table), `${table}.${name}`).toEqual([...options].sort())
    const some = (name: string, table: string, schema: z.ZodType) => {
      expect(stored(name, table), `${table}.${name}`).not.toEqual([])
      for (const value of stored(name, table)) expect(schema.safeParse(value).success, String(value)).toBe(true)
    }

    all(
      'role',
      'staff',
      StaffRole.options.filter((role) => role !== 'frontDesk'),
    )
    all('status', 'appointment', AppointmentStatus.options)
    all('kind', 'invitation', InvitationKind.options)
    all(
      'state',
      'invitation',
      InvitationState.options.filter((state) => state !== 'expired'),
    )
    all('level', 'link', AccessLevel.options)
    all(
      'state',
      'submission',
      Submission.shape.state.options.filter((state) => state !== 'unproven'),
    )
    all(
      'kind',
      'mail',
      MailKind.options.filter(
        (kind) =>
          !['test', 'passwordRenewed', 'change', 'cancellation', 'reminder', 'offer', 'messageWaiting'].includes(kind),
      ),
    )
    all(
      'state',
      'mail',
      MailState.options.filter((state) => state !== 'withdrawn'),
    )
    all(
      'kind',
      'inbox_item',
      InboxFacts.options.map((option) => option.shape.kind.value).filter((kind) => !SINCE.includes(kind)),
    )
    all('state', 'outbox', ['waiting', 'refused'])
    all('ended_because', 'link', ['staff', 'invitationEnded'])
    some('redeemed_outcome', 'invitation', RedeemedOutcome)
    some('kind', 'outbox', OutKindName)
    some('reason', 'outbox', OutRefusal)
    expect([APPOINTMENT_STATUSES, MAIL_KINDS, MAIL_STATES].flat()).toHaveLength(18)
    expect(INVITATION_STATES).toHaveLength(7)
  })

  test('a new kind of anything rebuilds no table', () => {
    const closed = [
      ...[
        ['staff', 'role'],
        ['appointment', 'status'],
        ['invitation', 'kind'],
        ['invitation', 'state'],
      ],
      ...[
        ['invitation', 'redeemed_outcome'],
        ['link', 'level'],
        ['link', 'ended_because'],
        ['submission', 'state'],
      ],
      ...[
        ['mail', 'kind'],
        ['mail', 'state'],
        ['inbox_item', 'kind'],
        ['outbox', 'kind'],
        ['outbox', 'state'],
      ],
    ]
    store.database.exec('BEGIN')
    for (const [table = '', name = ''] of closed) {
      const { changes } = store.database
        .prepare(`UPDATE ${table} SET ${name} = 'brandNew' WHERE rowid = (SELECT min(rowid) FROM ${table})`)
        .run()
      expect([table, name, changes]).toEqual([table, name, 1])
    }
    store.database.exec('ROLLBACK')
  })
})
