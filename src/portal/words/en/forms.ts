import type { ProblemKind } from '../../../shared/domain/questionnaires/validate.ts'
import { isolated } from '../isolated.ts'
import { count } from './count.ts'

/** A Smart Form from its first question to the thank-you. */
export const form = {
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
  clear: 'Clear the answer',
  other: 'Something else',
  otherLabel: 'What else? In your words',
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
  older: 'These answers are older than what this device saved last. Check them before you send.',
  alreadySent: 'This form was sent',
  alreadySentText: (time: string | null) =>
    time === null
      ? 'It has reached the clinic. Nothing more to do.'
      : `It reached the clinic on ${time}. Nothing more to do.`,
  takenBack: 'This form is no longer asked for',
  takenBackText: 'The clinic has taken this form back. What was typed here is not needed any more, and was not sent.',
  refused:
    'This could not be saved: the clinic’s pages do not know this form, although the clinic asks for it. What was typed stays in this tab, and saving is tried again. The clinic can be called.',
  notSent:
    'This was not sent: the clinic’s pages do not know this form, although the clinic asks for it. Nothing that was typed is lost. The clinic can be called.',
  tooLarge: 'The answers are too long to be sent together. Shorten the longest.',
}

/** Where “Take me to my forms” leads, until there is one. */
export const forms = {
  title: 'Your forms',
  waiting: {
    heading: 'The form is on its way',
    text: 'It opens here by itself as soon as the clinic’s computer has sent it.',
  },
  sent: { heading: 'Nothing to fill in', text: 'What was sent from here has reached the clinic.' },
}

/** Answers that are written in words of the program’s own. */
export const answers = { yes: 'Yes', no: 'No' }

/** What is wrong with an answer, beside its question. */
export const problems = {
  required: 'An answer is needed here.',
  wrongType: 'This is not complete, or not what is asked for here: a day that exists, a time, a number.',
  tooLong: 'This is too long.',
  tooSmall: 'This is less than the clinic expects.',
  tooLarge: 'This is more than the clinic expects.',
  notAnOption: 'Choose one of the answers.',
  tooMany: 'Only one answer is possible.',
  notTogether: 'These answers cannot both be so.',
  otherEmpty: 'Say what else, or take “Something else” away.',
  notAsked: 'This question is not asked.',
  unknownQuestion: 'The form has no such question.',
  notCompleted: 'The form is not finished.',
} satisfies Record<ProblemKind, string>

export const review = {
  heading: 'Check your answers',
  lead: (clinic: string) => `Only ${isolated(clinic)} and you can read them.`,
  problems: (number: number) => `${count(number, 'answer is', 'answers are')} still missing or not right`,
  noAnswer: 'No answer',
  change: 'Change',
  changeQuestion: (question: string) => `Change: ${question}`,
  send: 'Send to the clinic',
  sending: 'Sending…',
}

export const thanks = {
  heading: 'Thank you',
  text: (title: string, clinic: string) => `“${title}” has been sent to ${isolated(clinic)}.`,
  receivedAt: (time: string) => `Received ${time}`,
  home: 'Go to the first page',
  next: 'Go on to the next form',
}
