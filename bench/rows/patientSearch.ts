import type { Bench } from '../row.ts'
import { openLargeClinic } from '../support/largeClinic.ts'
import { inWords, times, timeEach } from '../support/measure.ts'
import { openRaw } from '../support/openRaw.ts'
import { createRandom } from '../support/random.ts'

const PATIENTS = 100_000
const PEOPLE_TYPED = 60
const SCANS = 20

/** What a person types for one patient, key by key: a name, then one of phone, e-mail and birth date. */
function keystrokes(typed: string): string[] {
  return Array.from({ length: Math.min(typed.length, 12) }, (_, index) => typed.slice(0, index + 1))
}

export const patientSearch: Bench = {
  name: 'Patient search as one types',
  run: async () => {
    const clinic = await openLargeClinic(PATIENTS)
    const raw = await openRaw(clinic)
    try {
      const random = createRandom(7)
      const someone = () => clinic.people[Math.floor(random() * clinic.people.length)]
      const queries = Array.from({ length: PEOPLE_TYPED }, someone).flatMap((person, index) => {
        if (!person) return []
        const other = [person.phone?.slice(3), person.email, person.birthOn, person.givenName][index % 4] ?? ''
        return [...keystrokes(`${person.familyName} ${person.givenName}`), ...keystrokes(other)]
      })
      const ours = await timeEach(queries, (query) => clinic.client.patients.search({ query, limit: 50, offset: 0 }))

      const added = Array.from({ length: PEOPLE_TYPED }, someone).filter((person) => person !== undefined)
      const likely = await timeEach(added, ({ givenName, familyName, birthOn, phone, email }) =>
        clinic.client.patients.likely({ givenName, familyName, birthOn, phone, email }),
      )

      const scan = raw.prepare(
        `SELECT * FROM patient WHERE given_name || ' ' || family_name LIKE @like OR phone LIKE @like OR email LIKE @like OR birth_on LIKE @like
         ORDER BY family_name, given_name LIMIT 50`,
      )
      const scanned = queries.filter((_, index) => index % Math.ceil(queries.length / SCANS) === 0)
      const like = await timeEach(scanned, (query) => scan.all({ like: `%${query}%` }))
      return [
        {
          what: `search through the router, ${PATIENTS.toLocaleString('en')} patients, p50`,
          ours: inWords(ours.p50),
          yardstick: `${inWords(like.p50)} LIKE scan`,
          ratio: times(like.p50 / ours.p50),
          target: '≥ 20 ×',
        },
        {
          what: `search through the router, ${PATIENTS.toLocaleString('en')} patients, p95`,
          ours: inWords(ours.p95),
          yardstick: `${inWords(like.p95)} LIKE scan`,
          ratio: times(like.p95 / ours.p95),
          target: '≤ 10 ms, ≥ 20 ×',
        },
        {
          what: `likely duplicates of somebody typed, ${PATIENTS.toLocaleString('en')} patients, p95`,
          ours: inWords(likely.p95),
          yardstick: `${inWords(like.p95)} LIKE scan`,
          ratio: times(like.p95 / likely.p95),
          target: '≤ 50 ms',
        },
      ]
    } finally {
      raw.close()
      await clinic.close()
    }
  },
}
