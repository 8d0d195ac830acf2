import { pathToFileURL } from 'node:url'
import type { Bench, Row } from './row.ts'
import { claims } from './rows/claims.ts'
import { day } from './rows/day.ts'
import { deadInvitations } from './rows/deadInvitations.ts'
import { events, latency } from './rows/events.ts'
import { floods } from './rows/floods.ts'
import { hostile } from './rows/hostile.ts'
import { painting } from './rows/painting.ts'
import { patientImport } from './rows/patientImport.ts'
import { patientSearch } from './rows/patientSearch.ts'
import { portal } from './rows/portal.ts'
import { reminders } from './rows/reminders.ts'
import { repositories } from './rows/repositories.ts'
import { uploads } from './rows/uploads.ts'

const benches: readonly Bench[] = [
  patientSearch,
  patientImport,
  day,
  painting,
  repositories,
  events,
  latency,
  hostile,
  claims,
  reminders,
  portal,
  floods,
  deadInvitations,
  uploads,
]

/** Prints a table; `npm run bench -- search` runs those whose name has the word. */
async function main(words: readonly string[]): Promise<void> {
  const wanted = benches.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word.toLowerCase())))
  for (const bench of wanted) {
    console.log(`\n${bench.name}`)
    print(await bench.run())
  }
}

function print(rows: readonly Row[]): void {
  const head: Row = { what: 'what', ours: 'ours', yardstick: 'yardstick', ratio: 'ratio', target: 'target' }
  const columns = ['what', 'ours', 'yardstick', 'ratio', 'target'] as const
  const widths = columns.map((column) => Math.max(...[head, ...rows].map((row) => row[column].length)))
  for (const row of [head, ...rows]) {
    console.log(`  ${columns.map((column, index) => row[column].padEnd(widths[index] ?? 0)).join('   ')}`)
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(process.argv.slice(2))
