import { findPatient } from '../../src/main/core/db/patients.ts'
import { searchPatients } from '../../src/main/core/db/patientSearch.ts'
import { PatientId } from '../../src/shared/domain/ids.ts'
import type { Bench } from '../row.ts'
import { openLargeClinic } from '../support/largeClinic.ts'
import { inWords, times, timeEach } from '../support/measure.ts'
import { openRaw } from '../support/openRaw.ts'

const PATIENTS = 5_000
const LIST = 200

const COLUMNS = `id, chart_number, given_name, family_name, birth_on, phone, email,
  (SELECT min(level) FROM link WHERE link.patient_id = patient.id AND ended_at IS NULL) AS access`

/** What Kysely, the kept statements and the schemas cost over the same SQL on the same encrypted file. */
export const repositories: Bench = {
  name: 'Repositories against raw prepared better-sqlite3',
  run: async () => {
    const clinic = await openLargeClinic(PATIENTS)
    const raw = await openRaw(clinic)
    try {
      const { db } = clinic.core.context
      const ids = (await db.selectFrom('patient').select('id').limit(2_000).execute()).map((row) => row.id)
      const one = raw.prepare(`SELECT ${COLUMNS} FROM patient WHERE id = ?`)
      const bareOne = await timeEach(ids, (id) => one.get(id))
      const ourOne = await timeEach(ids, (id) => findPatient(db, PatientId.parse(id)))

      const list = raw.prepare(
        `SELECT ${COLUMNS} FROM patient WHERE archived_at IS NULL
         ORDER BY family_name COLLATE NOCASE, given_name COLLATE NOCASE, id LIMIT ? OFFSET ?`,
      )
      const count = raw.prepare('SELECT count(*) FROM patient WHERE archived_at IS NULL')
      const pages = Array.from({ length: 300 }, (_, index) => ({ limit: LIST, offset: (index % 20) * LIST }))
      const bareList = await timeEach(pages, ({ limit, offset }) => [list.all(limit, offset), count.get()])
      const ourList = await timeEach(pages, (page) => searchPatients(db, '', page))
      return [
        {
          what: `a list of ${LIST} patients, median`,
          ours: inWords(ourList.p50),
          yardstick: inWords(bareList.p50),
          ratio: times(ourList.p50 / bareList.p50),
          target: '≤ 1.35 ×',
        },
        {
          what: 'one patient, median',
          ours: inWords(ourOne.p50),
          yardstick: inWords(bareOne.p50),
          ratio: times(ourOne.p50 / bareOne.p50),
          target: '≤ 3 ×',
        },
      ]
    } finally {
      raw.close()
      await clinic.close()
    }
  },
}
