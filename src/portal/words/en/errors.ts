import type { ErrorCode } from '../../errorCode.ts'

function minutes(seconds: number): string {
  return seconds < 90 ? 'in about a minute' : `in about ${Math.ceil(seconds / 60)} minutes`
}

/** What each failure means to a person, by the code of the error. */
export const errors = {
  OFFLINE: 'No connection.',
  FOREIGN_ANSWER: 'The clinic’s pages do not answer just now.',
  BAD_REQUEST: 'Something here was not understood. Check the e-mail address.',
  UNEXPECTED: (reference: string | null) =>
    reference === null ? 'Something went wrong.' : `Something went wrong. Reference ${reference}.`,
  KEYRING_MOVED: 'Another device has just changed this login.',
  KEYRING_REFUSED: 'This login can be changed with its password only. Sign in again.',
  KEYS_CHANGED:
    'These keys are not the clinic’s and yours. Nothing was opened and nothing was sent. Call the clinic, at a number you know.',
  OLD_STATE: 'What is kept for this login is older than what this device has seen. Nothing was opened.',
  WEAK_PASSWORD_KEYS:
    'This page was asked to protect the password less than it should. It was not sent. Call the clinic, at a number you know.',
  UNOPENED: 'What came back could not be opened.',
  NOT_FOUND: 'This is no longer here. The clinic may have changed it.',
  RATE_LIMITED: (retryAfterSeconds: number) => `Too many tries. This works again ${minutes(retryAfterSeconds)}.`,
  QUOTA_REACHED:
    'The clinic’s pages have no room for more just now. Later they have; the clinic can be called before that.',
  SIGNED_OUT: 'Signed out after a while, to keep these records private. Everything saved is kept.',
  INVITATION_DEAD: 'This link does not open anything any more. The clinic can send a new one.',
  EMAIL_HAS_LOGIN: 'There is a login with this e-mail already. Its password opens this.',
  RENEWAL_REFUSED:
    'This link renews the password of the address that it was sent to, and of no other. Check the address, or ask the clinic for a new Access Link.',
  NOT_ON_SALE: 'This is not booked online just now.',
  TIME_TAKEN: 'Somebody else has just taken this time.',
  TOO_LATE: 'This visit can no longer be changed online.',
  TOO_MANY_OPEN: 'This login has as many visits to come as the clinic allows.',
  WRONG_EMAIL_OR_PASSWORD: 'This e-mail and this password do not belong together.',
} satisfies Record<ErrorCode, string | ((fact: never) => string)>

/** Stands after a failure where something was typed. */
export const kept = 'Nothing that was typed is lost.'

/** R11.5: after `OLD_STATE`, where the person may choose. */
export const older = {
  why: 'That is so when the clinic’s online service was put back from a backup, and it can be somebody’s doing. The clinic knows which: call it, at a number you know. It can send a new Access Link for what is missing.',
  goOn: 'Go on with the older state',
  wentOn: 'This is an older state: what came later may be missing. The clinic can send a new Access Link.',
}
