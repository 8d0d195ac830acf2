import type { Assignment, Submission } from '../../shared/contract/desk/patients.ts'

/** Reading a submission (R7.5), and how forms stand. */
export const answerWords = {
  label: (title: string) => `Answers to ${title}`,
  none: 'No answer',
  stray: (linkId: string) => `Not in this version of the form (${linkId})`,
  by: (email: string) => `Sent by ${email}`,
  submitted: (at: string) => `submitted ${at}`,
  received: (at: string) => `received ${at}`,
  version: (version: string) => `version ${version}`,
  setAside: 'Set aside, not filed: the answers break the form’s rules. They are kept as they came.',
  file: 'File in chart',
  filed: (title: string) => `${title} filed in the chart`,
  state: {
    received: 'To file',
    filed: 'Filed',
    setAside: 'Set aside',
  } satisfies Record<Submission['state'], string>,
  assignment: {
    pending: 'Pending',
    inProgress: 'In progress',
    submitted: 'Submitted',
    expired: 'Expired',
  } satisfies Record<Assignment['state'], string>,
}
