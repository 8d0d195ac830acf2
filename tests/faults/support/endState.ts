import { sql } from 'kysely'
import { openDatabase } from '../../../src/endpoint/db/openDatabase.ts'
import { PartContent, RecordIndex, type PartRef } from '../../../src/shared/domain/recordIndex.ts'
import { openJson } from '../../../src/shared/envelope/seal.ts'
import type { Patient } from './patient.ts'
import type { WholeClinic } from './wholeClinic.ts'

/**
 * What desk and endpoint hold in the end, in the order of what it says: ids that are made on the way, times and
 * ciphertext differ between two runs of one story, and nothing else may.
 */
export async function readEndState(whole: WholeClinic, logins: readonly Patient[]) {
  return { desk: await readDesk(whole), endpoint: await readEndpoint(whole, logins) }
}

async function readDesk({ clinic }: WholeClinic) {
  const { db } = clinic.context
  const rows = async (query: string) => {
    const { rows } = await sql.raw<Record<string, unknown>>(query).execute(db)
    return rows.map((row) => JSON.stringify(row)).sort()
  }
  return {
    waiting: await rows(`SELECT kind, body_json FROM outbox WHERE state = 'waiting'`),
    refused: await rows(`SELECT kind, body_json, reason FROM outbox WHERE state = 'refused'`),
    setAside: await rows('SELECT * FROM event_set_aside'),
    invitations: await rows(
      `SELECT id, patient_id, kind, state, email, opened_at IS NOT NULL AS opened, accepted_at IS NOT NULL AS accepted,
       redeemed_by_email, redeemed_outcome FROM invitation`,
    ),
    links: await rows(
      `SELECT login.email, link.patient_id, link.level, proven_recipient IS NOT NULL AS proven,
       ended_at IS NOT NULL AS ended FROM link JOIN login ON login.id = link.login_id`,
    ),
    linkInvitations: await rows(
      `SELECT login.email, invitation_id FROM link_invitation JOIN link ON link.id = link_id
       JOIN login ON login.id = link.login_id`,
    ),
    assignments: await rows('SELECT patient_id, invitation_id, submitted_at IS NOT NULL AS submitted FROM assignment'),
    submissions: await rows('SELECT id, patient_id, state, response_json, problems_json FROM submission'),
    mails: await rows(
      'SELECT patient_id, kind, recipient_email, subject, state, invitation_id, failure_json FROM mail',
    ),
    // A link's id is made at the endpoint, anew in each run.
    inbox: await rows(`
      SELECT kind, patient_id, submission_id, json_remove(facts_json, '$.linkId') AS facts FROM inbox_item`),
    plans: await rows('SELECT * FROM plan_version'),
  }
}

async function readEndpoint({ options, clinic }: WholeClinic, logins: readonly Patient[]) {
  const db = await openDatabase(options.database, options.clock)
  const secrets = await clinic.context.db.selectFrom('invitation').select('secret').execute()
  const identities = [...secrets.map(({ secret }) => secret), ...logins.flatMap((login) => login.identities)]
  const rows = async (query: string) => {
    const { rows } = await sql.raw<Record<string, unknown>>(query).execute(db)
    return rows.map((row) => JSON.stringify(row)).sort()
  }
  try {
    const parts = new Map(
      (await db.selectFrom('part').select(['id', 'body_sealed']).execute()).flatMap(({ id, body_sealed }) =>
        body_sealed === null ? [] : [[id, body_sealed]],
      ),
    )
    const indexes = await db
      .selectFrom('record_index')
      .leftJoin('link', 'link.id', 'record_index.owner_id')
      .leftJoin('login', 'login.id', 'link.login_id')
      .select([
        'owner_kind',
        'owner_id',
        'record_index.level',
        'record_index.body_sealed',
        'login.email',
        'link.patient_id',
      ])
      .execute()
    const shown = indexes.map(async ({ owner_kind, owner_id, level, body_sealed, email, patient_id }) => {
      const owner = owner_kind === 'link' ? [email, patient_id] : [owner_id]
      const opened = await openJson(body_sealed.toString('base64'), identities, RecordIndex)
      const shows = await Promise.all(opened.items.map((item) => inWords(item, parts)))
      return JSON.stringify({ owner_kind, owner, level, shows: [opened.patientName, ...shows] })
    })
    return {
      events: await rows('SELECT seq FROM event'),
      mails: await rows('SELECT id FROM mail'),
      invitations: await rows(
        `SELECT id, patient_id, kind, state, opened_at IS NOT NULL AS opened, greeting_sealed IS NULL AS dropped
         FROM invitation`,
      ),
      links: await rows(
        `SELECT login.email, link.patient_id, link.level, ended_at IS NOT NULL AS ended FROM link
         JOIN login ON login.id = link.login_id`,
      ),
      indexes: (await Promise.all(shown)).sort(),
    }
  } finally {
    await db.destroy()
  }
}

async function inWords(item: RecordIndex['items'][number], parts: ReadonlyMap<string, Buffer>): Promise<string> {
  switch (item.kind) {
    case 'form':
      return `form ${item.form.title} ${item.form.state} ${item.because} ${await contentOf(item, parts)}`
    case 'submission':
      return `submission ${item.submission.id} ${await contentOf(item, parts)}`
    case 'plan':
      return `plan ${item.plan.id} ${item.plan.version} ${await contentOf(item, parts)}`
    case 'profile':
      return `profile ${JSON.stringify(item.profile)}`
    case 'appointment':
      return `appointment ${item.appointment.id}`
    case 'document':
    case 'takenBack':
      return `${item.kind} ${item.document.id}`
    case 'upload':
      return `upload ${item.upload.fileId}`
  }
}

async function contentOf({ part }: { readonly part: PartRef }, parts: ReadonlyMap<string, Buffer>): Promise<string> {
  const sealed = parts.get(part.id)
  if (!sealed) throw new Error('An index names a part that the endpoint does not have')
  return JSON.stringify(await openJson(sealed.toString('base64'), [part.identity], PartContent))
}
