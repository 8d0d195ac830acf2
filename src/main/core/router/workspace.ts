import type { CoreContext } from '../context.ts'
import { readAppointments } from '../services/patients.ts'
import { publishPlan, readPlans, saveDraft } from '../services/plans.ts'
import type { Base } from './base.ts'
import { workspaceFormsProcedure } from './forms.ts'

export function workspaceRouter(base: Base, context: CoreContext) {
  return {
    appointments: base.workspace.appointments.handler(({ input }) => readAppointments(context, input.patientId)),
    forms: workspaceFormsProcedure(base, context),
  }
}

export function plansRouter({ plans }: Base, context: CoreContext) {
  return {
    list: plans.list.handler(({ input }) => readPlans(context, input.patientId)),
    saveDraft: plans.saveDraft.handler(({ input }) => saveDraft(context, input)),
    publish: plans.publish.handler(({ input }) => publishPlan(context, input.planId)),
  }
}
