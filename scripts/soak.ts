import { runTool } from './run.ts'
import { lookForSpam } from './spam.ts'

/** 1,000 kills, as many rewritten databases, ten times the broken networks of `npm test`, 100,000 claims and 5,000 bookings by a script, 100 links among mail scanners, and SpamAssassin’s word on every e-mail, where it is installed: for an hour that nobody waits for, before a change lands. */
const EFFORT = 10
process.env['ANTEROOM_EFFORT'] = String(EFFORT)

const vitest = 'node_modules/vitest/vitest.mjs'
const files = [
  'tests/faults/kill.test.ts',
  'tests/faults/network.test.ts',
  'tests/faults/claims.test.ts',
  'tests/faults/scanners.test.ts',
  'tests/attacks/rewrites.test.ts',
  'src/endpoint/bookingFloods.test.ts',
]
const isNoSpam = await lookForSpam((line) => console.log(line))
const { code, seconds } = await runTool(vitest, ['run', '--testTimeout=3600000', ...files], true)
const held = code === 0 && isNoSpam
console.log(`\nThe soak ${held ? 'held' : 'FAILED'} after ${Math.round(seconds / 60)} minutes.`)
process.exitCode = held ? 0 : 1
