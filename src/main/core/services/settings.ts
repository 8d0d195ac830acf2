import type { CoreContext } from '../context.ts'
import { readClinic, readSyncState, updateClinicSettings } from '../db/clinic.ts'
import { appendAudit } from './audit.ts'

export async function readSettings({ db }: CoreContext) {
  const clinic = await readClinic(db)
  const { endpoint_url: endpointUrl, portal_url: portalUrl } = await readSyncState(db)
  return {
    profile: {
      name: clinic.name,
      addressLine: clinic.address_line,
      phone: clinic.phone,
      timeZone: clinic.time_zone,
    },
    accessDays: clinic.access_days,
    undoSeconds: clinic.undo_seconds,
    endpointUrl,
    portalUrl,
    codePageUrl: portalUrl === null ? null : `${portalUrl}/c/${clinic.id}/code`,
  }
}

/** R4.2, R9.3: what is already on its way keeps the old figures. */
export async function saveSettings(
  context: CoreContext,
  input: { readonly accessDays: number; readonly undoSeconds: number },
): Promise<void> {
  await context.db.transaction().execute(async (tx) => {
    await updateClinicSettings(tx, input)
    const detail = `Access Link ${input.accessDays} days, Undo ${input.undoSeconds} seconds`
    await appendAudit(tx, context, { action: 'settings.changed', detail })
  })
  context.changes.publish('settings')
}
