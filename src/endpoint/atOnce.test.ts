import { sql, type Kysely } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../../tests/support/until.ts'
import { AssignmentId, OutboxId, SubmissionId } from '../shared/domain/ids.ts'
import { sealJson } from '../shared/envelope/seal.ts'
import { endInvitation } from './db/invitations.ts'
import { endLink } from './db/links.ts'
import { openDatabase } from './db/openDatabase.ts'
import type { EndpointTables, Tx } from './db/tables.ts'
import {
  browser,
  lookAt,
  MAC,
  profileOf,
  redemption,
  registered,
  startClinic,
  type TestClinic,
} from './testing/clients.ts'
import { failureOf } from './testing/failure.ts'

/* Two changes at once, in two connections: on SQLite one waits until the other has ended. */
let running: TestClinic['running']
let desk: TestClinic['desk']
let db: Kysely<EndpointTables>
let stop: TestClinic['stop']
beforeAll(async () => {
  ;({ running, desk, stop } = await startClinic('postgres'))
  db = await openDatabase(running.database, running.clock)
})
afterAll(async () => {
  await db.destroy()
  await stop()
})

const waiting = async () => {
  const { rows } = await sql<{ pid: number }>`SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'`.execute(
    db,
  )
  return rows[0]?.pid
}

/** Starts `call` after `first` and before its commit, which comes once `call` waits for it, and gives what `call` gives. */
async function during<T>(first: (tx: Tx) => Promise<unknown>, call: () => Promise<T>): Promise<T> {
  const second = await db.transaction().execute(async (tx) => {
    await first(tx)
    const answer = call()
    await until(waiting, 'a connection that waits')
    return { answer }
  })
  return second.answer
}

test('R4.4 an invitation that the desk revokes at the same moment is told to be revoked, and gives no link', async () => {
  const { client, links } = await registered(running, desk, 'revoked@example.test')
  const before = await links()
  const invitation = await desk.invite('access')
  const input = await redemption(desk.clinicId, invitation, 'revoked@example.test')

  const failure = await during(
    (tx) => endInvitation(tx, desk.clinicId, invitation.id, 'revoked', running.clock.now()),
    () => failureOf(client.invitation.redeem(input)),
  )

  expect(failure).toEqual({ code: 'INVITATION_DEAD', data: { because: 'revoked' } })
  expect(await links()).toEqual(before)
  expect(await lookAt(running, desk, invitation)).toMatchObject({ because: 'revoked' })
})

test('R4.7 a limited link that the desk ends at the same moment is not upgraded: a new one is added', async () => {
  const { client, invitation, linkId, links } = await registered(running, desk, 'ended@example.test')
  const access = await desk.invite('access', { patientId: invitation.patientId })
  const input = await redemption(desk.clinicId, access, 'ended@example.test')

  const outcome = await during(
    (tx) => endLink(tx, desk.clinicId, linkId, running.clock.now()),
    () => client.invitation.redeem(input),
  )

  expect(outcome).toMatchObject({ outcome: 'added', level: 'full' })
  expect(outcome.linkId).not.toBe(linkId)
  expect(await links()).toMatchObject([{ id: outcome.linkId, level: 'full', index: { version: 1 } }])
})

test('R10.5 a database that goes away refuses no item: the push fails, and is taken when it comes again', async () => {
  const profile = profileOf(desk.recipient, 'Oak Street Clinic')
  const items = [{ id: OutboxId.parse(randomUUID()), body: { kind: 'clinic.put', profile } as const }]

  const failure = await db.transaction().execute(async (tx) => {
    await sql`LOCK TABLE applied_item IN ACCESS EXCLUSIVE MODE`.execute(tx)
    const push = failureOf(desk.sync.push({ epoch: 1, items }))
    await sql`SELECT pg_terminate_backend(${await until(waiting, 'the push')})`.execute(db)
    return push
  })

  expect(failure).toMatchObject({ code: 'UNEXPECTED' })
  const { answers } = await desk.sync.push({ epoch: 1, items })
  expect(answers.map(({ answer }) => answer)).toEqual(['applied'])
  expect((await browser(running.url).clinic.profile({ clinicId: desk.clinicId })).name).toBe('Oak Street Clinic')
})

test('R11.6 a form that is saved and sent at the same moment is taken, and what is counted is what there is', async () => {
  const forms = Array.from({ length: 20 }, () => AssignmentId.parse(randomUUID()))
  const { client, linkId } = await registered(running, desk, 'twice@example.test', { forms })
  const sealed = await sealJson('x'.repeat(2_000), [desk.recipient])
  const at = (assignmentId: AssignmentId) => ({ clinicId: desk.clinicId, linkId, assignmentId, sealed })

  const outcomes = await Promise.all(
    forms.flatMap((assignmentId) => {
      const submissionId = SubmissionId.parse(randomUUID())
      return [
        client.forms.saveDraft(at(assignmentId)),
        client.forms.submit({ ...at(assignmentId), submissionId, mac: MAC }),
        client.forms.saveDraft(at(assignmentId)),
      ].map((call) => call.then(() => 'done'))
    }),
  )

  expect(outcomes.filter((outcome) => outcome !== 'done')).toEqual([])
  const { rows } = await sql<{ counted: number; kept: string }>`SELECT stored_bytes AS counted,
    (SELECT coalesce(sum(length(body_sealed)), 0) FROM draft WHERE clinic_id = clinic.id) +
    (SELECT coalesce(sum(bytes), 0) FROM event WHERE clinic_id = clinic.id) AS kept
    FROM clinic WHERE id = ${desk.clinicId}`.execute(db)
  expect(Number(rows[0]?.kept)).toBe(rows[0]?.counted)
})
