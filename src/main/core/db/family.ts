import type { Family } from '../../../shared/contract/desk/access.ts'
import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import { emailKey } from '../../../shared/domain/people.ts'
import type { Db } from '../context.ts'
import { selectSummary, toSummary } from './patients.ts'

/** A practice's own address may stand in many charts; nobody's family is larger. */
const SHOWN = 30

/** R5.1: those who share the patient's address on file, or a login. */
export async function listFamilyOf(db: Db, { id, email }: PatientSummary): Promise<Family['others']> {
  const held = await db
    .selectFrom('link as own')
    .innerJoin('link as other', 'other.login_id', 'own.login_id')
    .innerJoin('login', 'login.id', 'own.login_id')
    .select(['other.patient_id', 'login.email'])
    .distinct()
    .where('own.patient_id', '=', id)
    .where('own.ended_at', 'is', null)
    .where('other.ended_at', 'is', null)
    .where('other.patient_id', '!=', id)
    .limit(SHOWN)
    .execute()
  const byLogin = Map.groupBy(held, (row) => row.patient_id)
  const rows = await selectSummary(db)
    .where('archived_at', 'is', null)
    .where('patient.id', '!=', id)
    .where((eb) =>
      eb.or([
        eb('patient.id', 'in', [...byLogin.keys()]),
        ...(email === null ? [] : [eb('patient.email_key', '=', emailKey(email))]),
      ]),
    )
    .orderBy('birth_on')
    .orderBy('patient.id')
    .limit(SHOWN)
    .execute()
  return rows.map(toSummary).map((patient) => ({
    patient,
    sharesEmail: email !== null && patient.email !== null && emailKey(patient.email) === emailKey(email),
    heldBy: (byLogin.get(patient.id) ?? []).map((row) => row.email),
  }))
}
