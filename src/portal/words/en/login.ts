import { isolated } from '../isolated.ts'
import { count } from './count.ts'

/** Who opens what, with which e-mail and password. */
export const greeting = {
  hello: (name: string) => `Hello ${isolated(name)}`,
  helloNobody: 'Hello',
  access: (by: string) => `${isolated(by)} has opened your records to you: visits and treatment plans.`,
  form: (clinic: string) => `${isolated(clinic)} has sent you a form to fill in.`,
  until: (day: string) => `This works until ${day}.`,
}

export const password = {
  email: 'E-mail',
  choose: 'Choose a password',
  enter: 'Password',
  show: 'Show',
  hide: 'Hide',
  showLabel: 'Show the password',
  hideLabel: 'Hide the password',
  atLeast: 'At least 10 characters. A few words that only you would put together are easy to remember.',
  more: (number: number) => `${count(number, 'more character', 'more characters')} to go.`,
  fair: 'Good enough. Longer is safer.',
  good: 'Good: long and not a common one.',
  common: 'Too easy to guess. A few words that only you would put together are safer.',
  hasEmail: 'Too easy to guess: it is part of the e-mail address.',
  isCode: 'The code in the e-mail is not your password. Choose one of your own.',
  codeAtSignIn: 'The code in the e-mail is not the password. The password is the one chosen at the first visit here.',
}

export const register = {
  access: 'Open my records',
  form: 'Go to my forms',
  busy: 'Opening…',
  haveLogin: 'I already have a login: sign in',
  noLogin: 'I have no login yet: choose a password',
  emailIncomplete: 'The e-mail address is not complete.',
  passwordNeeded: 'The password is missing.',
}

export const signIn = {
  heading: 'Sign in',
  lead: 'Your visits, forms and records at this clinic.',
  button: 'Sign in',
  busy: 'Signing in…',
  noLogin: 'There is no login yet? The button in the clinic’s e-mail makes one.',
  haveCode: 'I have a code from the clinic',
  forgotten: (phone: string) =>
    `Forgotten password: the clinic can e-mail an Access Link, through which a new one is chosen. Its number is ${phone}.`,
  bySelf: 'You are signed out.',
  passkey: 'Sign in with a passkey',
  passkeyBusy: 'Waiting for this device…',
  passkeyStopped: 'The passkey was not used. The password opens the login as well.',
  passkeyUnknown: 'This passkey does not open the login any more. The password does.',
  removed: 'The login is deleted. The clinic is told, and keeps its own records.',
  again: 'Enter your password again',
  againLead: (email: string) =>
    `You are still signed in as ${email}. The key to your records is kept in one tab only, and your password brings it back.`,
  unproven: (email: string) =>
    `The e-mail address is not confirmed yet. The button in the e-mail to ${email} confirms it; then this password opens the login.`,
  mayHaveLogin: 'This e-mail may have a login here already: its own password then opens this.',
  redeemLead: (email: string) => `You are signed in as ${email}. Enter the password once more to add this.`,
}

/** A lost password, renewed by an Access Link. */
export const renew = {
  forgotten: 'I have forgotten my password',
  remembered: 'I remember my password: sign in',
  heading: 'A new password',
  lead: 'This works for the e-mail address that the clinic’s link was sent to. The old password then opens nothing, and other people in this login come back with a link of their own from the clinic.',
  choose: 'Choose a new password',
  done: 'The new password works from now on. Other people in this login come back with a link of their own from the clinic.',
}

export const add = {
  question: (name: string, email: string) => `Add ${isolated(name)} to ${email}?`,
  nobody: (email: string) => `Add this to ${email}?`,
  lead: (email: string) => `You are signed in as ${email}. These records then stand beside the ones already there.`,
  ownLead: (email: string) => `You are signed in as ${email}.`,
  button: (name: string) => `Add ${isolated(name)}`,
  buttonNobody: 'Add to my login',
  notMe: 'Not me',
  busy: 'Adding…',
}

export const outcome = {
  added: (name: string) => `${isolated(name)} is now in your login.`,
  upgraded: 'You now see everything the clinic shares.',
  alreadyFull: 'You already had full access; nothing changed.',
}
