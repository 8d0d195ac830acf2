import { checkAudit, readSettings, saveSettings } from '../services/settings.ts'
import type { Base } from './base.ts'

export function settingsRouter({ signedIn: { settings } }: Base) {
  return {
    get: settings.get.handler(({ context }) => readSettings(context.acting)),
    save: settings.save.handler(({ context, input }) => saveSettings(context.acting, input)),
    audit: settings.audit.handler(({ context }) => context.acting.auditChain.last()),
    checkAudit: settings.checkAudit.handler(({ context }) => checkAudit(context.acting)),
  }
}
