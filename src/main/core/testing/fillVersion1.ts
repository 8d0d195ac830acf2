import { FIRST_HASH, hashOfAudit } from '../auditChain.ts'
import type { Database } from '../db/sqlite.ts'

const AT = '2026-02-01T09:00:00.000Z'
const LATER = '2026-09-01T09:00:00.000Z'

/** `id('mail', 3)`: the third e-mail of the file. */
export function idIn(table: string, number: number): string {
  const tables = ['staff', 'patient', 'service', 'appointment', 'invitation', 'login', 'link', 'assignment']
  const more = ['submission', 'plan', 'mail', 'outbox', 'inbox_item', 'questionnaire', 'hours']
  const group = String([...tables, ...more].indexOf(table)).padStart(4, '0')
  return `01900000-0000-7000-8000-${group}${String(number).padStart(8, '0')}`
}

export const APPOINTMENT_STATUSES = ['booked', 'arrived', 'inSession', 'completed', 'noShow', 'cancelled']
export const INVITATION_STATES = ['prepared', 'sending', 'sent', 'opened', 'redeemed', 'revoked', 'replaced']
export const MAIL_STATES = ['waiting', 'leaving', 'sent', 'bounced', 'failed', 'unknown', 'undone']
export const MAIL_KINDS = ['confirmation', 'forms', 'accessLink', 'linkAdded', 'linkEnded']
const REASONS = ['notAnAgeFile', 'tooLarge', 'invitationRefused', 'whoKnows']

