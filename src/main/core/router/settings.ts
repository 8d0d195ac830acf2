import { checkAudit, lastAuditCheck, readClinicHistory, readSettings, saveSettings } from '../services/settings.ts'
import { acceptEndpointOffer, readOffer } from '../services/endpointOffer.ts'
import { nothing, type Base } from './base.ts'

export function settingsRouter({ signedIn: { settings } }: Base) {
  return {
    get: settings.get.handler(({ context }) => readSettings(context.acting)),
    save: settings.save.handler(({ context, input }) => saveSettings(context.acting, input)),
    offer: settings.offer.handler(({ context }) => readOffer(context.acting)),
    acceptOffer: settings.acceptOffer.handler(({ context, input }) =>
      nothing(acceptEndpointOffer(context.acting, input)),
    ),
    audit: settings.audit.handler(({ context }) => lastAuditCheck(context.acting)),
    checkAudit: settings.checkAudit.handler(({ context }) => checkAudit(context.acting)),
    history: settings.history.handler(({ context, input }) => readClinicHistory(context.acting, input)),
  }
}
