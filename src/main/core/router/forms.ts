import { readAssignments, readFormsOf, readLibrary, readSubmission, sendForms } from '../services/forms.ts'
import { nothing, type Base } from './base.ts'

export function formsRouter({ signedIn: { forms } }: Base) {
  return {
    library: forms.library.handler(({ context }) => readLibrary(context.acting)),
    assignments: forms.assignments.handler(({ context }) => readAssignments(context.acting)),
    ofPatient: forms.ofPatient.handler(({ context, input }) => readFormsOf(context.acting, input.patientId)),
    send: forms.send.handler(({ context, input }) => nothing(sendForms(context.acting, input))),
    submission: forms.submission.handler(({ context, input }) => readSubmission(context.acting, input.submissionId)),
  }
}
