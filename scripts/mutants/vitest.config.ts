import { defineConfig } from 'vitest/config'
import { z } from 'zod'

process.env['ANTEROOM_SQLITE_ONLY'] = 'yes'
const { ANTEROOM_MUTANTS_TESTS = '["src/**/*.test.ts"]' } = process.env

/** The tests that are asked, whose patterns the one who runs this gives as JSON; a mutant that hangs is noticed by the one who runs this. */
export default defineConfig({
  test: {
    include: z.array(z.string()).parse(JSON.parse(ANTEROOM_MUTANTS_TESTS)),
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
