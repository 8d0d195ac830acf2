import type { HistoryLine } from '../../../shared/contract/desk/patients.ts'
import type { AuditCheck, Settings } from '../../../shared/contract/desk/settings.ts'
import { missingOfMailServer } from '../../../shared/domain/mailServer.ts'
import { changesTo } from '../../../shared/domain/threeWay.ts'
import { Instant, isTimeZone } from '../../../shared/domain/time.ts'
import type { Acting, CoreContext, Db } from '../context.ts'
import { listAuditOfClinic } from '../db/audit.ts'
import { readClinic, updateClinicSettings, type ClinicRow, type SettingsChanges } from '../db/clinic.ts'
import { findStaffName } from '../db/staff.ts'
import { readSyncState } from '../db/syncState.ts'
import { enqueue } from '../wire/enqueue.ts'
import { clinicName } from '../wire/out/clinicName.ts'
import { leaveSale } from '../wire/out/salePut.ts'
import { publishClinic } from '../wire/publishEverything.ts'
import { appendAudit } from './audit.ts'
import { toHistoryLine } from './historyLines.ts'
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
    ...changeableOf(clinic),
    hasSmtpPassword: clinic.smtp_password !== '',
    endpointUrl: state?.endpoint_url ?? null,
    portalUrl,
    shortNameState: shortNameStateOf(clinic),
    codePageUrl: portalUrl === null ? null : `${portalUrl}/${clinic.short_name ?? `c/${clinic.id}/code`}`,
  }
}

/** What a person may change. */
function changeableOf(clinic: ClinicRow) {
  return {
    name: clinic.name,
    addressLine: clinic.address_line,
    phone: clinic.phone,
    email: clinic.email,
    timeZone: clinic.time_zone,
    accessDays: clinic.access_days,
    undoSeconds: clinic.undo_seconds,
    ofAge: clinic.of_age,
    reminderHours: clinic.reminder_hours,
    shortName: clinic.chosen_name,
    mailWay: clinic.mail_way,
    smtpHost: clinic.smtp_host,
    smtpPort: clinic.smtp_port,
    smtpSecurity: clinic.smtp_security,
    smtpUser: clinic.smtp_user,
    mailFromAddress: clinic.mail_from_address,
    mailFromName: clinic.mail_from_name,
    idleMinutes: clinic.idle_minutes,
    openHours: clinic.open_hours,
    outOfHoursText: clinic.out_of_hours_text,
  }
}

function shortNameStateOf(clinic: ClinicRow): Settings['shortNameState'] {
  if (clinic.chosen_name_refused === 1) return 'taken'
  if (clinic.chosen_name !== clinic.short_name) return 'waiting'
  return clinic.chosen_name === null ? 'none' : 'published'
}

const PUBLIC_FACTS = ['name', 'addressLine', 'phone', 'timeZone', 'openHours', 'outOfHoursText'] as const
const MAIL_SERVER = ['smtpHost', 'smtpPort', 'smtpSecurity', 'smtpUser', 'mailFromAddress', 'mailFromName'] as const
const CHANGEABLE = [
  ...PUBLIC_FACTS,
  'email',
  'accessDays',
  'undoSeconds',
  'ofAge',
  'reminderHours',
  'shortName',
  'idleMinutes',
  'mailWay',
  ...MAIL_SERVER,
] as const

/**
 * R4.2, R9.3, R10.8: what is already on its way keeps the old figures and words, and visits that stand keep their instants
 * whatever the zone. Stations lock after the new minutes at once. What is as it was already is no change. What patients see of the clinic is published again: its
 * profile, and the index of every holder, which says it too.
 * @param input.changes only what was changed @param input.seenVersion as the person saw them (R10.7)
 * @throws ServiceError CHANGED_MEANWHILE, TIME_ZONE_UNKNOWN, MAIL_SERVER_INCOMPLETE
 */
export async function saveSettings(
  acting: Acting,
  input: { readonly seenVersion: number; readonly changes: SettingsChanges },
): Promise<Settings> {
  const { timeZone } = input.changes
  if (timeZone !== undefined && !isTimeZone(timeZone)) throw failure('TIME_ZONE_UNKNOWN', { timeZone })
  const saved = await acting.db.transaction().execute(async (tx) => {
    const before = await readClinic(tx)
    const { smtpPassword, ...wanted } = input.changes
    const changes: SettingsChanges = {
      ...changesTo(CHANGEABLE, changeableOf(before), wanted),
      ...passwordChange(before, wanted.smtpHost, smtpPassword),
    }
    const changed = Object.keys(changes)
    if (changed.length === 0) return settingsIn(tx)
    if (before.version !== input.seenVersion) {
      throw failure('CHANGED_MEANWHILE', {
        by: await findStaffName(tx, before.changed_by),
        at: Instant.parse(before.changed_at ?? before.created_at),
        current: await settingsIn(tx),
      })
    }
    requireWholeServer({ ...changeableOf(before), ...changes })
    await updateClinicSettings(tx, changes, acting.actor.staff.id, acting.clock.now())
    if (changed.includes('shortName')) await enqueue(tx, acting, clinicName, {})
    if (PUBLIC_FACTS.some((fact) => changed.includes(fact))) await publishClinic(tx, acting)
    if (changed.includes('timeZone')) await leaveSale(tx, acting)
    const { smtpPassword: _secret, ...told } = changes
    await appendAudit(tx, acting, { action: 'settings.changed', ...told })
    return settingsIn(tx)
  })
  acting.stations.lockAfter(saved.idleMinutes)
  acting.changes.publish('settings', 'outbox')
  acting.wakeSync()
  return saved
}

/** A password was given to one server: it is not taken along to another. */
function passwordChange(
  before: ClinicRow,
  smtpHost: string | undefined,
  smtpPassword: string | undefined,
): Pick<SettingsChanges, 'smtpPassword'> {
  if (smtpPassword !== undefined) return { smtpPassword }
  return smtpHost === undefined || smtpHost === before.smtp_host ? {} : { smtpPassword: '' }
}

function requireWholeServer({ mailWay, smtpHost = '', mailFromAddress = '' }: SettingsChanges): void {
  const isIncomplete = mailWay === 'own' && missingOfMailServer({ smtpHost, mailFromAddress }).length > 0
  if (isIncomplete) throw failure('MAIL_SERVER_INCOMPLETE')
}

const HISTORY_PAGE = 50

/** R8.6: what was done to the clinic itself, its staff and settings; who signed in. @param before of the page before */
export async function readClinicHistory(
  { db }: CoreContext,
  { before }: { readonly before: number | null },
): Promise<{ lines: HistoryLine[]; before: number | null }> {
  const rows = await listAuditOfClinic(db, before, HISTORY_PAGE)
  return { lines: rows.map(toHistoryLine), before: rows.length < HISTORY_PAGE ? null : (rows.at(-1)?.seq ?? null) }
}

/** R8.6: how the chain was found last; anew where nothing was written yet by then, as at the start of a new clinic. */
export async function lastAuditCheck({ auditChain }: CoreContext): Promise<AuditCheck | null> {
  const last = auditChain.last()
  const foundNothing = last?.verdict.state === 'whole' && last.verdict.rows === 0
  return foundNothing ? auditChain.check() : last
}

/** R8.6: reads the whole chain of the audit log now, against its anchor. */
export async function checkAudit({ auditChain, changes, log }: CoreContext): Promise<AuditCheck> {
  const check = await auditChain.check()
  if (check.verdict.state !== 'whole') log('error', 'audit.notWhole', { state: check.verdict.state })
  changes.publish('settings')
  return check
}
