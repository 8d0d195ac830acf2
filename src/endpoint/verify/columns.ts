import { z } from 'zod'
import { EventBody } from '../../shared/contract/events.ts'
import { ClinicProfile, ShortName } from '../../shared/contract/outbox.ts'
import { Mac } from '../../shared/contract/shapes.ts'
import { BrowserDevice } from '../../shared/domain/browserDevice.ts'
import type { SERVER_KNOWS, ServerTableName } from '../../shared/domain/serverKnows.ts'
import { PasswordParameters } from '../../shared/envelope/passwords.ts'
import { StoredBusy } from '../db/feeds.ts'
import { StoredRanges } from '../db/lanes.ts'
import { StoredSale } from '../db/sales.ts'
import {
  ageFile,
  ageFilePiece,
  count,
  either,
  email,
  flag,
  hash,
  hashOrNone,
  holds,
  id,
  json,
  oneOf,
  ownKey,
  recipient,
  salt,
  text,
  time,
  type Shape,
} from './shapes.ts'

type Columns = {
  readonly [Table in ServerTableName]: {
    readonly [Column in keyof (typeof SERVER_KNOWS)[Table]['columns']]: Shape
  }
}

const whose = { clinic_id: id }
const owner = { owner_kind: oneOf('invitation', 'link'), owner_id: id }
/** Of a login that gave its e-mail to another (decision 0026), or has not shown yet that it is its own (decision 0034). */
const parked = text('a login that no e-mail finds', /^(?:parked|unconfirmed) [0-9a-f-]{36}$/)
const level = oneOf('limited', 'full')

/** What a word, an id, a time, a hash or a public key may look like within an event; besides them stand e-mails of logins. */
const WORD =
  /^(?:[a-z][A-Za-z]{0,19}(?:\.[a-z][A-Za-z]{0,19})?|[0-9a-f-]{36}|[0-9TZ:.-]{24}|[0-9a-f]{64}|age1[0-9a-z]{58}|)$/

const clearEvent: Shape = {
  name: 'an event in ids, times, numbers and login e-mails',
  fits(value, row) {
    if (typeof value !== 'string' || !holds(EventBody, value, row['body_sealed'] === null ? {} : { sealed: '' }))
      return false
    const { loginEmail, ...facts } = JSON.parse(value) as Record<string, unknown>
    if (typeof loginEmail === 'string' && !email.fits(loginEmail, row)) return false
    return Object.values(facts).every((fact) => typeof fact !== 'string' || WORD.test(fact))
  },
}

