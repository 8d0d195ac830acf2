import { isolated } from '../isolated.ts'

/** Messages to and from the clinic (R8.5): a catalogue of its own, because not every page shows them. */
export const messages = {
  title: 'Messages',
  none: 'Nothing was written yet.',
  write: 'Write to the clinic',
  older: 'Show older messages',
  /** In place of a subject that another login wrote. */
  fromClinic: 'Answer from the clinic',
  you: 'You',
  clinic: 'The clinic',
  by: (name: string) => isolated(name),
  outOfHours: 'The clinic, by itself',
  waits: 'sent, the clinic has not fetched it yet',
  unread: (count: number) => (count === 1 ? '1 new' : `${count} new`),
  preview: (who: string, text: string) => `${who}: ${text}`,
  newTitle: 'New message',
  newHeading: 'Write to the clinic',
  subject: 'What is it about?',
  subjectHint: 'A few words, so that it can be found again.',
  subjectMissing: 'A few words are needed here.',
  text: 'Your message',
  answer: 'Your answer',
  textMissing: 'Nothing is written yet.',
  left: (count: string) => `${count} characters left`,
  tooLong: (count: string) => `${count} characters too many. A message holds 10,000.`,
  send: 'Send',
  sending: 'Sending…',
  sent: 'Sent. The clinic answers here.',
  sentLimited: 'Sent to the clinic.',
  /** R8.5: why an answer is not seen. */
  limited:
    'This login sees what it wrote, and no answers: the clinic may call or write by e-mail instead. With full access answers show here.',
  closed: 'The clinic is closed now',
  notUrgent: 'Not for emergencies.',
  notShown: (count: number) =>
    count === 1
      ? 'One message did not come from the clinic. Nothing of it is shown.'
      : `${count} messages did not come from the clinic. Nothing of them is shown.`,
  gone: 'This thread is not here',
  goneText: 'It may be in another person’s messages in this login.',
  all: 'All messages',
  foot: 'Sealed on this device. Only you and the clinic can read it.',
}
