import { randomBytes } from 'node:crypto'
import { base64urlnopad } from '@scure/base'
import { Staff } from '../../../shared/contract/desk/staff.ts'
import { emailKey } from '../../../shared/domain/people.ts'
import { isTimeZone } from '../../../shared/domain/time.ts'
import { makeIdentity } from '../../../shared/envelope/seal.ts'
import type { CoreContext, Station } from '../context.ts'
import { findClinic, insertClinic } from '../db/clinic.ts'
import { insertStaff } from '../db/staff.ts'
import { appendAudit } from './audit.ts'
import { hashPassword, requireGoodPassword } from './passwords.ts'
import { addReadyForms } from './readyForms.ts'
import { failure } from './serviceError.ts'
import { beginAt } from './session.ts'

export type NewClinic = {
  readonly clinicName: string
  readonly addressLine: string
  readonly phone: string
  readonly timeZone: string
  readonly adminName: string
  readonly adminEmail: string
  readonly password: string
}

/**
 * R10.3, first run: the clinic with its own keys, and its first admin, who is then signed in at this station.
 * @throws ServiceError PASSWORD_REFUSED, TIME_ZONE_UNKNOWN, CLINIC_EXISTS
 */
export async function createClinic(context: CoreContext, station: Station, input: NewClinic): Promise<Staff> {
  const { timeZone } = input
  requireGoodPassword(input.password, input.adminEmail)
  if (!isTimeZone(timeZone)) throw failure('TIME_ZONE_UNKNOWN', { timeZone })
  const { identity, recipient } = await makeIdentity()
  const passwordHash = await hashPassword(input.password)
  const createdAt = context.clock.now()
  const admin = Staff.parse({
    id: context.ids(),
    name: input.adminName,
    calledName: input.adminName,
    email: input.adminEmail,
    role: 'admin',
    tint: 0,
    hasCalendar: false,
  })
  await context.db.transaction().execute(async (tx) => {
    if (await findClinic(tx)) throw failure('CLINIC_EXISTS')
    await insertClinic(tx, {
      id: context.ids(),
      name: input.clinicName,
      address_line: input.addressLine,
      phone: input.phone,
      time_zone: timeZone,
      identity,
      recipient,
      code_salt: base64urlnopad.encode(randomBytes(16)),
      created_at: createdAt,
    })
    await insertStaff(tx, {
      id: admin.id,
      name: admin.name,
      called_name: admin.calledName,
      email: admin.email,
      email_key: emailKey(admin.email),
      role: admin.role,
      password_hash: passwordHash,
      tint: admin.tint,
      has_calendar: 0,
      created_at: createdAt,
    })
    await addReadyForms(tx, context)
    await appendAudit(tx, { ...context, actor: { staff: admin, station } }, { action: 'clinic.created' })
  })
  beginAt(station, admin, createdAt)
  context.changes.publish('all')
  return admin
}