/** A file as the first version left it, with something in every table and of every kind. */
export function fillVersion1(database: Database): void {
  const add = (table: string, row: Readonly<Record<string, string | number | null>>) => {
    const columns = Object.keys(row)
    const marks = columns.map(() => '?').join(', ')
    database.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})`).run(...Object.values(row))
  }
  const lee = idIn('staff', 1)
  const [ana, ben, cleo] = [1, 2, 3].map((number) => idIn('patient', number))

  add('clinic', {
    ...{ id: idIn('staff', 99), name: 'Harbour', address_line: '', phone: '', time_zone: 'America/Vancouver' },
    ...{ identity: 'an identity', recipient: 'a recipient', code_salt: 'AAAA', access_days: 7, created_at: AT },
  })
  add('sync_state', { id: 1, epoch: 3, cursor: 40, projection_version: 12, endpoint_url: 'https://endpoint.example' })
  for (const [index, role] of ['practitioner', 'admin'].entries()) {
    const id = idIn('staff', index + 1)
    const names = { name: `Jun Lee ${role}`, called_name: 'Dr Lee', email: role, email_key: role }
    add('staff', { id, ...names, role, password_hash: 'a hash', tint: 1, has_calendar: 1, created_at: AT })
  }
  for (const [index, id] of [ana, ben, cleo].entries()) {
    const row = { chart_number: 1001 + index, given_name: 'Ana', family_name: 'Ruiz', created_at: AT, changed_at: AT }
    add('patient', { id: id ?? '', ...row })
    add('patient_search', { rowid: 1001 + index, name: 'Ana Ruiz', phone: '', email: '', birth: '' })
  }
  add('service', {
    ...{ id: idIn('service', 1), name: 'Consultation', minutes: 30, buffer_before_minutes: 0 },
    ...{ buffer_after_minutes: 0, is_bookable_online: 1, sort: 1 },
  })
  add('working_hours', {
    ...{ id: idIn('hours', 1), practitioner_id: lee, weekday: 1, from_time: '09:00', to_time: '12:00' },
  })
  const form = idIn('questionnaire', 1)
  add('questionnaire_version', {
    ...{ id: form, questionnaire_id: idIn('questionnaire', 2), version: '1', title: 'Intake', minutes: 6 },
    ...{ resource_json: '{}', published_at: AT },
  })
  add('service_form', { service_id: idIn('service', 1), questionnaire_version_id: form })

  add('login', {
    id: idIn('login', 1),
    email: 'ana@x.test',
    email_key: 'ana@x.test',
    recipient: 'r',
    first_seen_at: AT,
  })
  const link = { login_id: idIn('login', 1), since_at: AT }
  const ended = { patient_id: ben ?? '', level: 'full', proven_recipient: 'r', ended_at: AT }
  add('link', { ...link, id: idIn('link', 1), patient_id: ana ?? '', level: 'full', proven_recipient: 'r' })
  add('link', { ...link, id: idIn('link', 2), patient_id: ben ?? '', level: 'limited', proven_recipient: null })
  add('link', { ...link, ...ended, id: idIn('link', 3), end_reason: 'By request' })
  add('link', { ...link, ...ended, id: idIn('link', 4), end_reason: 'Its invitation had ended' })

  for (const [index, status] of APPOINTMENT_STATUSES.entries()) {
    add('appointment', {
      ...{ id: idIn('appointment', index + 1), patient_id: ana ?? '', practitioner_id: lee },
      ...{ service_id: idIn('service', 1), starts_at: AT, ends_at: AT, status, status_at: LATER, is_told: 1 },
      ...{ booked_by_link_id: index === 0 ? idIn('link', 1) : null, created_by: lee, created_at: AT, sequence: index },
    })
  }
  for (const [index, state] of INVITATION_STATES.entries()) {
    add('invitation', {
      ...{ id: idIn('invitation', index + 1), patient_id: index === 0 ? (cleo ?? '') : (ana ?? ''), state },
      ...{ kind: index % 2 === 0 ? 'access' : 'form', secret: 's', recipient: 'r', requested_by: lee },
      ...{ prepared_at: AT, expires_at: LATER, redeemed_outcome: state === 'redeemed' ? 'upgraded' : null },
    })
  }
  add('link_invitation', { link_id: idIn('link', 1), invitation_id: idIn('invitation', 5) })
  add('assignment', {
    ...{ id: idIn('assignment', 1), patient_id: ana ?? '', questionnaire_version_id: form, assigned_at: AT },
    ...{ invitation_id: idIn('invitation', 5), appointment_id: idIn('appointment', 1), assigned_by: lee },
  })
  for (const [index, state] of ['received', 'filed', 'setAside'].entries()) {
    const problems = state === 'setAside' ? '["It cannot be opened","“Reason”: an answer is needed"]' : '[]'
    add('submission', {
      ...{ id: idIn('submission', index + 1), assignment_id: idIn('assignment', 1), patient_id: ana ?? '' },
      ...{ link_id: idIn('link', 1), questionnaire_version_id: form, response_json: '{}', state },
      ...{ problems_json: problems, submitted_at: AT, received_at: AT },
    })
  }
  add('plan', {
    ...{
      id: idIn('plan', 1),
      patient_id: ana ?? '',
      title: 'Back',
      draft: 'Walk',
      draft_saved_at: AT,
      created_by: lee,
    },
  })
  add('plan_version', {
    ...{ plan_id: idIn('plan', 1), version: 1, title: 'Back', text: 'Walk', published_at: AT, published_by: lee },
  })

  const failures = new Map([
    ['bounced', 'The mail server refused the address (552)'],
    ['failed', 'The e-mail could not be handed to a mail server'],
  ])
  for (const [index, state] of MAIL_STATES.entries()) {
    add('mail', {
      ...{ id: idIn('mail', index + 1), patient_id: cleo ?? '', kind: MAIL_KINDS[index % MAIL_KINDS.length] ?? '' },
      ...{ recipient_email: 'a@x.test', subject: 'News', content_json: '{}', state, created_at: AT, leaves_at: AT },
      ...{ invitation_id: index === 0 ? idIn('invitation', 1) : null, failure: failures.get(state) ?? null },
    })
  }
  const inbox = [
    { kind: 'submission', title: 'Intake', message: null, submission_id: idIn('submission', 1) },
    { kind: 'submission', title: 'Intake', message: 'Kept aside, not filed. …', submission_id: idIn('submission', 3) },
    { kind: 'request', title: 'ana@x.test asks for full access', message: 'My visits' },
    { kind: 'request', title: 'A request of ana@x.test cannot be read', message: null },
    { kind: 'mailBounced', title: 'a@x.test', message: failures.get('bounced') ?? '', mail_id: idIn('mail', 4) },
    { kind: 'mailBounced', title: 'a@x.test', message: failures.get('failed') ?? '', mail_id: idIn('mail', 5) },
    { kind: 'redeemed', title: 'ana@x.test', message: 'New access' },
    { kind: 'redeemed', title: 'ana@x.test', message: 'Upgraded from limited to full' },
    { kind: 'redeemed', title: 'ana@x.test', message: 'Had access before' },
    { kind: 'redeemed', title: 'ana@x.test', message: 'Redeemed after it was ended here: access was ended at once' },
    { kind: 'unproven', title: 'eve@x.test', message: 'Nothing is published' },
  ]
  for (const [index, item] of inbox.entries()) {
    const about = { id: idIn('inbox_item', index + 1), event_seq: index + 1, patient_id: ana ?? '', received_at: AT }
    add('inbox_item', { ...about, ...item, done_at: index === 0 ? AT : null, done_by: index === 0 ? lee : null })
  }

  const waiting: [string, Record<string, string>][] = [
    ['clinic.put', {}],
    ['invitation.put', { id: idIn('invitation', 1) }],
    ['invitation.put', { id: idIn('invitation', 1) }],
    ['invitation.end', { id: idIn('invitation', 6), state: 'revoked' }],
    ['link.level', { id: idIn('link', 2), level: 'limited' }],
    ['link.end', { id: idIn('link', 3) }],
    ['mail.put', { id: idIn('mail', 1) }],
    ['projection.put', { id: idIn('link', 1) }],
  ]
  const row = { due_at: AT, created_at: AT }
  for (const [index, [kind, body]] of waiting.entries()) {
    const body_json = JSON.stringify({ kind, ...body })
    add('outbox', { ...row, id: idIn('outbox', index + 1), kind, body_json, state: 'waiting' })
  }
  for (const [index, reason] of REASONS.entries()) {
    const [id, kind] = [idIn('outbox', 20 + index), 'invitation.put']
    const body_json = JSON.stringify({ kind, id: idIn('invitation', 2 + index) })
    add('outbox', { ...row, id, kind, body_json, state: 'refused', reason })
  }
  add('projection_due', { patient_id: ana ?? '', since_at: AT })
  add('event_set_aside', { seq: 39, event_json: '{}', set_aside_at: AT })

  let previous = FIRST_HASH
  for (const seq of [1, 2, 3]) {
    const facts = { seq, at: AT, staff_id: seq === 2 ? null : lee, patient_id: ana ?? '', action: 'patient.changed' }
    const written = { ...facts, detail: seq === 3 ? null : 'phone, email', previous_hash: previous }
    previous = hashOfAudit({ ...written, format: 1, station: null })
    add('audit', { ...written, hash: previous })
  }
}
