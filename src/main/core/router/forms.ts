import { readAssignments, readFormsOf, readLibrary, readSubmission, sendForms } from '../services/forms.ts'
import { extendForms } from '../services/invitations/extend.ts'
import type { Base } from './base.ts'

export function formsRouter({ signedIn: { forms } }: Base) {
  return {
    library: forms.library.handler(({ context }) => readLibrary(context.acting)),
    assignments: forms.assignments.handler(({ context }) => readAssignments(context.acting)),
    ofPatient: forms.ofPatient.handler(({ context, input }) => readFormsOf(context.acting, input.patientId)),
    send: forms.send.handler(async ({ context, input }) => ({ leaving: await sendForms(context.acting, input) })),
    extend: forms.extend.handler(({ context, input }) => extendForms(context.acting, input)),
    submission: forms.submission.handler(({ context, input }) => readSubmission(context.acting, input.submissionId)),
  }
}
