import { isolated } from '../isolated.ts'
import { count } from './count.ts'

/** What a login sees of each patient. */
export const home = {
  /** Before, within and after the part that stands out. */
  lookingAt: (name: string): readonly [string, string, string] => [
    'You are looking at',
    `${isolated(name)}’s`,
    'records',
  ],
  switch: 'Switch',
  switchTo: (name: string) => `Switch to ${isolated(name)}`,
  someone: 'Someone in your family',
  toDo: (number: number) => (number === 1 ? 'One thing to do' : `${number} things to do`),
  nothingToDo: 'Nothing to do',
  nothingToDoText: 'Forms that the clinic sends appear here.',
  aboutMinutes: (number: number) => `about ${count(number, 'minute', 'minutes')}`,
  before: (day: string) => `before ${day}`,
  nextVisit: 'Your next visit',
  nextVisits: 'Your next visits',
  noVisit: 'No visit is booked.',
  cancelled: 'cancelled',
  visitMinutes: (number: number) => `${number}\u00a0min`,
  yourRecords: 'Your records',
  planVersion: (day: string) => `version of ${day}`,
  pastVisits: 'Past visits',
  pastVisitsText: (number: number, last: string) => `${count(number, 'visit', 'visits')}, the last on ${last}`,
  sent: 'Sent by you',
  sentText: (number: number, last: string) => `${count(number, 'form', 'forms')}, the last on ${last}`,
  nothingShared: 'The clinic has shared nothing yet.',
  whyLimited:
    'Visits that the clinic booked and records it keeps are not shown here, because this login came by a form or by booking online.',
  ask: 'Ask the clinic for full access',
  asking: 'Asking…',
  asked: (time: string) => `The clinic was asked on ${time}. It answers by e-mail or by telephone.`,
  noLinks: 'Nobody’s records are in this login',
  noLinksText: 'The clinic has ended the access, or it was never finished. The clinic can send a new link.',
}

/** In place of records. */
export const nothing = {
  waiting: {
    heading: 'Nothing has arrived yet',
    text: 'It comes by itself as soon as the clinic’s computer has sent it.',
  },
  unopened: {
    heading: 'These records do not open with this login’s keys',
    text: 'That happens after a password was reset. The clinic can send a new Access Link, which opens them again.',
  },
  forged: {
    heading: 'This did not come from the clinic',
    text: 'Something was put here that the clinic did not write. Nothing of it is shown. Call the clinic, at a number you know.',
  },
  old: {
    heading: 'This is not the newest state',
    text: 'Something older came than what was shown here before, so nothing of it is shown. It may pass by itself; if not, call the clinic, at a number you know.',
  },
}

export const plan = {
  kicker: 'Treatment plan',
  meta: (by: string, day: string, version: number) => `${isolated(by)} · ${day} · version ${version}`,
  isNew: 'New',
  /** Since it was read in this browser last. */
  changed: (added: number, gone: number) =>
    [
      added === 0 ? null : `${count(added, 'part is', 'parts are')} new since you read this plan last`,
      gone === 0 ? null : `${count(gone, 'part', 'parts')} of before ${gone === 1 ? 'is' : 'are'} no longer here`,
    ]
      .filter((each) => each !== null)
      .join('; ') + '.',
}

export const visit = {
  kicker: 'Visit',
  with: 'With',
  what: 'For',
  where: 'Where',
  cancelled: 'This visit was cancelled.',
  cannotCome: 'Cannot come, or another time is better? Call the clinic.',
  changeUntil: (day: string, time: string) => `Moved or cancelled online until ${day}, ${time}.`,
  move: 'Another time',
  cancel: 'Cancel the visit',
  /** What is not the clinic's own word yet. */
  standing: {
    unseen: 'The clinic has not seen it yet',
    awaited: 'Waits for the clinic’s yes',
    cancelledHere: 'The clinic has not seen it yet',
  },
}

export const visits = {
  title: 'Visits',
  toCome: 'To come',
  noneToCome: 'No visit is booked.',
  book: 'Book a visit',
  heading: 'Past visits',
  none: 'No past visits.',
}

export const records = {
  title: 'Records',
  plans: 'From the clinic',
  sent: 'From you',
}

export const sent = {
  heading: 'Sent by you',
  sentAt: (time: string) => `Sent ${time}`,
  none: 'Nothing was sent.',
  noAnswer: 'No answer',
}

export const gone = {
  heading: 'This is no longer here',
  text: 'The clinic may have changed it, or it belongs to somebody else in this login.',
  home: 'Go to the first page',
}

export const account = {
  open: (initials: string) => `${initials} Your login`.trim(),
  heading: 'Your login',
  signedInAs: 'Signed in as',
}
