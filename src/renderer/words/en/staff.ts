import type { StaffField } from '../../../shared/domain/staff.ts'

const visits = (count: number) => (count === 1 ? '1 visit' : `${count} visits`)

/** Front Desk → Settings → Staff. */
export const staff = {
  couldNotLoad: 'The accounts could not be read.',
  text: 'Whoever works here signs in with an account of their own.',
  add: 'Add person',
  back: 'All staff',
  newTitle: 'New person',
  gone: 'This account is not there.',
  left: 'Deactivated',
  /** What two people changed at once, in a sentence (R10.7). */
  what: 'this account',
  fields: {
    name: 'Name',
    calledName: 'Called by patients',
    email: 'E-mail',
    role: 'Role',
    tint: 'Colour',
    hasCalendar: 'Sees patients',
  } satisfies Record<StaffField, string>,
  calledNameHint: 'As it stands in e-mails: “Dr Lee”. Left empty, it is the name.',
  calendarHint: 'Has a column in the calendar, and working hours.',
  seesPatients: 'sees patients',
  seesNone: 'sees no patients',
  tints: ['Violet', 'Green', 'Amber', 'Blue', 'Teal'],
  emailInvalid: 'This is not an e-mail address.',
  emailNeeded: 'An e-mail address is needed: it is what they sign in with.',
  upcoming: (count: number) => `${visits(count)} to come`,
  losesCalendar: (count: number) =>
    count === 1
      ? 'The visit to come stands, and is shown on its day.'
      : `The ${count} visits to come stand, and are shown on their days.`,
  you: 'you',
  secondFactor: 'second factor',
  waits: (until: string) => `One-time code until ${until}`,
  codeTooOld: 'One-time code too old',
  save: 'Save account',
  addThis: 'Add person',
  saved: (name: string) => `${name} saved`,
  deactivate: 'Deactivate',
  giveBack: 'Give account back',
  isDeactivated: (name: string) => `${name} is deactivated and signed out`,
  isGivenBack: (name: string) => `${name} has the account back`,
  deactivatedText: (count: number) =>
    count === 0
      ? 'Deactivated: the account opens nothing, and nobody is booked with them.'
      : `Deactivated: the account opens nothing, and nobody is booked with them. ${visits(count)} to come ${count === 1 ? 'stands' : 'stand'}; the calendar shows ${count === 1 ? 'it' : 'them'}.`,
  lastAdminText: 'The only admin who can get in: neither the role nor the account can be taken away.',
  leaving: {
    title: (name: string) => `Deactivate ${name}?`,
    text: 'They are signed out everywhere at once, and nobody can be booked with them any more. What has been stays under their name.',
    visits: (count: number) =>
      count === 1
        ? 'This visit is still to come. It stands until somebody moves it or calls it off:'
        : `These ${count} visits are still to come. They stand until somebody moves them or calls them off:`,
    confirm: 'Deactivate',
    leave: (count: number) => (count === 1 ? 'Deactivate and leave it' : 'Deactivate and leave them'),
    moreSince: 'More visits were booked meanwhile. Look at them first.',
  },
  way: {
    title: 'Signing in',
    password: 'Has a password of their own.',
    code: (until: string) => `Has a one-time code until ${until}, and no password yet.`,
    codeOver: 'Their one-time code is too old, and they have no password yet.',
    own: 'Your own password and second factor are under your name: Your account.',
    reset: 'New one-time code',
    resetTitle: (name: string) => `A new one-time code for ${name}?`,
    resetText:
      'Their present password opens nothing from now on, and they are signed out everywhere. With the code they choose another.',
    resetConfirm: 'Make the code',
    factorOn: (since: string) => `A second factor is asked for since ${since}.`,
    factorOff: 'No second factor is asked for.',
    giveAnew: 'Second factor lost',
    anewTitle: (name: string) => `${name} has lost the second factor?`,
    anewText:
      'It is asked for no longer, nor are spare codes. They sign in with the password alone, and set up another under their own name.',
    anewConfirm: 'Stop asking for it',
    anewReasons: ['Telephone lost', 'New telephone', 'Authenticator deleted'],
    anewDone: (name: string) => `${name} can set up a second factor anew`,
  },
  code: {
    title: (name: string) => `One-time code for ${name}`,
    text: 'Shown this once. It can be read aloud; it works once.',
    how: (email: string) =>
      `At the sign-in: ${email}, and this code in place of the password. Then a password of their own is chosen.`,
    until: (day: string) => `Works until ${day}.`,
    copy: 'Copy',
    copied: 'Copied',
    notCopied: 'It could not be copied. Read it, or type it off.',
    done: 'Done',
    aloud: 'The code, letter by letter',
  },
}
