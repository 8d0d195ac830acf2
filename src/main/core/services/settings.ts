import type { AuditCheck, Settings } from '../../../shared/contract/desk/settings.ts'
import { Instant } from '../../../shared/domain/time.ts'
import type { Acting, CoreContext, Db } from '../context.ts'
import { readClinic, updateClinicSettings, type ClinicRow, type SettingsChanges } from '../db/clinic.ts'
import { findStaffName } from '../db/staff.ts'
import { readSyncState } from '../db/syncState.ts'
import { enqueue } from '../wire/enqueue.ts'
import { clinicName } from '../wire/out/clinicName.ts'
import { appendAudit } from './audit.ts'
import { failure } from './serviceError.ts'

export function readSettings({ db }: CoreContext): Promise<Settings> {
  return settingsIn(db)
}

async function settingsIn(db: Db): Promise<Settings> {
  const clinic = await readClinic(db)
  const state = await readSyncState(db)
  const portalUrl = state?.portal_url ?? null
  return {
    version: clinic.version,
    profile: {
      name: clinic.name,
      addressLine: clinic.address_line,
      phone: clinic.phone,
      timeZone: clinic.time_zone,
    },
    accessDays: clinic.access_days,
    undoSeconds: clinic.undo_seconds,
    endpointUrl: state?.endpoint_url ?? null,
    portalUrl,
    shortName: clinic.chosen_name,
    shortNameState: shortNameStateOf(clinic),
    codePageUrl: portalUrl === null ? null : `${portalUrl}/${clinic.short_name ?? `c/${clinic.id}/code`}`,
  }
}

function shortNameStateOf(clinic: ClinicRow): Settings['shortNameState'] {
  if (clinic.chosen_name_refused === 1) return 'taken'
  if (clinic.chosen_name !== clinic.short_name) return 'waiting'
  return clinic.chosen_name === null ? 'none' : 'published'
}

/**
 * R4.2, R9.3: what is already on its way keeps the old figures. What is as it was already is no change.
 * @param input.changes only what was changed @param input.seenVersion as the person saw them (R10.7)
 * @throws ServiceError CHANGED_MEANWHILE
 */
export async function saveSettings(
  acting: Acting,
  {
    seenVersion,
    changes,
  }: {
    readonly seenVersion: number
    readonly changes: SettingsChanges
  },
): Promise<Settings> {
  const saved = await acting.db.transaction().execute(async (tx) => {
    const before = await readClinic(tx)
    const { accessDays = before.access_days, undoSeconds = before.undo_seconds } = changes
    const { shortName = before.chosen_name } = changes
    const isNewName = shortName !== before.chosen_name
    if (accessDays === before.access_days && undoSeconds === before.undo_seconds && !isNewName) return settingsIn(tx)
    if (before.version !== seenVersion) {
      throw failure('CHANGED_MEANWHILE', {
        by: await findStaffName(tx, before.changed_by),
        at: Instant.parse(before.changed_at ?? before.created_at),
        current: await settingsIn(tx),
      })
    }
    await updateClinicSettings(tx, changes, acting.actor.staff.id, acting.clock.now())
    if (isNewName) await enqueue(tx, acting, clinicName, {})
    await appendAudit(tx, acting, { action: 'settings.changed', ...changes })
    return settingsIn(tx)
  })
  acting.changes.publish('settings')
  acting.wakeSync()
  return saved
}

/** R8.6: reads the whole chain of the audit log now, against its anchor. */
export async function checkAudit({ auditChain, changes, log }: CoreContext): Promise<AuditCheck> {
  const check = await auditChain.check()
  if (check.verdict.state !== 'whole') log('error', 'audit.notWhole', { state: check.verdict.state })
  changes.publish('settings')
  return check
}
