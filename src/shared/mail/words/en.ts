function hello(givenName: string | null, sentence: string): string {
  return givenName === null
    ? `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`
    : `Hello ${givenName}, ${sentence}`
}

/** Whom a login held. */
function whom(givenName: string | null): string {
  return givenName ?? 'a person whose visit was booked with it'
}

/**
 * The words of every e-mail (section 9): neutral, without medical content, without "please" and "we". Times come in as
 * they are written in this language. A subject says who writes and what the e-mail does, never why somebody is a
 * patient (R9.2).
 */
export const en = {
  subject: {
    confirmation: (clinic: string, when: string) => `Your visit on ${when} · ${clinic}`,
    visitMoved: (clinic: string, when: string) => `Your visit has moved to ${when} · ${clinic}`,
    visitCancelled: (clinic: string, when: string) => `Your visit on ${when} is cancelled · ${clinic}`,
    change: (clinic: string, when: string) => `Your visit is now on ${when} · ${clinic}`,
    cancellation: (clinic: string, when: string) => `Your visit on ${when} is cancelled · ${clinic}`,
    series: (clinic: string, count: number, when: string) =>
      `Your ${count === 1 ? 'visit' : `${count} visits`} from ${when} · ${clinic}`,
    seriesChange: (clinic: string, count: number, when: string) =>
      `${count === 1 ? 'A visit has' : `${count} visits have`} changed from ${when} · ${clinic}`,
    seriesOff: (clinic: string, count: number, when: string) =>
      `${count === 1 ? 'A visit is' : `${count} visits are`} cancelled from ${when} · ${clinic}`,
    reminder: (clinic: string, when: string) => `Reminder of your visit on ${when} · ${clinic}`,
    forms: (clinic: string) => `Something to fill in for ${clinic}`,
    accessLink: (clinic: string) => `Access Link from ${clinic}`,
    linkAdded: (clinic: string) => `Somebody was given access · ${clinic}`,
    linkEnded: (clinic: string) => `Your access has changed · ${clinic}`,
    passwordRenewed: (clinic: string) => `Your password has changed · ${clinic}`,
    emailWanted: (clinic: string) => `Confirm this e-mail address · ${clinic}`,
    emailChanged: (clinic: string) => `Your login has another e-mail address · ${clinic}`,
    messageWaiting: (clinic: string) => `A message waits for you · ${clinic}`,
    offer: (clinic: string, when: string) => `A time has become free on ${when} · ${clinic}`,
    test: (clinic: string) => `Test e-mail of ${clinic}`,
  },

  /** What a practitioner's calendar address shows of every visit. */
  feed: { busy: 'Busy' },

  confirmation: {
    heading: 'Your visit is booked',
    hello: (givenName: string | null) => hello(givenName, 'this is to confirm your visit.'),
  },

  change: {
    heading: 'Your visit has changed',
    time: (givenName: string | null, was: string) => hello(givenName, `your visit on ${was} has another time now.`),
    practitioner: (givenName: string | null) => hello(givenName, 'somebody else sees you at your visit.'),
    length: (givenName: string | null) => hello(givenName, 'your visit ends at another time now.'),
  },

  cancellation: {
    heading: 'Your visit is cancelled',
    hello: (givenName: string | null) => hello(givenName, 'this visit does not take place.'),
    zone: (city: string) => `Clinic time (${city}). A calendar file that takes it out is attached.`,
    another: (call: string) => `Another time? ${call}`,
  },

  series: {
    heading: (count: number) => (count === 1 ? 'Your visit is booked' : `Your ${count} visits are booked`),
    hello: (givenName: string | null, count: number) =>
      hello(givenName, `this is to confirm your ${count === 1 ? 'visit' : 'visits'}.`),
    changedHeading: (count: number) => (count === 1 ? 'A visit has changed' : `${count} visits have changed`),
    changed: {
      time: (givenName: string | null, count: number, was: string) =>
        hello(
          givenName,
          count === 1
            ? `your visit on ${was} has another time now.`
            : `${count} of your visits have other times now. The first was on ${was}.`,
        ),
      practitioner: (givenName: string | null, count: number) =>
        hello(givenName, `somebody else sees you at ${count === 1 ? 'this visit' : 'these visits'}.`),
      length: (givenName: string | null, count: number) =>
        hello(givenName, `${count === 1 ? 'this visit ends' : 'these visits end'} at another time now.`),
    },
    offHeading: (count: number) => (count === 1 ? 'A visit is cancelled' : `${count} visits are cancelled`),
    offHello: (givenName: string | null, count: number) =>
      hello(givenName, `${count === 1 ? 'this visit does' : 'these visits do'} not take place.`),
  },

  /** What every e-mail about a visit that stands says of it. */
  visit: {
    span: (day: string, from: string, to: string) => `${day}, ${from} to ${to}`,
    with: (practitioner: string) => `with ${practitioner}`,
    zone: (city: string) => `Clinic time (${city}). A calendar file is attached.`,
    zoneAlone: (city: string) => `Clinic time (${city}).`,
    cannotCome: (call: string) => `Cannot come? ${call}`,
    until: (when: string) => `, until ${when}`,
  },

  reminder: {
    heading: 'A reminder of your visit',
    text: 'This is to remind you of your visit.',
    button: 'I will come',
    how: 'The button opens a page, and the clinic hears of it once you confirm there.',
  },

  visitBooked: {
    settled: { heading: 'Your visit is booked', text: 'This is to confirm your visit.' },
    awaited: {
      heading: 'Your visit is asked for',
      text: 'The clinic has yet to say yes. The time is kept for you meanwhile.',
    },
    confirm: 'To sign in with this e-mail address later, confirm that it is yours.',
    confirmButton: 'Confirm this address',
    notYours: 'Not yours? Nobody signs in with it until it is confirmed.',
  },

  visitMoved: { heading: 'Your visit has moved', text: 'It now takes place at this time.' },

  visitCancelled: { heading: 'Your visit is cancelled', text: 'This visit does not take place.' },

  forms: {
    headingOne: 'A form to fill in',
    headingSeveral: 'Forms to fill in',
    hello: (givenName: string | null, clinic: string) =>
      hello(givenName, `${clinic} has sent you something to fill in.`),
    sentence: (count: number, minutes: number, isBeforeVisit: boolean) =>
      `${count === 1 ? 'One form' : `${count} forms`} to fill in${isBeforeVisit ? ' before you come' : ''}, about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}:`,
    /** R2.2: both e-mails call it so. */
    button: 'Take me to my forms',
    life: (until: string, help: string) => `Made for you alone; do not pass it on. It works until ${until}. ${help}`,
  },

  accessLink: {
    heading: 'Your records are ready to open',
    hello: (givenName: string, invitedBy: string) => `Hello ${givenName}, ${invitedBy} has opened your records to you.`,
    how: 'Choose a password of your own, or sign in if you have a login.',
    button: 'Open my records',
    life: (days: number, until: string, help: string) =>
      `Made for you alone; do not pass it on. It works for ${days} ${days === 1 ? 'day' : 'days'}, until ${until}. ${help}`,
  },

  linkAdded: {
    heading: 'Somebody was given access',
    text: (since: string, givenName: string) =>
      `Since ${since} one more person can see everything that you can see for ${givenName}.`,
  },

  linkEnded: {
    heading: 'Your access has changed',
    ended: (since: string, givenName: string | null) =>
      `Since ${since} this login no longer shows anything for ${whom(givenName)}.`,
    lowered: (since: string, givenName: string | null) =>
      `Since ${since} this login shows for ${whom(givenName)} only what was sent to it or made by it.`,
  },

  passwordRenewed: {
    heading: 'Your password has changed',
    text: (since: string) =>
      `Since ${since} a new password opens the login of this e-mail address. The one before opens nothing any more.`,
  },

  emailWanted: {
    heading: 'Confirm this address',
    text: 'Somebody wants to sign in with this e-mail address from now on. If that is you, confirm that it is yours; the present password is asked for once more.',
    button: 'Confirm this address',
    life: (until: string, call: string) =>
      `It works until ${until}. Not you? Nothing changes unless it is confirmed. ${call}`,
  },

  emailChanged: {
    heading: 'Your login has another address',
    text: (since: string) =>
      `Since ${since} your login opens by another e-mail address, which was confirmed. This one opens it no more.`,
  },

  /** R9.2: that something waits, and nothing of what. */
  messageWaiting: {
    heading: 'A message waits for you',
    text: (givenName: string | null, at: string) =>
      hello(givenName, `the clinic wrote to you on ${at}. Sign in to read it: it is not sent by e-mail.`),
    button: 'Read the message',
    life: (call: string) => `Answer there as well: an e-mail is not sealed. ${call}`,
  },

  offer: {
    heading: 'A time has become free',
    hello: (givenName: string | null) => hello(givenName, 'you are waiting for a time, and this one is free now.'),
    zone: (city: string) => `Clinic time (${city}).`,
    kept: (until: string) => `It is kept for you until ${until}. Nothing is booked until you take it.`,
    moves: (was: string) => `Taking it moves your visit of ${was} to this time: that one is then given back.`,
    button: 'Take it, or not',
    life: (help: string) => `Made for you alone; do not pass it on. ${help}`,
  },

  test: {
    heading: 'E-mails arrive',
    text: (when: string) =>
      `This e-mail was sent on ${when} to see whether e-mails of the clinic arrive. Nothing else follows from it.`,
  },

  notExpected: (call: string) => `Not expected? ${call}`,
  call: (phone: string, until: string) => `${phone === '' ? 'Call the clinic' : `Call ${phone}`}${until}.`,
  /** What to do when the button does not open; a code can be read aloud where there is one (R4.5). */
  help: (phone: string, hasCode: boolean) => {
    const whom = phone === '' ? 'call the clinic' : `call ${phone}`
    return hasCode ? `If it does not open, ${whom} and have a code read out.` : `If it does not open, ${whom}.`
  },
  /** R9.2: the zone of every time is named. */
  inZone: (when: string, city: string) => `${when} (${city} time)`,

  calendar: {
    summary: (clinic: string) => `Visit to ${clinic}`,
    telephone: (phone: string) => `Telephone ${phone}`,
  },
}

export type MailWords = typeof en
