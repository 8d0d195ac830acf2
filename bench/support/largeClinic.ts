import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../../src/main/core/db/open.ts'
import type { Database } from '../../src/main/core/db/sqlite.ts'
import { createCore } from '../../src/main/core/createCore.ts'
import { fillClinic } from '../../src/main/core/testing/fillClinic.ts'
import { openSmtp } from '../../src/main/core/mail/openSmtp.ts'
import { openingWorkerSource } from '../../src/main/core/opening/workerSource.ts'
import { heldKeys } from '../../src/main/core/testing/heldKeys.ts'
import { workAt } from '../../src/main/core/testing/workAt.ts'
import { createTestClock, createTestIds } from '../../src/main/core/testing/testTime.ts'
import { searchText } from '../../src/shared/domain/patientSearch.ts'
import { emailKey, PatientDetails } from '../../src/shared/domain/people.ts'
import { createRandom } from './random.ts'

const STARTS = 'Al Be Cor Da El Fer Gra Ha Is Jo Ka Lo Mar Ne O’ Pet Qui Ro Sa Te Ul Va We Xi Ya Zo Åk Ü Ñu Şa'.split(
  ' ',
)
const MIDDLES = 'ra li mo ne sto vi du ke chu bri'.split(' ')
const ENDS = 'n ez sson ova ic ti ga ros man lin ham der'.split(' ')
const AT = '2026-03-02T16:00:00.000Z'

/** A clinic with fictional patients on a real encrypted file; the raw connection to it is for yardsticks. */
export async function openLargeClinic(patientCount: number) {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-bench-'))
  const file = join(folder, 'clinic.db')
  const key = Buffer.alloc(32, 9)
  const clock = createTestClock(AT)
  const ids = createTestIds()
  const store = await openStore({ file, key, now: clock.now() })
  const people = fillPatients(store.database, patientCount, ids)
  await store.close()

  const options = {
    file,
    keys: heldKeys(key),
    clock,
    ids,
    fetch: offline,
    openSmtp,
    log: () => {},
    openingWorker: openingWorkerSource,
  }
  const core = await createCore(options)
  const clinic = await fillClinic(core.context)
  const { client } = workAt(core, clinic.people.admin)
  return {
    ...clinic,
    people,
    staff: clinic.people,
    file,
    key,
    ids,
    core,
    client,
    close: async () => {
      await core.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** @returns who was made, in the order of their chart numbers */
export function fillPatients(database: Database, count: number, ids: () => string): PatientDetails[] {
  const random = createRandom(20260302)
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? ''
  const word = () => pick(STARTS) + pick(MIDDLES) + pick(ENDS)
  const digits = (length: number) => Array.from({ length }, () => Math.floor(random() * 10)).join('')
  const two = (below: number) => String(1 + Math.floor(random() * below)).padStart(2, '0')
  const patient = database.prepare(
    `INSERT INTO patient (id, chart_number, given_name, family_name, birth_on, phone, email, email_key, created_at, changed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const search = database.prepare(
    'INSERT INTO patient_search (rowid, name, phone, email, birth) VALUES (?, ?, ?, ?, ?)',
  )
  const people: PatientDetails[] = []
  database.transaction(() => {
    for (let chart = 1001; chart < 1001 + count; chart += 1) {
      const givenName = word()
      const familyName = word()
      const email = `${givenName}.${familyName}${digits(2)}@example.test`.toLowerCase().replace(/[^a-z0-9.@]/gu, '')
      const phone = `+1 604 ${digits(3)} ${digits(4)}`
      const birthOn = `${1930 + Math.floor(random() * 95)}-${two(12)}-${two(28)}`
      const person = PatientDetails.parse({ givenName, familyName, birthOn, phone, email })
      const text = searchText(person)
      patient.run(ids(), chart, givenName, familyName, birthOn, phone, email, emailKey(email), AT, AT)
      search.run(chart, text.name, text.phone, text.email, text.birth)
      people.push(person)
    }
  })()
  return people
}

function offline(): Promise<never> {
  return Promise.reject(new TypeError('fetch failed'))
}
