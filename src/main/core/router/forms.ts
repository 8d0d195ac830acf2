import type { CoreContext } from '../context.ts'
import type { Base } from './base.ts'
import { unbuilt } from './unbuilt.ts'

export function formsRouter({ forms }: Base, _context: CoreContext) {
  return {
    library: forms.library.handler(unbuilt),
    assignments: forms.assignments.handler(unbuilt),
    send: forms.send.handler(unbuilt),
    submission: forms.submission.handler(unbuilt),
  }
}

export function workspaceFormsProcedure({ workspace }: Base, _context: CoreContext) {
  return workspace.forms.handler(unbuilt)
}