/** R11.1: what each column of each table is to hold, to the byte. A column is not built before it stands here. */
export const COLUMNS: Columns = {
  clinic: {
    ...{ id, token_hash: hash, epoch: count, last_seq: count, stored_bytes: count, paired_at: time },
    last_message: count,
    ...{ profile_json: json('the clinic’s public facts', ClinicProfile), anchor_sealed: ageFile },
  },
  clinic_name: {
    ...whose,
    name: { name: 'a short address', fits: (value) => ShortName.safeParse(value).success },
    taken_at: time,
  },
  pairing_code: { ...whose, code_hash: hash, expires_at: time },
  sale: { ...whose, sale_json: json('the public catalogue', StoredSale) },
  lane: { ...whose, number: count, practitioner_id: id },
  lane_range: { lane: count, ranges_json: json('times on sale', StoredRanges) },
  claim: {
    ...{ ...whose, id, lane: count, busy_from: count, busy_to: count, starts_at: time, ends_at: time, sequence: count },
    ...{
      is_on_purpose: flag,
      is_awaited: flag,
      held_until: time,
      token_hash: hash,
      holder_hash: hash,
      site_hash: hash,
    },
    ...{ service_id: id, login_id: id, link_id: id, ended_at: time },
  },
  offer: {
    ...{ ...whose, id, token_hash: hash, practitioner_id: id, service_id: id, starts_at: time, ends_at: time },
    ...{ until_at: time, state: oneOf('open', 'accepted', 'declined', 'withdrawn', 'gone') },
  },
  reminder: {
    ...{ ...whose, id, visit_id: id, practitioner_id: id, starts_at: time, ends_at: time, token_hash: hash },
    ...{ ended_at: time, answered_at: time, kept_until: time },
  },
  feed: {
    ...{ ...whose, practitioner_id: id, token_hash: hash, changed_at: time },
    busy_json: json('busy times', StoredBusy),
  },
  login: {
    ...{ ...whose, id, email, email_key: either(email, parked), auth_hash: hash, salt, recipient },
    ...{ parameters_json: json('the cost of a password', PasswordParameters), keyring_sealed: ageFile },
    ...{ keyring_token_hash: hashOrNone, keyring_revision: count, created_at: time, parked_by: id, made_by: id },
    ...{ confirm_token_hash: hash, confirmed_as: oneOf('confirmed', 'hasLogin') },
    ...{ wanted_email: email, wanted_token_hash: hash, wanted_until: time },
  },
  session: {
    ...{ ...whose, token_hash: hash, login_id: id, started_at: time, used_at: time },
    device_json: json('a kind of browser', BrowserDevice),
  },
  passkey: {
    ...{ ...whose, id_hash: hash, login_id: id, auth_hash: hash, wrap_sealed: ageFile, made_at: time },
    device_json: json('a kind of browser', BrowserDevice),
  },
  device: { ...whose, login_id: id, token_hash: hash, used_at: time },
  link: {
    ...{ ...whose, id, login_id: id, patient_id: id, level, since_at: time, ended_at: time, merged_into: id },
  },
  invitation: {
    ...{ ...whose, id, patient_id: id, kind: oneOf('form', 'access'), recipient, token_hash: hash },
    ...{ state: oneOf('open', 'redeemed', 'revoked', 'replaced'), code_token_hash: hash, expires_at: time },
    ...{ days_from_opening: count, greeting_sealed: ageFile, introduction: hashOrNone, code_introduction: hash },
    ...{ renewal: hash, fetched_at: time, opened_at: time, extra_day_at: time, ended_at: time },
  },
  record_index: {
    ...{ ...whose, ...owner, level, epoch: count, version: count, published_at: time, body_sealed: ageFile },
    ...{ signed_kind: oneOf('invitation', 'link', ''), signed_id: either(id, oneOf('')) },
    macs_json: json('hashes', z.array(Mac)),
  },
  part: { ...whose, id, body_sealed: ageFile, loose_at: time },
  blob: {
    ...{ ...whose, id, state: oneOf('arriving', 'whole', 'sent'), bytes: count, stored: count, sha256: hash },
    link_id: id,
  },
  blob_chunk: { ...whose, blob_id: id, from_byte: count, body_sealed: ageFilePiece },
  record_index_part: { ...whose, ...owner, part_id: id },
  record_index_form: { ...whose, ...owner, assignment_id: id },
  message: {
    ...{ ...whose, ...owner, id, number: count, level, body_sealed: ageFile },
    ...{ signed_kind: oneOf('invitation', 'link'), signed_id: id, macs_json: json('hashes', z.array(Mac)) },
  },
  draft: { ...whose, link_id: id, assignment_id: id, body_sealed: ageFile, saved_at: time },
  received: { ...whose, link_id: id, id, received_at: time },
  event: {
    ...{ ...whose, seq: count, id, at: time, body_json: clearEvent, body_sealed: ageFile, login_id: id, bytes: count },
  },
  mail: {
    ...{ ...whose, id, to_address: either(email, oneOf('')), body_sealed: ageFile, attempts: count, due_at: time },
    ...{ claimed_by: id, created_at: time, claim_id: id, is_reminder: flag },
  },
  applied_item: { ...whose, id, applied_at: time },
  attempt: { key_hash: hash, points: count, resets_at: time },
  endpoint_key: { name: oneOf('salt'), value: ownKey },
}
