/** Links that open nothing, and codes that were read aloud. */
export const dead = {
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
  /** R4.2: of a Smart Form's link, in place of the text above. */
  day: {
    text: 'The form can still be filled in: this link can be opened for one more day, once.',
    button: 'Take one more day',
    busy: 'Opening it again…',
  },
  signIn: 'Sign in',
  toRecords: 'Go to my records',
}

export const incomplete = {
  heading: 'This link is incomplete',
  text: 'The mail program has cut off its end. Three ways on:',
  ways: ['Open the e-mail again and tap its button.', 'Or copy the whole address from the e-mail, to its last letter.'],
  callWay: (phone: string) => `Or call ${phone}: the clinic can read out a code.`,
  codeWay: 'I have a code from the clinic',
}

/** Behind a link whose clinic could not be proven (R11.5). */
export const forged = {
  heading: 'This does not come from the clinic',
  text: 'Somebody has changed what stands behind this link. Do not choose or enter a password here.',
  ways: [
    'Call the clinic, at a number that you know or that is on a letter of theirs.',
    'They can send a new link, or read out a code.',
  ],
}

export const code = {
  heading: 'Open with a code',
  lead: 'The clinic has read out or printed a code of eight characters.',
  label: 'Code',
  hint: 'For example ABCD-EFGH',
  birth: 'Date of birth of the patient',
  button: 'Go on',
  busy: 'Looking…',
  codeIncomplete: 'A code has eight letters and figures.',
  birthIncomplete: 'The date of birth is not complete.',
  wrong: 'This code and this date of birth do not open anything. Check both, or call the clinic.',
}
