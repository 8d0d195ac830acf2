import { writeFileSync } from 'node:fs'
import { afterAll, afterEach, beforeEach } from 'vitest'

type Counts = Readonly<Record<string, number>>
type Switch = {
  activeMutant?: string | undefined
  currentTestId?: string | undefined
  mutantCoverage?: { perTest: Readonly<Record<string, Counts>> }
}

// The instrumented files share this object; the name is theirs.
const shared = globalThis as { __stryker__?: Switch }
const mutants = (shared.__stryker__ ??= {})
const { __STRYKER_ACTIVE_MUTANT__: active, ANTEROOM_REACHED: report } = process.env
mutants.activeMutant = active

beforeEach(() => {
  mutants.currentTestId = 'proof'
})

afterEach(() => {
  mutants.currentTestId = undefined
})

/** Leaves the ids of the changes that the test came by. */
afterAll(() => {
  if (report) writeFileSync(report, JSON.stringify(Object.keys(mutants.mutantCoverage?.perTest['proof'] ?? {})))
})
