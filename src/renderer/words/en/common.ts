import type { FileRefusal } from '../../../shared/domain/fileKinds.ts'
import type { UndoWay } from '../../components/undo/undoWay.ts'
import type { DeskErrorWords } from '../../state/deskErrors.ts'
import { hours } from './hours.ts'
import { passwords } from './passwords.ts'
import { recovery } from './recovery.ts'
import { roles } from './roles.ts'

const store = {
  diskFull: 'The disk is full. Nothing was changed; free some space and try again.',
  busy: 'The record file is busy in another program. Nothing was changed; try again.',
  readOnly: 'The record file cannot be written. Nothing was changed.',
  damaged: 'The record file is damaged. Nothing was changed; restore a backup.',
}

const oneTimeCodeOver = {
  used: 'This one-time code was used. Sign in with the password that was chosen with it; if that was somebody else, tell an admin at once.',
  expired: 'This one-time code is older than seven days. An admin can give a new one.',
}

const fileRefusals = {
  empty: 'The file is empty.',
  tooLarge: 'The file is larger than 20 MB.',
  otherKind: 'The file is no PDF and no photo (JPEG, PNG or HEIC).',
} satisfies Record<FileRefusal, string>

/** What stands on every page, and one sentence for every failure that a person can meet. */
export const common = {
  product: 'Anteroom',
  pageTitle: (page: string) => `${page} · Anteroom`,
  cancel: 'Cancel',
  close: 'Close',
  undo: 'Undo',
  undone: 'Undone',
  nothingToUndo: 'Nothing more to undo',
  /** What can be undone still after the page was loaded anew, by what it was done to. */
  undoKept: {
    visit: 'A visit was changed',
    series: 'Several visits were changed',
    mail: 'An e-mail is about to leave',
    plan: 'A plan was published',
    settling: 'Settled in the Inbox',
    match: 'A booking was matched to a chart',
    answer: 'A booking was answered',
    keptBoth: 'Two appointments at once were kept',
    waiting: 'Somebody was taken off the waiting list',
  } satisfies Record<UndoWay['kind'], string>,
  undoLeft: (seconds: number) => `${seconds} s to undo`,
  seconds: (count: number) => `${count} s`,
  tryAgain: 'Try again',
  remove: (what: string) => `Remove ${what}`,
  clear: 'Clear',
  loading: 'Loading',
  minutes: (count: number) => `${count} min`,
  /** `Mon 23 Nov, 14:03` */
  dayAndClock: (day: string, clock: string) => `${day}, ${clock}`,
  todayAndClock: (clock: string) => `Today, ${clock}`,
  /** An act and what it is about, to a screen reader: `Send again: Access Link to ana@example.com`. */
  actOn: (act: string, what: string) => `${act}: ${what}`,
  connectionLost: 'Connection to the desk lost. Reconnecting; nothing typed is lost.',
  /** A form that is closed half typed. */
  discarding: {
    title: 'Discard what was typed?',
    text: 'It is saved nowhere yet.',
    keep: 'Keep editing',
    discard: 'Discard',
  },
  /** Two people changed the same (R10.7). */
  conflict: {
    somebody: 'Somebody',
    title: (by: string, what: string) => `${by} changed ${what} while you were typing`,
    text: (count: number) =>
      count === 1
        ? 'Nothing of yours is saved yet. One field differs; choose which of both is kept.'
        : `Nothing of yours is saved yet. ${count} fields differ; choose which of both is kept.`,
    theirs: (by: string) => `${by}, saved`,
    mine: 'Yours, not saved',
    was: (value: string) => `was ${value}`,
    empty: 'empty',
    keptTheirs: (field: string, by: string) => `${field} (${by})`,
    keptMine: (field: string) => `${field} (yours)`,
    kept: (fields: readonly string[]) => `Kept from both without asking: ${fields.join(', ')}`,
    chooseEach: 'Choose one of each.',
    back: 'Back to typing',
    save: 'Save as chosen',
  },
  errors: {
    /** What the contract declares, by its code. */
    declared: {
      UNEXPECTED: ({ reference }) => `Something went wrong. Reference ${reference}.`,
      CHANGED_MEANWHILE: ({ by }) =>
        `${by ?? 'Somebody'} changed this meanwhile. Nothing was saved; look at it as it stands now.`,
      SIGNED_OUT: 'Signed out. Sign in to go on.',
      HOURS_IMPOSSIBLE: ({ problem }) => hours.impossible[problem],
      VISITS_STAND: ({ visits }) =>
        visits.length === 1
          ? '1 visit stands. Look at it first.'
          : `${visits.length} visits stand. Look at them first.`,
      SERVICE_NAME_TAKEN: ({ name }) => `Another service is called “${name}”.`,
      MAIL_SERVER_INCOMPLETE: 'A mail server of its own needs a name, and an address that e-mails come from.',
      TIME_ZONE_UNKNOWN: ({ timeZone }) =>
        `This clinic’s computer knows no time zone “${timeZone}”. Nothing was changed.`,
      NOT_FOUND: 'This no longer exists.',
      FORBIDDEN: ({ roles: whose }) => roles.only(whose),
      STORE_UNAVAILABLE: ({ because }) => store[because],
      WRONG_EMAIL_OR_PASSWORD: 'The e-mail or the password is not right.',
      RATE_LIMITED: ({ retryAfterSeconds }) =>
        retryAfterSeconds === 1
          ? 'Too many attempts. Try again in 1 second.'
          : `Too many attempts. Try again in ${retryAfterSeconds} seconds.`,
      ONE_TIME_CODE_OVER: ({ because }) => oneTimeCodeOver[because],
      PASSWORD_REFUSED: ({ because }) => passwords.problem[because],
      WRONG_PASSWORD: 'This is not your present password.',
      WRONG_CODE: 'This code is wrong, or was used already. Type the one that is shown now.',
      START_OVER: 'This took too long, or was ended elsewhere. Begin again.',
      SECOND_FACTOR_ON: 'A second factor is on already.',
      STAFF_EMAIL_TAKEN: ({ name, isActive }) =>
        isActive
          ? `${name} has this e-mail.`
          : `${name}, whose account is deactivated, has this e-mail. Give that account back instead.`,
      LAST_ADMIN:
        'Nobody else could administer the clinic. Somebody else becomes admin, and chooses a password, first.',
      OWN_ACCOUNT: 'Your own password and second factor stand under your name: Your account.',
      CLINIC_EXISTS: 'A clinic exists already on this computer. Sign in.',
      PAIRING_CODE_INVALID:
        'The online service at this address does not take this code: it is mistyped, used, too old, or of another service. Make a new one on its command line.',
      ENDPOINT_UNREACHABLE: 'No online service answers at this address.',
      ADDRESS_NOT_SECURE: 'What is sent to an http address can be read on the way. It begins with https.',
      SHEET_GONE: 'This sheet was given up: the desk was started again, or another was checked. Make it anew.',
      KEY_NOT_KEPT: 'This computer’s key store did not take the new key. The earlier sheet still counts.',
      WORDS_WRONG: 'These words are not those of the sheet.',
      WORDS_UNKNOWN: 'A word is not one of the list.',
      WORDS_MIXED_UP: recovery.mixedUp,
      SHEET_OF_ANOTHER: recovery.ofAnother,
      FILE_NOT_OPENED: ({ because }) => recovery.notOpened[because],
      ALREADY_OPEN: 'The clinic’s file is open. Load the page again.',
      OFFER_GONE: 'The online service says something else by now. Look at it again.',
      IMPORT_UNDONE: 'This import was undone meanwhile. Choose the file again.',
      TIME_TAKEN: ({ patientName }) =>
        patientName === null ? 'This time was booked online a moment ago.' : `${patientName} has this time.`,
      OUT_OF_THE_ORDINARY: () => 'This visit is out of the ordinary. Look at its day and time.',
      LENGTH_IMPOSSIBLE: 'A visit ends after it begins, and takes no longer than a day.',
      VISITS_REFUSED: ({ visits }) =>
        visits.length === 1
          ? 'One of the visits cannot be as it is. Nothing was saved.'
          : `${visits.length} of the visits cannot be as they are. Nothing was saved.`,
      INTO_THE_PAST: 'One of the visits would be in the past. Nothing was booked.',
      VISIT_OVER: 'This visit has begun, is over or was cancelled. Book another instead.',
      EMAIL_MISSING: 'No e-mail address on file.',
      NOT_PAIRED:
        'This desk is not connected to an online service yet, so no e-mail can leave. Connect it in Settings.',
      TO_DECIDE: 'This one waits for a decision of its own.',
      TOO_LATE: 'Too late to undo: it has left, or the time for it is over.',
      OFFERED_ALREADY: 'This person has another offer to answer. Wait for it, or withdraw it.',
      BEGINS_TOO_SOON: 'It begins too soon for anybody to answer an e-mail. Call instead.',
      TIME_NOT_KEPT: 'The online service does not answer, so the time cannot be kept for anybody. Nothing was offered.',
      DATES_IMPOSSIBLE: 'The last day is before the first.',
      INVITATION_CLOSED: 'This invitation is no longer open.',
      RENEWED_SINCE: 'This password has been renewed once more since. The newer line in the Inbox takes that back.',
      FILE_REFUSED: ({ because }) => fileRefusals[because],
      ADDING_OVER: 'The file was not added: it stopped on the way. It can be chosen again.',
      NOT_FULL:
        'This person has limited access, and is shown nothing from the clinic. An Access Link gives full access.',
      NOTHING_TO_PUBLISH: 'Nothing has changed since the last version.',
    } satisfies DeskErrorWords,
    connectionLost: 'The desk does not answer. Try again in a moment.',
    pageBroke: 'This page could not be shown.',
    badInput: 'Something in the form is not right.',
    unexpected: (reference: string) => `Something went wrong. Reference ${reference}.`,
    unexpectedBare: 'Something went wrong. Nothing was changed.',
  },
}
