import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildPages } from './build.ts'
import { root, runTool } from './run.ts'

type Count = { readonly passed: number; readonly failed: number; readonly skipped: number }

const unitReport = 'test-results/unit.json'
const journeyReport = 'test-results/journeys.json'

/** `npm test`: rules, integration and faults first, then the stories in a browser. Both run, whatever the first says. */
rmSync(join(root, 'test-results'), { recursive: true, force: true })
await buildPages((line) => console.log(line))

const unit = await runTool(
  'node_modules/vitest/vitest.mjs',
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`],
  true,
)
// Read at once: the journeys begin by emptying the folder of results.
const units = countUnits()
const journeys = await runTool('node_modules/@playwright/test/cli.js', ['test'], true)

const counts = [units, countJourneys()]
const total = counts.reduce((sum, count) => ({
  passed: sum.passed + count.passed,
  failed: sum.failed + count.failed,
  skipped: sum.skipped + count.skipped,
}))
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
if (unit.code !== 0 && counts[0]?.failed === 0) console.log('The unit tests did not run to their end.')
if (journeys.code !== 0 && counts[1]?.failed === 0) console.log('The journeys did not run to their end.')
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`)
process.exitCode = unit.code === 0 && journeys.code === 0 && total.failed === 0 ? 0 : 1

function countUnits(): Count {
  const report = read(unitReport)
  return {
    passed: figure(report['numPassedTests']),
    // A file that cannot even be loaded has no test to fail: it counts as one.
    failed: figure(report['numFailedTests']) + emptyFailures(report['testResults']),
    skipped: figure(report['numPendingTests']) + figure(report['numTodoTests']),
  }
}

function emptyFailures(results: unknown): number {
  if (!Array.isArray(results)) return 1
  const files = results as { status?: string; assertionResults?: unknown[] }[]
  return files.filter((file) => file.status === 'failed' && file.assertionResults?.length === 0).length
}

function countJourneys(): Count {
  const { stats } = read(journeyReport)
  const { expected, unexpected, flaky, skipped: notRun } = (stats ?? { unexpected: 1 }) as Record<string, unknown>
  return { passed: figure(expected), failed: figure(unexpected) + figure(flaky), skipped: figure(notRun) }
}

/** What the runners themselves counted; an empty object when they wrote nothing. */
function read(file: string): Record<string, unknown> {
  const path = join(root, file)
  // The runners' own reports: every field is checked where it is used.
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>) : {}
}

function figure(value: unknown): number {
  return typeof value === 'number' ? value : 0
}
