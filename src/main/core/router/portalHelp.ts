import { findForHelp } from '../services/portalHelp/find.ts'
import { fixForHelp } from '../services/portalHelp/fix.ts'
import { readHelp } from '../services/portalHelp/read.ts'
import type { Base } from './base.ts'

export function portalHelpRouter({ signedIn: { portalHelp } }: Base) {
  return {
    find: portalHelp.find.handler(({ context, input }) => findForHelp(context.acting, input.typed)),
    of: portalHelp.of.handler(({ context, input }) => readHelp(context.acting, input)),
    fix: portalHelp.fix.handler(async ({ context, input }) => ({ leaving: await fixForHelp(context.acting, input) })),
  }
}
