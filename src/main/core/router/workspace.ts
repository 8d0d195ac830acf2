import type { CoreContext } from '../context.ts'
import type { Base } from './base.ts'
import { workspaceFormsProcedure } from './forms.ts'
import { unbuilt } from './unbuilt.ts'

export function workspaceRouter(base: Base, context: CoreContext) {
  return {
    appointments: base.workspace.appointments.handler(unbuilt),
    forms: workspaceFormsProcedure(base, context),
  }
}

export function plansRouter({ plans }: Base, _context: CoreContext) {
  return {
    list: plans.list.handler(unbuilt),
    saveDraft: plans.saveDraft.handler(unbuilt),
    publish: plans.publish.handler(unbuilt),
  }
}
