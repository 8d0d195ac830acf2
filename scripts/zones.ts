import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fixtureOf, ODD_ZONES, trimmed, ZDUMP } from '../tests/zones/zdump.ts'
import { root } from './run.ts'

/** Writes anew what `tests/zones` compares the clinic's clock with: what this system says of odd zones. */
for (const zone of ODD_ZONES) {
  writeFileSync(join(root, fixtureOf(zone)), trimmed(execFileSync(ZDUMP, ['-v', zone], { encoding: 'utf8' })))
}
