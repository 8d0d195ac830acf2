import type { SERVER_KNOWS, Kept, ServerTableName } from '../../../shared/domain/serverKnows.ts'

/** Every table, and every column of it: a new one is not built before it is explained (R11.1). */
type Explained = {
  readonly [Table in ServerTableName]: {
    readonly name: string
    readonly text: string
    readonly columns: { readonly [Column in keyof (typeof SERVER_KNOWS)[Table]['columns']]: string }
  }
}

const whose = { clinic_id: 'the clinic’s number' }
const owner = { owner_kind: 'whether an invitation or a login’s link has it', owner_id: 'the number of that one' }
const time = { starts_at: 'when it begins', ends_at: 'when it ends' }
const what = { practitioner_id: 'the number of the practitioner', service_id: 'the number of the service' }
const patient = 'the number of the patient, which says nothing outside the clinic'
const secret = 'what the secret of its link is checked by'

const tables: Explained = {
  clinic: {
    name: 'The clinic',
    text: 'What everybody may see of the clinic, and where desk and service stand with each other.',
    columns: {
      id: whose.clinic_id,
      profile_json: 'name, address, telephone, e-mail and time zone of the clinic, and its public key',
      token_hash: 'what this desk is known by',
      epoch: 'how often everything was published anew',
      last_seq: 'the number of the last thing that happened',
      paired_at: 'when a desk was connected',
      stored_bytes: 'how much room what waits here takes',
      anchor_sealed: 'how far the audit log is, for this desk alone',
      last_message: 'how many messages were left for patients',
    },
  },
  clinic_name: {
    name: 'Short address',
    text: 'Names that the clinic’s page is found under, the earlier ones too.',
    columns: { ...whose, name: 'the name', taken_at: 'since when' },
  },
  pairing_code: {
    name: 'Codes to connect a desk',
    text: 'Each works once, and is dropped a short time after.',
    columns: { ...whose, code_hash: 'what the code is checked by', expires_at: 'until when it works' },
  },
  sale: {
    name: 'Services on sale',
    text: 'The public catalogue: what can be booked online, and by which rules.',
    columns: { ...whose, sale_json: 'names of services and practitioners, lengths, notice and cut-off' },
  },
  lane: {
    name: 'Practitioners on sale',
    text: 'A number for the time of each practitioner.',
    columns: { ...whose, number: 'that number', practitioner_id: what.practitioner_id },
  },
  lane_range: {
    name: 'Times on sale',
    text: 'When each practitioner can be booked online.',
    columns: { lane: 'whose time it is', ranges_json: 'the times' },
  },
  claim: {
    name: 'Taken times',
    text: 'Visits to come, and times that are held, as times of a practitioner. Not whose visit it is, unless a login booked it online.',
    columns: {
      ...whose,
      id: 'the number of the visit',
      lane: 'whose time it is',
      ...time,
      busy_from: 'the same with the minutes before',
      busy_to: 'the same with the minutes after',
      sequence: 'how often it was changed',
      is_on_purpose: 'whether staff put it over another',
      is_awaited: 'whether the clinic has yet to say yes',
      held_until: 'how long it is held while somebody books',
      token_hash: 'what whoever holds it is known by',
      holder_hash: 'from where it is held, to limit how much',
      site_hash: 'from which network, to limit how much',
      service_id: 'the number of the service, where it was booked online',
      login_id: 'the login that booked it online',
      link_id: 'for which of that login’s patients',
      ended_at: 'when it was cancelled or moved away',
    },
  },
  offer: {
    name: 'Offers to the waiting list',
    text: 'Freed times that are kept for somebody. Not for whom.',
    columns: {
      ...whose,
      id: 'the number of the visit, once it is taken',
      ...what,
      ...time,
      until_at: 'how long it is kept',
      state: 'whether it is open, taken, declined or withdrawn',
      token_hash: secret,
    },
  },
  reminder: {
    name: 'Reminders laid up',
    text: 'What a reminder’s visit is held against when its time comes. To whom it goes stands in the e-mail alone, which is sealed.',
    columns: {
      ...whose,
      id: 'the number of its e-mail',
      visit_id: 'the number of the visit',
      practitioner_id: what.practitioner_id,
      ...time,
      token_hash: secret,
      ended_at: 'when it was taken back, or its visit was',
      answered_at: 'when its reader said that they will come',
      kept_until: 'when this row is dropped',
    },
  },
  feed: {
    name: 'Calendar addresses',
    text: 'When a practitioner who has a calendar address is busy. Nothing else of a visit.',
    columns: {
      ...whose,
      practitioner_id: what.practitioner_id,
      busy_json: 'the busy times',
      changed_at: 'when they changed last',
      token_hash: 'what the secret of the address is checked by',
    },
  },
  login: {
    name: 'Logins',
    text: 'Whoever opened records, or booked online. The password never comes here.',
    columns: {
      ...whose,
      id: 'the number of the login',
      email: 'the e-mail address',
      email_key: 'the same in lower case, or a mark that no e-mail has',
      created_at: 'since when',
      auth_hash: 'what signing in is checked by, made from the password in the browser',
      salt: 'a random number that goes into it',
      parameters_json: 'how much work that is',
      recipient: 'the public key that records are sealed to',
      keyring_sealed: 'the login’s own keys, which its password alone opens',
      keyring_token_hash: 'what a change of these keys is checked by',
      keyring_revision: 'how often they changed',
      parked_by: 'the invitation by which its password was renewed',
      made_by: 'the invitation that it came by then',
      confirm_token_hash: 'what the link that confirms the address is checked by',
      confirmed_as: 'what came of that link',
      wanted_email: 'another address, until its mailbox is read',
      wanted_token_hash: 'what the link that confirms it is checked by',
      wanted_until: 'until when that link works',
    },
  },
  session: {
    name: 'Signed in',
    text: 'Browsers in which somebody is signed in to the portal.',
    columns: {
      ...whose,
      login_id: 'the login',
      started_at: 'since when',
      used_at: 'when last',
      device_json: 'what kind of phone or computer, and which browser',
      token_hash: 'what the browser is known by',
    },
  },
  passkey: {
    name: 'Passkeys',
    text: 'Phones and computers that open a login without its password. What opens the keys is sealed to each of them.',
    columns: {
      ...whose,
      login_id: 'the login',
      made_at: 'since when',
      device_json: 'what kind of phone or computer, and which browser',
      id_hash: 'what the passkey is known by',
      auth_hash: 'what signing in with it is checked by',
      wrap_sealed: 'what opens the login’s own keys, for this passkey alone',
    },
  },
  device: {
    name: 'Known browsers',
    text: 'Browsers that a login was opened in before: what others guess does not stop them.',
    columns: { ...whose, login_id: 'the login', used_at: 'when last', token_hash: 'what the browser is known by' },
  },
  link: {
    name: 'Who holds whose records',
    text: 'A login and a patient, by their numbers, at a level.',
    columns: {
      ...whose,
      id: 'its number',
      login_id: 'the login',
      patient_id: patient,
      level: 'limited or full',
      since_at: 'since when',
      ended_at: 'when it ended',
      merged_into: 'the link that it became one with',
    },
  },
  invitation: {
    name: 'Access Links and forms sent',
    text: 'Which were sent, opened and used, and until when they work. The secret stands in the e-mail alone.',
    columns: {
      ...whose,
      id: 'its number',
      patient_id: patient,
      kind: 'a form or an Access Link',
      state: 'open, used, revoked or replaced',
      expires_at: 'until when it works',
      days_from_opening: 'how long it works from being opened',
      fetched_at: 'when its page was loaded',
      opened_at: 'when it was opened',
      extra_day_at: 'when its one extra day was taken',
      ended_at: 'when it ended',
      recipient: 'its public key',
      token_hash: secret,
      code_token_hash: 'what code and birth date are checked by',
      greeting_sealed: 'what its page says, for whoever has the link',
      introduction: 'the clinic’s proof that the link is its own',
      code_introduction: 'the same for the code',
      renewal: 'a proof of which login it may renew, without the address',
    },
  },
  record_index: {
    name: 'Records for patients',
    text: 'What one holder may see. Only their own key opens it.',
    columns: {
      ...whose,
      ...owner,
      level: 'limited or full',
      epoch: 'in which round of publishing',
      version: 'which version',
      published_at: 'when',
      signed_kind: 'for whom the clinic signed it',
      signed_id: 'the number of that one',
      macs_json: 'the clinic’s signatures',
      body_sealed: 'what can be seen',
    },
  },
  part: {
    name: 'Forms, answers and plans',
    text: 'Each sealed by itself; what opens it stands in the records of whoever may see it.',
    columns: {
      ...whose,
      id: 'its number',
      loose_at: 'since when it may be dropped, if nothing names it',
      body_sealed: 'what it holds',
    },
  },
  blob: {
    name: 'Files',
    text: 'Documents that were shared, and files that patients sent: how large each is, and nothing of what it is.',
    columns: {
      ...whose,
      id: 'its number',
      state: 'whether all of it is here, and whether it waits for this desk',
      bytes: 'its size',
      stored: 'how much of it is here',
      sha256: 'a checksum of the sealed file',
      link_id: 'who sends it, by the number of the link',
    },
  },
  blob_chunk: {
    name: 'The files themselves',
    text: 'In pieces, each file sealed as a whole; what opens it stands in the records of whoever may see it.',
    columns: {
      ...whose,
      blob_id: 'the number of the file',
      from_byte: 'where in the file it stands',
      body_sealed: 'a piece of the sealed file',
    },
  },
  record_index_part: {
    name: 'Which of these belong to whose records',
    text: 'Numbers, so that what nobody may see any more is dropped.',
    columns: { ...whose, ...owner, part_id: 'the number of the form, answers or plan' },
  },
  record_index_form: {
    name: 'Forms to fill',
    text: 'Numbers, so that no other form is taken.',
    columns: { ...whose, ...owner, assignment_id: 'the number of the form that was sent' },
  },
  message: {
    name: 'Messages for patients',
    text: 'Each sealed by itself, for one holder’s own key. Neither what it says nor who wrote it stands beside it.',
    columns: {
      ...whose,
      ...owner,
      id: 'its number',
      number: 'its place in the order',
      level: 'whether limited access shows it',
      signed_kind: 'for whom the clinic signed it',
      signed_id: 'the number of that one',
      macs_json: 'the clinic’s signatures',
      body_sealed: 'the message',
    },
  },
  draft: {
    name: 'Half-filled forms',
    text: 'As the patient left them. Only the patient’s key opens them.',
    columns: {
      ...whose,
      link_id: 'whose it is, by the number of the link',
      assignment_id: 'the number of the form that was sent',
      saved_at: 'when it was saved',
      body_sealed: 'the answers so far',
    },
  },
  event: {
    name: 'What waits for this desk',
    text: 'Answers, bookings and what became of links and e-mails. It is dropped once this desk has it.',
    columns: {
      ...whose,
      seq: 'its place in the order',
      id: 'its number',
      at: 'when it came',
      body_json:
        'its kind, numbers and times; of a new login the e-mail address and public key; of a booking its time and service',
      body_sealed: 'what the patient wrote, for this desk alone',
      login_id: 'the login that it came from',
      bytes: 'its size',
    },
  },
  received: {
    name: 'What came already',
    text: 'Numbers of what patients sent, so that nothing counts twice.',
    columns: {
      ...whose,
      link_id: 'from whom, by the number of the link',
      id: 'the number of what came',
      received_at: 'when',
    },
  },
  mail: {
    name: 'E-mails that wait',
    text: 'Sealed to the mail worker, whose key is kept outside the database. Dropped once it is sent.',
    columns: {
      ...whose,
      id: 'its number',
      to_address: 'the address it goes to; of a reminder none',
      body_sealed: 'the e-mail',
      attempts: 'how often it was tried',
      due_at: 'when it leaves',
      claimed_by: 'which process is at it',
      created_at: 'since when it waits',
      claim_id: 'the number of the visit it tells of, where that was booked online',
      is_reminder: 'whether it is a reminder',
    },
  },
  applied_item: {
    name: 'What this desk handed over',
    text: 'Numbers, so that nothing counts twice.',
    columns: { ...whose, id: 'the number of what came', applied_at: 'when' },
  },
  attempt: {
    name: 'Wrong tries',
    text: 'Counts that end guessing. Neither an address nor an e-mail can be read from them, nor which clinic they are of.',
    columns: {
      key_hash: 'what is counted, under a key of the service',
      points: 'how many',
      resets_at: 'when it is forgotten',
    },
  },
  endpoint_key: {
    name: 'Keys of the service itself',
    text: 'With one of them it makes up salts for e-mails that it does not know. None of them opens anything of a clinic.',
    columns: { name: 'what it is for', value: 'the key' },
  },
}

