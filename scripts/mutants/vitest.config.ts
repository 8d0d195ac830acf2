import { defineConfig } from 'vitest/config'
import { groupOf } from './groups.ts'

process.env['ANTEROOM_SQLITE_ONLY'] = 'yes'
const { ANTEROOM_MUTANTS = 'src' } = process.env

/** The tests of one group; a mutant that hangs is noticed by the one who runs this. */
export default defineConfig({
  test: { include: [...groupOf(ANTEROOM_MUTANTS).tests], testTimeout: 60_000, hookTimeout: 60_000 },
})
