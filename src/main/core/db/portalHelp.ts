import { sql } from 'kysely'
import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import { InboxItemId, InvitationId, PatientId } from '../../../shared/domain/ids.ts'
import { emailKey } from '../../../shared/domain/people.ts'
import { isNearAddress, MOST_SLIPS } from '../../../shared/domain/portalHelp/reading.ts'
import { Instant } from '../../../shared/domain/time.ts'
import type { Db } from '../context.ts'
import { selectSummary, toSummary } from './patients.ts'

type Named = { readonly id: InvitationId; readonly patientId: PatientId }

/** R4.9: the invitation that was read out, ended ones too; of the same code the newest. */
export async function findInvitationSaid(
  db: Db,
  said: { readonly code: string } | { readonly secret: string },
): Promise<Named | null> {
  const row = await db
    .selectFrom('invitation')
    .select(['id', 'patient_id'])
    .$if('code' in said, (query) => query.where('code', '=', 'code' in said ? said.code : ''))
    .$if('secret' in said, (query) => query.where('secret', '=', 'secret' in said ? said.secret : ''))
    .orderBy('prepared_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { id: InvitationId.parse(row.id), patientId: PatientId.parse(row.patient_id) } : null
}

/** Whose chart has it, whose login it is, and to whom anything was sent there. */
export function listPeopleOfEmail(db: Db, email: string, limit: number): Promise<PatientSummary[]> {
  return peopleOf(db, [emailKey(email)], limit)
}

/** Likewise of addresses that are nearly this one (R4.9: a wrong address on file). */
export async function listPeopleOfNearEmail(db: Db, email: string, limit: number): Promise<PatientSummary[]> {
  const key = emailKey(email)
  const isClose = sql<boolean>`length(email_key) BETWEEN ${key.length - MOST_SLIPS} AND ${key.length + MOST_SLIPS}`
  const onFile = await db.selectFrom('patient').select('email_key').distinct().where(isClose).execute()
  const near = onFile.flatMap(({ email_key: each }) => (each !== null && isNearAddress(each, key) ? [each] : []))
  return near.length === 0 ? [] : peopleOf(db, near, limit)
}

async function peopleOf(db: Db, keys: readonly string[], limit: number): Promise<PatientSummary[]> {
  const these = sql<string>`(SELECT value FROM json_each(${JSON.stringify(keys)}))`
  const rows = await selectSummary(db)
    .where('archived_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('patient.email_key', 'in', these),
        eb(
          'patient.id',
          'in',
          eb
            .selectFrom('link as held')
            .innerJoin('login', 'login.id', 'held.login_id')
            .select('held.patient_id')
            .where('login.email_key', 'in', these),
        ),
        eb(
          'patient.id',
          'in',
          eb
            .selectFrom('invitation')
            .select('invitation.patient_id')
            .where(sql<string>`lower(invitation.email)`, 'in', these),
        ),
      ]),
    )
    .orderBy('family_name')
    .orderBy('given_name')
    .orderBy('patient.id')
    .limit(limit)
    .execute()
  return rows.map(toSummary)
}

/** Of these addresses those of logins that hold somebody, and not this patient. */
export async function listLoginsElsewhere(db: Db, patientId: PatientId, emails: readonly string[]): Promise<string[]> {
  const keys = [...new Set(emails.map(emailKey))]
  if (keys.length === 0) return []
  const rows = await db
    .selectFrom('login')
    .innerJoin('link', 'link.login_id', 'login.id')
    .select('login.email')
    .distinct()
    .where('login.email_key', 'in', keys)
    .where('link.ended_at', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('link as own')
            .select('own.id')
            .whereRef('own.login_id', '=', 'login.id')
            .where('own.patient_id', '=', patientId)
            .where('own.ended_at', 'is', null),
        ),
      ),
    )
    .execute()
  return rows.map(({ email }) => email)
}

/** Visits to come that the clinic booked itself (R3.2). */
export async function countVisitsByClinic(db: Db, patientId: PatientId, now: Instant): Promise<number> {
  const { count } = await db
    .selectFrom('appointment')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('patient_id', '=', patientId)
    .where('booked_by_link_id', 'is', null)
    .where('starts_at', '>', now)
    .where('status', '!=', 'cancelled')
    .executeTakeFirstOrThrow()
  return count
}

export async function countMailsOf(db: Db, patientId: PatientId): Promise<{ sent: number; cameBack: number }> {
  const rows = await db
    .selectFrom('mail')
    .select(['state', (eb) => eb.fn.countAll<number>().as('count')])
    .where('patient_id', '=', patientId)
    .groupBy('state')
    .execute()
  const of = (state: string) => rows.find((row) => row.state === state)?.count ?? 0
  return { sent: of('sent'), cameBack: of('bounced') }
}

/** What waits in the Inbox about these people. */
export async function listWaitingOf(
  db: Db,
  kind: 'booking' | 'request',
  people: readonly PatientId[],
): Promise<{ itemId: InboxItemId; facts: unknown; at: Instant }[]> {
  if (people.length === 0) return []
  const rows = await db
    .selectFrom('inbox_item')
    .select(['id', 'facts_json', 'received_at'])
    .where('kind', '=', kind)
    .where('patient_id', 'in', [...people])
    .where('done_at', 'is', null)
    .orderBy('received_at', 'desc')
    .execute()
  return rows.map((row) => ({
    itemId: InboxItemId.parse(row.id),
    facts: JSON.parse(row.facts_json) as unknown,
    at: Instant.parse(row.received_at),
  }))
}