/** Settings, What the server knows. */
export const serverKnows = {
  title: 'What the server knows',
  text: 'All that the online service keeps of this clinic, table by table. What does not stand there in clear is an age file, to which it has no key but for the e-mails that wait, or a hash, from which nothing can be read.',
  couldNotLoad: 'What the online service knows could not be read.',
  total: (rows: string, size: string) => `${rows} rows, ${size}`,
  rows: (rows: string) => (rows === '1' ? '1 row' : `${rows} rows`),
  ofNoClinic: 'of no clinic',
  unknown: 'This desk is older than the online service, and does not know what this is.',
  download: 'Download everything',
  downloading: (rows: string) => `${rows} rows read`,
  stop: 'Stop',
  wipe: 'Wipe and rebuild',
  wiping: {
    title: 'Wipe and rebuild the online service?',
    text: 'Everything that it holds of this clinic is deleted there and sent anew from this computer. What only patients have stays: their logins, and forms that are half filled. Links in e-mails go on working. For some minutes patients may see less than usual.',
    confirm: 'Wipe and rebuild',
  },
  rebuild: {
    waiting: 'The wiping waits for the online service.',
    publishing: (left: string) =>
      left === '1'
        ? '1 thing is still to be sent to the online service.'
        : `${left} things are still to be sent to the online service.`,
  },
  columns: 'Columns',
  /** Column heads. */
  column: 'Column',
  what: 'What it says',
  how: 'How it is kept',
  kept: { clear: 'in clear', hash: 'a hash', sealed: 'age file', key: 'its own key' } satisfies Record<Kept, string>,
  fileText:
    'The file has every row. A hash and an age file are told by their length: nobody reads them, and they invite guessing.',
  tables,
}
