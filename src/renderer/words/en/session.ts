/** Signing in and the locked screen (R10.3). */
export const session = {
  signInTitle: 'Sign in',
  signIn: 'Sign in',
  lockedTitle: (name: string) => `${name} is locked`,
  lockedText: {
    idle: (minutes: number) =>
      minutes === 1
        ? 'Locked after a quiet minute. Nothing typed is lost.'
        : `Locked after ${minutes} quiet minutes. Nothing typed is lost.`,
    byHand: 'Locked by hand. Nothing typed is lost.',
  },
  /** Where somebody worked until now: an admin may have ended it. */
  signedOut: 'Signed out. Sign in to go on.',
  email: 'E-mail',
  password: 'Password',
  showPassword: 'Show the password',
  emailInvalid: 'This is not an e-mail address.',
  emailNeeded: 'Type your e-mail address.',
  passwordNeeded: 'Type your password.',
  oneTimeCodeHint: 'The first time: the one-time code that an admin gave you.',
  startOver: 'Sign in as somebody else',
  secondFactor: {
    title: 'One thing more',
    label: 'Code of your authenticator',
    hint: 'Six digits, or one of your spare codes.',
    lost: 'Telephone lost? Type a spare code. Without one, an admin helps: Settings, Staff, “Second factor lost”.',
    needed: 'Type the code.',
    goOn: 'Go on',
  },
  choosePassword: {
    title: 'Choose your password',
    text: (email: string) => `For ${email}. From then on it takes the place of the one-time code.`,
    label: 'New password',
    goOn: 'Use this password',
  },
  /** The address was opened without what the start prints behind it. */
  withoutKey: {
    title: 'This address is not complete',
    text: 'Open the Front Desk at the whole address that its start printed: it ends in “#token=…”.',
    again: 'Each start prints a new one. A bookmark of the address without it opens nothing.',
  },
  fatalTitle: 'The desk does not answer',
}
