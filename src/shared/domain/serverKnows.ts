/**
 * How a column stands in the endpoint's database. `sealed`: an age file. `hash`: what it is of cannot be read from it. `key`: of the
 * endpoint's own.
 */
export type Kept = 'clear' | 'hash' | 'sealed' | 'key'

type ServerTable = {
  /** What its rows are in order by, after their clinic. Null: none of its rows is a clinic's. */
  readonly order: readonly string[] | null
  readonly columns: Readonly<Record<string, Kept>>
}

/** R11.1: every table and column of the endpoint. What stands in a row of another kind than `clear` is given out as its length alone. */
export const SERVER_KNOWS = {
  clinic: {
    order: ['id'],
    columns: {
      ...{ id: 'clear', profile_json: 'clear', token_hash: 'hash', epoch: 'clear', last_seq: 'clear' },
      ...{ paired_at: 'clear', stored_bytes: 'clear', anchor_sealed: 'sealed', last_message: 'clear' },
    },
  },
  clinic_name: { order: ['name'], columns: { clinic_id: 'clear', name: 'clear', taken_at: 'clear' } },
  pairing_code: { order: ['code_hash'], columns: { clinic_id: 'clear', code_hash: 'hash', expires_at: 'clear' } },
  sale: { order: [], columns: { clinic_id: 'clear', sale_json: 'clear' } },
  lane: { order: ['practitioner_id'], columns: { clinic_id: 'clear', number: 'clear', practitioner_id: 'clear' } },
  lane_range: { order: ['lane'], columns: { lane: 'clear', ranges_json: 'clear' } },
  claim: {
    order: ['id'],
    columns: {
      ...{ clinic_id: 'clear', id: 'clear', lane: 'clear', starts_at: 'clear', ends_at: 'clear', busy_from: 'clear' },
      ...{ busy_to: 'clear', sequence: 'clear', is_on_purpose: 'clear', is_awaited: 'clear', held_until: 'clear' },
      ...{ token_hash: 'hash', holder_hash: 'hash', site_hash: 'hash' },
      ...{ service_id: 'clear', login_id: 'clear', link_id: 'clear', ended_at: 'clear' },
    },
  },
  offer: {
    order: ['id'],
    columns: {
      ...{ clinic_id: 'clear', id: 'clear', practitioner_id: 'clear', service_id: 'clear', starts_at: 'clear' },
      ...{ ends_at: 'clear', until_at: 'clear', state: 'clear', token_hash: 'hash' },
    },
  },
  reminder: {
    order: ['id'],
    columns: {
      ...{ clinic_id: 'clear', id: 'clear', visit_id: 'clear', practitioner_id: 'clear', starts_at: 'clear' },
      ...{ ends_at: 'clear', token_hash: 'hash', ended_at: 'clear', answered_at: 'clear', kept_until: 'clear' },
    },
  },
  feed: {
    order: ['practitioner_id'],
    columns: {
      ...{ clinic_id: 'clear', practitioner_id: 'clear', busy_json: 'clear', changed_at: 'clear', token_hash: 'hash' },
    },
  },
  login: {
    order: ['id'],
    columns: {
      ...{ clinic_id: 'clear', id: 'clear', email: 'clear', email_key: 'clear', created_at: 'clear' },
      ...{ auth_hash: 'hash', salt: 'clear', parameters_json: 'clear', recipient: 'clear', keyring_sealed: 'sealed' },
      ...{ keyring_token_hash: 'hash', keyring_revision: 'clear', parked_by: 'clear', made_by: 'clear' },
      ...{ confirm_token_hash: 'hash', confirmed_as: 'clear' },
      ...{ wanted_email: 'clear', wanted_token_hash: 'hash', wanted_until: 'clear' },
    },
  },
  session: {
    order: ['login_id', 'started_at', 'token_hash'],
    columns: {
      clinic_id: 'clear',
      login_id: 'clear',
      started_at: 'clear',
      used_at: 'clear',
      token_hash: 'hash',
      device_json: 'clear',
    },
  },
  passkey: {
    order: ['login_id', 'id_hash'],
    columns: {
      ...{ clinic_id: 'clear', login_id: 'clear', made_at: 'clear', device_json: 'clear' },
      ...{ id_hash: 'hash', auth_hash: 'hash', wrap_sealed: 'sealed' },
    },
  },
  device: {
    order: ['login_id', 'token_hash'],
    columns: { clinic_id: 'clear', login_id: 'clear', used_at: 'clear', token_hash: 'hash' },
  },
  link: {
    order: ['id'],
    columns: {
      ...{ clinic_id: 'clear', id: 'clear', login_id: 'clear', patient_id: 'clear', level: 'clear' },
      ...{ since_at: 'clear', ended_at: 'clear', merged_into: 'clear' },
    },
  },
  invitation: {
    order: ['id'],
    columns: {
      ...{ clinic_id: 'clear', id: 'clear', patient_id: 'clear', kind: 'clear', state: 'clear', expires_at: 'clear' },
      ...{ days_from_opening: 'clear', fetched_at: 'clear', opened_at: 'clear', ended_at: 'clear', recipient: 'clear' },
      ...{ token_hash: 'hash', code_token_hash: 'hash', greeting_sealed: 'sealed' },
      ...{ introduction: 'clear', code_introduction: 'clear', renewal: 'clear', extra_day_at: 'clear' },
    },
  },
  record_index: {
    order: ['owner_kind', 'owner_id'],
    columns: {
      ...{ clinic_id: 'clear', owner_kind: 'clear', owner_id: 'clear', level: 'clear', epoch: 'clear' },
      ...{ version: 'clear', published_at: 'clear', signed_kind: 'clear', signed_id: 'clear', macs_json: 'clear' },
      body_sealed: 'sealed',
    },
  },
  part: { order: ['id'], columns: { clinic_id: 'clear', id: 'clear', loose_at: 'clear', body_sealed: 'sealed' } },
  blob: {
    order: ['id'],
    columns: {
      ...{ clinic_id: 'clear', id: 'clear', state: 'clear', bytes: 'clear', stored: 'clear', sha256: 'clear' },
      link_id: 'clear',
    },
  },
  blob_chunk: {
    order: ['blob_id', 'from_byte'],
    columns: { clinic_id: 'clear', blob_id: 'clear', from_byte: 'clear', body_sealed: 'sealed' },
  },
  record_index_part: {
    order: ['owner_kind', 'owner_id', 'part_id'],
    columns: { clinic_id: 'clear', owner_kind: 'clear', owner_id: 'clear', part_id: 'clear' },
  },
  record_index_form: {
    order: ['owner_kind', 'owner_id', 'assignment_id'],
    columns: { clinic_id: 'clear', owner_kind: 'clear', owner_id: 'clear', assignment_id: 'clear' },
  },
  message: {
    order: ['number'],
    columns: {
      ...{ clinic_id: 'clear', number: 'clear', id: 'clear', owner_kind: 'clear', owner_id: 'clear', level: 'clear' },
      ...{ signed_kind: 'clear', signed_id: 'clear', macs_json: 'clear', body_sealed: 'sealed' },
    },
  },
  draft: {
    order: ['link_id', 'assignment_id'],
    columns: { clinic_id: 'clear', link_id: 'clear', assignment_id: 'clear', saved_at: 'clear', body_sealed: 'sealed' },
  },
  event: {
    order: ['seq'],
    columns: {
      ...{ clinic_id: 'clear', seq: 'clear', id: 'clear', at: 'clear', body_json: 'clear', body_sealed: 'sealed' },
      ...{ login_id: 'clear', bytes: 'clear' },
    },
  },
  received: {
    order: ['link_id', 'id'],
    columns: { clinic_id: 'clear', link_id: 'clear', id: 'clear', received_at: 'clear' },
  },
  mail: {
    order: ['id'],
    columns: {
      ...{ clinic_id: 'clear', id: 'clear', to_address: 'clear', body_sealed: 'sealed', attempts: 'clear' },
      ...{ due_at: 'clear', claimed_by: 'clear', created_at: 'clear', claim_id: 'clear', is_reminder: 'clear' },
    },
  },
  applied_item: { order: ['id'], columns: { clinic_id: 'clear', id: 'clear', applied_at: 'clear' } },
  attempt: { order: null, columns: { key_hash: 'hash', points: 'clear', resets_at: 'clear' } },
  endpoint_key: { order: null, columns: { name: 'clear', value: 'key' } },
} as const satisfies Record<string, ServerTable>

export type ServerTableName = keyof typeof SERVER_KNOWS

/** In the order in which they are told. */
export const serverTables = Object.keys(SERVER_KNOWS).filter(isServerTable)

export function isServerTable(name: string): name is ServerTableName {
  return Object.hasOwn(SERVER_KNOWS, name)
}

/** The tables and columns of one, as text: for whoever reads rows of any of them. */
export function serverTable(name: ServerTableName): ServerTable {
  return SERVER_KNOWS[name]
}
