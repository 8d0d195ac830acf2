import { dirname, extname } from 'node:path'

/** What is mutated together, and the tests that are to notice. */
export type Group = {
  readonly folder: string
  /** Asked first, because they are quick; all the others are asked only about what these let pass. */
  readonly near: readonly string[]
  readonly tests: readonly string[]
}

const WIRE_TESTS = ['src/main/core/sync/**/*.test.ts', 'src/main/core/wire/**/*.test.ts']
const CORE_TESTS = ['src/main/core/**/*.test.ts', 'tests/faults/sync.test.ts', 'tests/faults/network.test.ts']

export const groups: readonly Group[] = [
  { folder: 'src/shared/domain', near: [], tests: ['src/shared/**/*.test.ts'] },
  { folder: 'src/shared/envelope', near: [], tests: ['src/shared/**/*.test.ts'] },
  { folder: 'src/main/core/wire', near: WIRE_TESTS, tests: CORE_TESTS },
  { folder: 'src/main/core/sync', near: WIRE_TESTS, tests: CORE_TESTS },
  { folder: 'src/endpoint/api', near: [], tests: ['src/endpoint/**/*.test.ts'] },
]

/** The group of a folder or file that was asked for; of others the tests that stand in it or beside it. */
export function groupOf(path: string): Group {
  const folder = path.replace(/\/+$/, '')
  const known = groups.find((group) => folder === group.folder || folder.startsWith(`${group.folder}/`))
  const around = extname(folder) === '' ? folder : dirname(folder)
  return { folder, near: known?.near ?? [], tests: known?.tests ?? [`${around}/**/*.test.{ts,tsx}`] }
}
