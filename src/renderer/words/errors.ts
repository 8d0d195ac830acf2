/** One sentence for every failure a person can meet. */
export const errors = {
  signedOut: 'Signed out. Sign in to go on.',
  notFound: 'This no longer exists.',
  forbidden: 'Only an admin can do this.',
  connectionLost: 'The desk does not answer. Try again in a moment.',
  store: {
    diskFull: 'The disk is full. Nothing was changed; free some space and try again.',
    busy: 'The record file is busy in another program. Nothing was changed; try again.',
    readOnly: 'The record file cannot be written. Nothing was changed.',
    damaged: 'The record file is damaged. Nothing was changed; restore a backup.',
  },
  emailMissing: 'No e-mail address on file.',
  notPaired: 'This desk is not connected to an online service yet, so no e-mail can leave. Connect it in Settings.',
  tooLate: 'Too late to undo: the e-mail has left.',
  invitationClosed: 'This invitation is no longer open.',
  pageBroke: 'This page could not be shown.',
  badInput: 'Something in the form is not right.',
  unexpected: (reference: string) => `Something went wrong. Reference ${reference}.`,
  unexpectedBare: 'Something went wrong. Nothing was changed.',
} as const
