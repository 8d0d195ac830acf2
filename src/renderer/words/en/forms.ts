import type { Assignment, Submission } from '../../../shared/contract/desk/forms.ts'
import type { QuestionCounts } from '../../../shared/domain/questionnaires/questionCounts.ts'
import type { ItemType } from '../../../shared/domain/questionnaires/types.ts'
import type { ProblemKind } from '../../../shared/domain/questionnaires/validate.ts'
import type { SubmissionProblem } from '../../../shared/domain/submissionProblems.ts'

/** As its patient meets it: "question 1 of 8", which may become 9. */
function counted({ first, most }: QuestionCounts): string {
  if (first < most) return `${first} to ${most} questions`
  return first === 1 ? '1 question' : `${first} questions`
}

/** The figure of the rail, and of the page. */
const notReturned = (out: number) => `${out} not returned`

/** Front Desk → Smart Forms (R10.1). */
export const forms = {
  title: 'Smart Forms',
  summary: (forms: number, out: number) => `${forms === 1 ? '1 form' : `${forms} forms`} · ${notReturned(out)}`,
  notReturned,
  library: 'Library',
  couldNotLoad: 'The forms could not be read.',
  empty: 'No forms in the library',
  emptyText: 'Published forms stand here, ready to send.',
  formHint: (questions: QuestionCounts, minutes: number, version: string) =>
    `${counted(questions)} · about ${minutes} min · version ${version}`,
  assignments: 'Sent forms',
  all: 'All',
  filter: 'State',
  filterBy: (state: string, count: number) => `${state} ${count}`,
  noAssignments: 'No Smart Form was sent yet',
  noAssignmentsText: 'Send one from the library, or with the confirmation of an appointment.',
  noneInState: (state: string) => `None is in “${state}”`,
  showAll: 'Show all',
  preview: 'Preview',
  previewOf: (title: string) => `Preview ${title}`,
  required: 'required',
  dependsOn: 'asked only after certain answers',
  repeats: 'several answers',
  send: 'Send',
  sendOf: (title: string) => `Send ${title}`,
  sendForm: 'Send a Smart Form',
  openChart: (name: string) => `Open the chart of ${name}`,
  notSent: 'not sent',
  assignedAt: (at: string) => `assigned ${at}`,
  submittedAt: (at: string) => `submitted ${at}`,
  types: {
    group: '',
    display: '',
    boolean: 'yes or no',
    decimal: 'number',
    integer: 'whole number',
    date: 'date',
    dateTime: 'date and time',
    time: 'time',
    string: 'one line',
    text: 'free text',
    url: 'web address',
    choice: 'choice',
    'open-choice': 'choice or own words',
    attachment: 'file',
    quantity: 'amount',
    reference: 'reference',
  } satisfies Record<ItemType, string>,
  /** Reading a submission (R7.5), and how forms stand. */
  answers: {
    label: (title: string) => `Answers to ${title}`,
    none: 'No answer',
    yes: 'Yes',
    no: 'No',
    stray: (linkId: string) => `Not in this version of the form (${linkId})`,
    by: (email: string) => `Sent by ${email}`,
    submitted: (at: string) => `submitted ${at}`,
    received: (at: string) => `received ${at}`,
    version: (version: string) => `version ${version}`,
    problems: {
      about: (question: string, rule: string) => `${question}: ${rule}`,
      rules: {
        required: 'an answer is required.',
        wrongType: 'the answer is of another kind.',
        tooLong: 'the answer is too long.',
        tooSmall: 'the answer is too small.',
        tooLarge: 'the answer is too large.',
        notAnOption: 'the answer is not one of the choices.',
        tooMany: 'only one answer is asked for.',
        notTogether: 'the answers exclude each other.',
        otherEmpty: 'something else, without saying what.',
        notAsked: 'answered, though not asked.',
        unknownQuestion: 'the form has no such question.',
        notCompleted: 'the form was not completed.',
      } satisfies Record<ProblemKind, string>,
      whole: {
        unreadable: 'The answers could not be read.',
        notFromHolder: 'This login did not write them.',
        formOfSomebodyElse: 'The form was sent to somebody else.',
        otherForm: 'The answers are to another form.',
        accessEnded: 'The access had ended when it was sent.',
      } satisfies Record<Exclude<SubmissionProblem['kind'], 'answer' | 'earlier'>, string>,
    },
    setAside: 'Set aside, not filed: the answers break the form’s rules. They are kept as they came.',
    unproven:
      'Set aside, not filed: these answers came through the online service, but this login did not write them. They may be somebody else’s. The form is still open for the patient.',
    state: {
      received: 'To file',
      filed: 'Filed',
      setAside: 'Set aside',
      unproven: 'Not theirs',
    } satisfies Record<Submission['state'], string>,
    assignment: {
      pending: 'Pending',
      inProgress: 'In progress',
      submitted: 'Submitted',
      expired: 'Expired',
    } satisfies Record<Assignment['state'], string>,
  },
  /** Sending some to a patient (R2.2). */
  sending: {
    title: 'Send a Smart Form',
    text: 'One e-mail leaves, with the link “Take me to my forms”.',
    patient: 'Patient',
    findPatient: 'Name, telephone, e-mail or birth date',
    noMatch: 'Nobody found',
    typeToFind: 'Searching',
    forms: 'Forms',
    formHint: (questions: QuestionCounts, minutes: number) => `${counted(questions)}, about ${minutes} min`,
    formsMissing: 'Choose at least one form.',
    patientMissing: 'Choose a patient.',
    goesTo: (email: string) => `Goes to ${email}`,
    noEmail: (name: string) => `${name} has no e-mail address on file; this one is added to the chart.`,
    addEmail: 'E-mail address',
    emailMissing: 'An e-mail address is needed.',
    invalidEmail: 'This is not an e-mail address. It looks like name@example.com.',
    couldNotLoad: 'The forms could not be read.',
    send: 'Send',
    sent: (email: string) => `Smart Form leaves to ${email} in a moment`,
  },
}
