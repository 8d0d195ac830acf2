import Papa from 'papaparse'
import { IMPORT_BATCH } from '../../src/shared/contract/desk/imports.ts'
import { ImportId, PatientId } from '../../src/shared/domain/ids.ts'
import { recogniseColumns } from '../../src/shared/domain/patientImport/columns.ts'
import { readRow } from '../../src/shared/domain/patientImport/rows.ts'
import type { PatientDetails } from '../../src/shared/domain/people.ts'
import { CalendarDay } from '../../src/shared/domain/time.ts'
import type { Bench, Row } from '../row.ts'
import { fillPatients, openLargeClinic } from '../support/largeClinic.ts'
import { inWords, times } from '../support/measure.ts'
import { openRaw } from '../support/openRaw.ts'

const PATIENTS = 100_000
const HEADERS = ['First Name', 'Last Name', 'Date of birth', 'Mobile phone', 'Email']

/** From the text of a file to patients that are found, in the batches that travel; and out again. */
export const patientImport: Bench = {
  name: 'Import of patients',
  run: async () => {
    const [clinic, yardstick] = [await openLargeClinic(0), await openLargeClinic(0)]
    const raw = await openRaw(yardstick)
    try {
      const startedRaw = performance.now()
      const people = fillPatients(raw, PATIENTS, yardstick.ids)
      const bare = performance.now() - startedRaw
      const text = Papa.unparse({
        fields: HEADERS,
        data: people.map((each) => [each.givenName, each.familyName, each.birthOn, each.phone, each.email]),
      })

      const importId = ImportId.parse(clinic.ids())
      const { value: details, took: reading } = await timed(() => read(text))
      const { took: checking } = await timed(async () => {
        for (const rows of batches(details)) await clinic.client.imports.check({ rows })
      })
      const { took: adding } = await timed(async () => {
        for (const batch of batches(details)) {
          const rows = batch.map((each) => ({ ...each, id: PatientId.parse(clinic.ids()) }))
          await clinic.client.imports.add({ importId, fileName: 'patients.csv', rows })
        }
      })
      const { took: undoing } = await timed(async () => {
        while (!(await clinic.client.imports.undo({ importId })).isDone);
      })
      const row = (what: string, ours: number, target = ''): Row => ({
        what: `${what} ${PATIENTS.toLocaleString('en')} rows`,
        ours: inWords(ours),
        yardstick: `${inWords(bare)} bare inserts`,
        ratio: times(ours / bare),
        target,
      })
      return [
        row('read', reading),
        row('compare with those on file (nobody yet)', checking),
        row('import', adding),
        row('all three, import of', reading + checking + adding, '≤ 60 s'),
        row('undo', undoing),
      ]
    } finally {
      raw.close()
      await yardstick.close()
      await clinic.close()
    }
  },
}

function read(text: string): PatientDetails[] {
  const [headers = [], ...rows] = Papa.parse<string[]>(text).data
  const rule = { mapping: recogniseColumns(headers), order: null, today: CalendarDay.parse('2026-03-02') }
  return rows.flatMap((cells) => readRow(cells, rule).details ?? [])
}

function batches<T>(all: readonly T[]): T[][] {
  const count = Math.ceil(all.length / IMPORT_BATCH)
  return Array.from({ length: count }, (_, n) => all.slice(n * IMPORT_BATCH, (n + 1) * IMPORT_BATCH))
}

async function timed<T>(work: () => T | Promise<T>): Promise<{ value: T; took: number }> {
  const startedAt = performance.now()
  const value = await work()
  return { value, took: performance.now() - startedAt }
}
