import type { CoreContext } from '../context.ts'
import { readAssignments, readFormsOf, readLibrary, readSubmission, sendForms } from '../services/forms.ts'
import type { Base } from './base.ts'

export function formsRouter({ forms }: Base, context: CoreContext) {
  return {
    library: forms.library.handler(() => readLibrary(context)),
    assignments: forms.assignments.handler(() => readAssignments(context)),
    send: forms.send.handler(async ({ input }) => {
      await sendForms(context, input)
      return {}
    }),
    submission: forms.submission.handler(({ input }) => readSubmission(context, input.submissionId)),
  }
}

export function workspaceFormsProcedure({ workspace }: Base, context: CoreContext) {
  return workspace.forms.handler(({ input }) => readFormsOf(context, input.patientId))
}
