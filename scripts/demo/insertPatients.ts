import type { Insertable } from 'kysely'
import { searchText } from '../../src/shared/domain/patientSearch.ts'
import { emailKey, PatientDetails } from '../../src/shared/domain/people.ts'
import type { CoreContext, Tx } from '../../src/main/core/context.ts'
import type { ClinicTables } from '../../src/main/core/db/tables.ts'
import type { FictionalPerson } from './people.ts'

const ROWS_A_STATEMENT = 500

/**
 * Many at once, as rows: a hundred thousand by the service, one transaction each, would take minutes.
 * @param first the chart number of the first
 * @returns their ids, in order
 */
export async function insertPatients(
  tx: Tx,
  { ids, clock }: Pick<CoreContext, 'ids' | 'clock'>,
  people: Iterable<FictionalPerson>,
  first: number,
): Promise<string[]> {
  const at = clock.now()
  const patientIds: string[] = []
  let rows: Insertable<ClinicTables['patient']>[] = []
  let lines: Insertable<ClinicTables['patient_search']>[] = []
  const flush = async () => {
    if (rows.length === 0) return
    await tx.insertInto('patient').values(rows).execute()
    await tx.insertInto('patient_search').values(lines).execute()
    rows = []
    lines = []
  }
  for (const person of people) {
    const details = PatientDetails.parse(person)
    const id = ids()
    const chartNumber = first + patientIds.length
    patientIds.push(id)
    rows.push({
      id,
      chart_number: chartNumber,
      given_name: details.givenName,
      family_name: details.familyName,
      birth_on: details.birthOn,
      phone: details.phone,
      email: details.email,
      email_key: details.email === null ? null : emailKey(details.email),
      created_at: at,
      changed_at: at,
      archived_at: null,
    })
    lines.push({ rowid: chartNumber, ...searchText(details) })
    if (rows.length === ROWS_A_STATEMENT) await flush()
  }
  await flush()
  return patientIds
}
