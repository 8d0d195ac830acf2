/** Signing in, the locked screen and the first run (R10.3). */
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
    needed: 'Type the code.',
    goOn: 'Go on',
  },
  choosePassword: {
    title: 'Choose your password',
    text: (email: string) => `For ${email}. From then on it takes the place of the one-time code.`,
    label: 'New password',
    goOn: 'Use this password',
  },
  firstRunTitle: 'Set up the clinic',
  firstRunText:
    'Records stay in an encrypted file on this computer. Afterwards it is connected to its online service, under Settings, Connection.',
  clinic: 'The clinic',
  you: 'You, its first admin',
  fields: {
    clinicName: 'Clinic name',
    addressLine: 'Address',
    phone: 'Telephone',
    timeZone: 'Time zone',
    adminName: 'Your name',
    adminEmail: 'E-mail',
    password: 'New password',
  },
  nameNeeded: 'A name is needed.',
  create: 'Set up clinic',
  fromCopy:
    'A clinic that is there already: close Anteroom, put a copy of the clinic’s file here, and start again. Its recovery sheet opens it.',
  /** The address was opened without what the start prints behind it. */
  withoutKey: {
    title: 'This address is not complete',
    text: 'Open the Front Desk at the whole address that its start printed: it ends in “#token=…”.',
    again: 'Each start prints a new one. A bookmark of the address without it opens nothing.',
  },
  fatalTitle: 'The desk does not answer',
}
