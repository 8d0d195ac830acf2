import type { ProblemKind } from '../shared/domain/questionnaires/validate.ts'

/**
 * Every word of the Patient Portal, in one place so that it can be translated. Neutral statements, short. Names come in
 * as they were typed; {@link isolated} keeps a right-to-left name from turning the sentence around it.
 */
export const LOCALE = 'en-GB'

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u

function isolated(name: string): string {
  return RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name
}

function count(number: number, one: string, many: string): string {
  return number === 1 ? `1 ${one}` : `${number} ${many}`
}

function minutes(seconds: number): string {
  return seconds < 90 ? 'in about a minute' : `in about ${Math.ceil(seconds / 60)} minutes`
}

export const words = {
  product: 'Patient Portal',
  title: (page: string, clinic: string) => `${page} · ${clinic}`,
  back: 'Back',
  tryAgain: 'Try again',
  loading: 'Opening…',
  call: (phone: string) => `Call ${phone}`,

  foot: {
    sealed: 'Sealed before it leaves the clinic. Only you and the clinic can read it.',
    zone: (city: string) => `Times are shown in the clinic’s time zone (${city}).`,
    answers: 'Your answers are sealed on this device before they are saved.',
    password: 'The password stays on this device. The clinic never learns it.',
    code: 'Five tries in ten minutes, so that nobody can guess a code.',
  },

  trouble: {
    offline: 'No connection.',
    unavailable: 'The clinic’s pages do not answer just now.',
    kept: 'Nothing that was typed is lost.',
    limited: (seconds: number) => `Too many tries. This works again ${minutes(seconds)}.`,
    notUnderstood: 'Something here was not understood. Check the e-mail address.',
    unopened: 'What came back could not be opened.',
  },

  missing: {
    heading: 'This page does not exist',
    text: 'The address may have been cut short. The newest e-mail from the clinic has a button that leads to the right page.',
  },

  greeting: {
    hello: (name: string) => `Hello ${isolated(name)}`,
    helloNobody: 'Hello',
    access: (by: string) =>
      `${isolated(by)} has opened your records to you: visits, treatment plans and shared documents.`,
    form: (clinic: string) => `${isolated(clinic)} has sent you a form to fill in.`,
    until: (day: string) => `This works until ${day}.`,
  },

  password: {
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
  },

  register: {
    access: 'Open my records',
    form: 'Go to my forms',
    busy: 'Opening…',
    haveLogin: 'I already have a login: sign in',
    noLogin: 'I have no login yet: choose a password',
    emailIncomplete: 'The e-mail address is not complete.',
    emailHasLogin: 'There is a login with this e-mail already. Its password opens this.',
    passwordNeeded: 'The password is missing.',
  },

  signIn: {
    heading: 'Sign in',
    lead: 'Your visits, forms and records at this clinic.',
    button: 'Sign in',
    busy: 'Signing in…',
    wrong: 'This e-mail and this password do not belong together.',
    noLogin: 'There is no login yet? The button in the clinic’s e-mail makes one.',
    haveCode: 'I have a code from the clinic',
    forgotten: (phone: string) => `Forgotten password: the clinic helps at ${phone}.`,
    byTime: 'Signed out after a while, to keep these records private. Everything saved is kept.',
    bySelf: 'You are signed out.',
    again: 'Enter your password again',
    againLead: (email: string) =>
      `You are still signed in as ${email}. The key to your records is kept in one tab only, and your password brings it back.`,
    redeemLead: (email: string) => `You are signed in as ${email}. Enter the password once more to add this.`,
  },

  add: {
    question: (name: string, email: string) => `Add ${isolated(name)} to ${email}?`,
    nobody: (email: string) => `Add this to ${email}?`,
    lead: (email: string) => `You are signed in as ${email}. These records then stand beside the ones already there.`,
    ownLead: (email: string) => `You are signed in as ${email}.`,
    button: (name: string) => `Add ${isolated(name)}`,
    buttonNobody: 'Add to my login',
    notMe: 'Not me',
    busy: 'Adding…',
  },

  outcome: {
    added: (name: string) => `${isolated(name)} is now in your login.`,
    upgraded: 'You now see everything the clinic shares.',
    alreadyFull: 'You already had full access; nothing changed.',
    alreadyLimited: 'You already had access. The form shows here as soon as the clinic’s computer has sent it.',
  },

  dead: {
    expired: {
      heading: 'This link has expired',
      text: 'It worked for a few days only, to keep the records safe. The clinic can send a new one at once.',
      at: (time: string) => `It ended on ${time}.`,
    },
    used: {
      heading: 'This link has been used',
      text: 'It works once. Whoever used it chose a password: sign in with it. If that was not you, call the clinic.',
      at: (time: string) => `It was used on ${time}.`,
    },
    revoked: {
      heading: 'The clinic has ended this link',
      text: 'Nothing can be opened with it any more. The clinic can say why, and send a new one.',
      at: (time: string) => `That was on ${time}.`,
    },
    replaced: {
      heading: 'There is a newer link',
      text: 'The clinic has sent another e-mail since. Only the newest one works.',
      at: (time: string) => `The newer one was made on ${time}.`,
    },
    unknown: {
      heading: 'This link does not open anything here',
      text: 'It may come from another clinic or be very old. The newest e-mail from the clinic has the one that works.',
      at: () => null,
    },
    signIn: 'Sign in',
    toRecords: 'Go to my records',
  },

  incomplete: {
    heading: 'This link is incomplete',
    text: 'The mail program has cut off its end. Three ways on:',
    ways: [
      'Open the e-mail again and tap its button.',
      'Or copy the whole address from the e-mail, to its last letter.',
    ],
    callWay: (phone: string) => `Or call ${phone}: the clinic can read out a code.`,
    codeWay: 'I have a code from the clinic',
  },

  code: {
    heading: 'Open with a code',
    lead: 'The clinic has read out or printed a code of eight characters.',
    label: 'Code',
    hint: 'For example ABCD-EFGH',
    birth: 'Date of birth of the patient',
    day: 'Day',
    month: 'Month',
    year: 'Year',
    button: 'Go on',
    busy: 'Looking…',
    codeIncomplete: 'A code has eight letters and figures.',
    birthIncomplete: 'The date of birth is not complete.',
    wrong: 'This code and this date of birth do not open anything. Check both, or call the clinic.',
  },

  home: {
    lookingAt: 'You are looking at',
    whose: (name: string) => `${isolated(name)}’s`,
    records: 'records',
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
      'Visits that the clinic booked and records it keeps are not shown here, because this login came by a form.',
    ask: 'Ask the clinic for full access',
    asking: 'Asking…',
    asked: (time: string) => `The clinic was asked on ${time}. It answers by e-mail or by telephone.`,
    waiting: 'Nothing has arrived yet',
    waitingText: 'It comes by itself as soon as the clinic’s computer has sent it.',
    unopened: 'These records do not open with this login’s keys',
    unopenedText:
      'That happens after a password was reset. The clinic can send a new Access Link, which opens them again.',
    noLinks: 'Nobody’s records are in this login',
    noLinksText: 'The clinic has ended the access, or it was never finished. The clinic can send a new link.',
  },

  plan: {
    kicker: 'Treatment plan',
    meta: (by: string, day: string, version: number) => `${isolated(by)} · ${day} · version ${version}`,
  },
  visit: {
    kicker: 'Visit',
    with: 'With',
    what: 'For',
    where: 'Where',
    cancelled: 'This visit was cancelled.',
    cannotCome: 'Cannot come, or another time is better?',
  },
  visits: { heading: 'Past visits', none: 'No past visits.' },
  sent: {
    heading: 'Sent by you',
    sentAt: (time: string) => `Sent ${time}`,
    noAnswer: 'No answer',
  },
  gone: {
    heading: 'This is no longer here',
    text: 'The clinic may have changed it, or it belongs to somebody else in this login.',
    home: 'Go to the first page',
  },

  account: {
    open: (initials: string) => `${initials} Your login`.trim(),
    heading: 'Your login',
    signedInAs: 'Signed in as',
    people: 'In this login',
    full: 'everything the clinic shares',
    limited: 'what was sent to this login',
    since: (day: string) => `since ${day}`,
    signOut: 'Sign out',
    signingOut: 'Signing out…',
  },

  form: {
    part: (part: number, parts: number, question: number, questions: number) =>
      parts > 1
        ? `Part ${part} of ${parts} · question ${question} of ${questions}`
        : `Question ${question} of ${questions}`,
    progress: (done: number, all: number) => `Question ${done} of ${all}`,
    next: 'Next',
    toReview: 'Check my answers',
    back: 'Back',
    optional: 'May be left empty',
    later: 'Answer this later',
    several: 'Several answers are possible',
    yes: 'Yes',
    no: 'No',
    clear: 'Clear the answer',
    other: 'Something else',
    otherLabel: 'Something else, in your words',
    another: 'Add another',
    removeAnother: 'Remove',
    entry: (number: number) => `Entry ${number}`,
    day: 'Day',
    month: 'Month',
    year: 'Year',
    hour: 'Time',
    lengthLeft: (left: number) => (left >= 0 ? `${left} characters left` : `${-left} characters too many`),
    cannotAnswerHere: 'This question is answered at the clinic.',
    saving: 'Saving…',
    saved: (time: string) => `Saved ${time}`,
    notSaved: 'Not saved yet',
    alreadySent: 'This form was sent',
    alreadySentText: (time: string | null) =>
      time === null
        ? 'It has reached the clinic. Nothing more to do.'
        : `It reached the clinic on ${time}. Nothing more to do.`,
    problems: {
      required: 'An answer is needed here.',
      wrongType: 'This is not complete, or not a value of the kind asked for.',
      tooLong: 'This is too long.',
      tooSmall: 'This is less than the clinic expects.',
      tooLarge: 'This is more than the clinic expects.',
      notAnOption: 'Choose one of the answers.',
      tooMany: 'Only one answer is possible.',
      notAsked: 'This question is not asked.',
      unknownQuestion: 'The form has no such question.',
      notCompleted: 'The form is not finished.',
    } satisfies Record<ProblemKind, string>,
    tooLarge: 'The answers are too long to be sent together. Shorten the longest.',
  },
  review: {
    heading: 'Check your answers',
    lead: (clinic: string) => `Only ${isolated(clinic)} and you can read them.`,
    problems: (number: number) => `${count(number, 'answer is', 'answers are')} still missing or not right`,
    noAnswer: 'No answer',
    change: 'Change',
    changeQuestion: (question: string) => `Change: ${question}`,
    send: 'Send to the clinic',
    sending: 'Sending…',
  },
  thanks: {
    heading: 'Thank you',
    text: (title: string, clinic: string) => `“${title}” has been sent to ${isolated(clinic)}.`,
    receivedAt: (time: string) => `Received ${time}`,
    home: 'Go to the first page',
    next: 'Go on to the next form',
  },
}
