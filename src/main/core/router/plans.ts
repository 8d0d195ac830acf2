import { publishPlan, readPlans, saveDraft, undoPublishing } from '../services/plans.ts'
import type { Base } from './base.ts'

export function plansRouter({ signedIn: { plans } }: Base) {
  return {
    list: plans.list.handler(({ context, input }) => readPlans(context.acting, input.patientId)),
    saveDraft: plans.saveDraft.handler(({ context, input }) => saveDraft(context.acting, input)),
    publish: plans.publish.handler(({ context, input }) => publishPlan(context.acting, input)),
    undoPublishing: plans.undoPublishing.handler(({ context, input }) => undoPublishing(context.acting, input)),
  }
}
