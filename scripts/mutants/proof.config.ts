import { mergeConfig } from 'vitest/config'
import all from '../../vitest.config.ts'

/** One test at a time, in a copy of the checkout whose files can be changed by a number. */
export default mergeConfig(all, { test: { setupFiles: ['scripts/mutants/reached.ts'], maxWorkers: 1 } })
