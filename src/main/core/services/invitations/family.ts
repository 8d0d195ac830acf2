import type { Family } from '../../../../shared/contract/desk/access.ts'
import type { PatientId } from '../../../../shared/domain/ids.ts'
import { linksFromChildhood } from '../../../../shared/domain/ofAge.ts'
import { dayOf } from '../../../../shared/domain/zone.ts'
import type { Acting } from '../../context.ts'
import { readClinic } from '../../db/clinic.ts'
import { listFamilyOf } from '../../db/family.ts'
import { findPatient } from '../../db/patients.ts'
import { auditStay } from '../audit.ts'
import { failure } from '../serviceError.ts'
import { holdersOf } from './access.ts'

/**
 * R5.3: who can see the patient; R5.1: whose charts belong together, by an address or by a login that holds both; and, of whoever is of
 * age, which links date from before. R8.6: reading leaves its line.
 * @throws ServiceError NOT_FOUND
 */
export async function readFamily(acting: Acting, patientId: PatientId): Promise<Family> {
  return acting.db.transaction().execute(async (tx) => {
    const patient = await findPatient(tx, patientId)
    if (!patient) throw failure('NOT_FOUND')
    await auditStay(tx, acting, { action: 'access.read' }, patientId)
    const { holders, suspended } = await holdersOf(tx, patientId)
    const { of_age: ofAge, time_zone: timeZone } = await readClinic(tx)
    const links = holders.map(({ linkId, since }) => ({ linkId, sinceOn: dayOf(since, timeZone) }))
    const person = { birthOn: patient.birthOn, on: dayOf(acting.clock.now(), timeZone), ofAge }
    return {
      ...{ holders, suspended, ofAge },
      others: await listFamilyOf(tx, patient),
      fromChildhood: linksFromChildhood(person, links).map(({ linkId }) => linkId),
    }
  })
}
