import type { Insertable, Selectable } from 'kysely'
import type { StaffId } from '../../../shared/domain/ids.ts'
import type { MailWay, SmtpSecurity } from '../../../shared/domain/mailServer.ts'
import { weekOf, type OutOfHours } from '../../../shared/domain/outOfHours.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import type { Db, Tx } from '../context.ts'
import { compileOnce } from './compileOnce.ts'
import type { ClinicTable } from './tables.ts'

export type ClinicRow = Selectable<ClinicTable>

const selectClinic = compileOnce((db) => db.selectFrom('clinic').selectAll())

/** A file holds one clinic; null before the first run is over. */
export async function findClinic(db: Db): Promise<ClinicRow | null> {
  const [clinic] = await selectClinic(db, {})
  return clinic ?? null
}

/** What it answers by itself while it is closed (R8.5); null for nothing. */
export function outOfHoursOf(clinic: Pick<ClinicRow, 'open_hours' | 'out_of_hours_text'>): OutOfHours | null {
  const week = weekOf(clinic.open_hours)
  return clinic.out_of_hours_text === '' || week === null ? null : { week, text: clinic.out_of_hours_text }
}

/** Where a clinic must be there: everything that needs somebody signed in. */
export async function readClinic(db: Db): Promise<ClinicRow> {
  const clinic = await findClinic(db)
  if (!clinic) throw new Error('There is no clinic yet')
  return clinic
}

/** The clinic, with the one row that says how it stands with its endpoint. */
export async function insertClinic(tx: Tx, clinic: Insertable<ClinicTable>): Promise<void> {
  await tx.insertInto('clinic').values(clinic).execute()
  await tx.insertInto('sync_state').values({ id: 1 }).execute()
}

export type SettingsChanges = {
  readonly name?: string | undefined
  readonly addressLine?: string | undefined
  readonly phone?: string | undefined
  readonly email?: string | undefined
  readonly timeZone?: string | undefined
  readonly accessDays?: number | undefined
  readonly undoSeconds?: number | undefined
  readonly ofAge?: number | undefined
  /** Null: nobody is reminded. */
  readonly reminderHours?: number | null | undefined
  /** Null for none. */
  readonly shortName?: string | null | undefined
  readonly mailWay?: MailWay | undefined
  readonly smtpHost?: string | undefined
  readonly smtpPort?: number | undefined
  readonly smtpSecurity?: SmtpSecurity | undefined
  readonly smtpUser?: string | undefined
  readonly smtpPassword?: string | undefined
  readonly mailFromAddress?: string | undefined
  readonly mailFromName?: string | undefined
  readonly idleMinutes?: number | undefined
  readonly openHours?: string | undefined
  /** Empty: nothing is answered. */
  readonly outOfHoursText?: string | undefined
}

/** A change to what is set for the clinic; its version rises (R10.7). */
export async function updateClinicSettings(tx: Tx, changes: SettingsChanges, by: StaffId, at: Instant): Promise<void> {
  await tx
    .updateTable('clinic')
    .set((clinic) => ({
      name: changes.name,
      address_line: changes.addressLine,
      phone: changes.phone,
      email: changes.email,
      time_zone: changes.timeZone,
      access_days: changes.accessDays,
      undo_seconds: changes.undoSeconds,
      of_age: changes.ofAge,
      reminder_hours: changes.reminderHours,
      mail_way: changes.mailWay,
      smtp_host: changes.smtpHost,
      smtp_port: changes.smtpPort,
      smtp_security: changes.smtpSecurity,
      smtp_user: changes.smtpUser,
      smtp_password: changes.smtpPassword,
      mail_from_address: changes.mailFromAddress,
      mail_from_name: changes.mailFromName,
      idle_minutes: changes.idleMinutes,
      open_hours: changes.openHours,
      out_of_hours_text: changes.outOfHoursText,
      ...(changes.shortName !== undefined && { chosen_name: changes.shortName, chosen_name_refused: 0 }),
      version: clinic('version', '+', 1),
      changed_by: by,
      changed_at: at,
    }))
    .execute()
}

/** What the endpoint said of a name; another may have been chosen meanwhile. @param name null: that there is none */
export async function shortNameAnswered(tx: Tx, name: string | null, isOurs: boolean): Promise<void> {
  if (isOurs) {
    await tx.updateTable('clinic').set({ short_name: name }).execute()
    return
  }
  await tx.updateTable('clinic').set({ chosen_name_refused: 1 }).where('chosen_name', 'is', name).execute()
  await tx.updateTable('clinic').set({ short_name: null }).where('short_name', 'is', name).execute()
}

/** Another endpoint knows nothing of it yet. */
export async function forgetShortName(tx: Tx): Promise<void> {
  await tx.updateTable('clinic').set({ short_name: null }).execute()
}
