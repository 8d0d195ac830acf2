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
  UNOPENED: 'What came back could not be opened.',
  NOT_FOUND: 'This is no longer here. The clinic may have changed it.',
  RATE_LIMITED: (retryAfterSeconds: number) => `Too many tries. This works again ${minutes(retryAfterSeconds)}.`,
  SIGNED_OUT: 'Signed out after a while, to keep these records private. Everything saved is kept.',
  INVITATION_DEAD: 'This link does not open anything any more. The clinic can send a new one.',
  EMAIL_HAS_LOGIN: 'There is a login with this e-mail already. Its password opens this.',
  WRONG_EMAIL_OR_PASSWORD: 'This e-mail and this password do not belong together.',
} satisfies Record<ErrorCode, string | ((fact: never) => string)>

/** Stands after a failure where something was typed. */
export const kept = 'Nothing that was typed is lost.'
