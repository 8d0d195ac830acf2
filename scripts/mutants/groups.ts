/** What is mutated together, and the tests that are to notice. */
export type Group = { readonly folder: string; readonly tests: readonly string[] }

const CORE_TESTS = ['src/main/core/**/*.test.ts', 'tests/faults/sync.test.ts', 'tests/faults/network.test.ts']

export const groups: readonly Group[] = [
  { folder: 'src/shared/domain', tests: ['src/shared/**/*.test.ts'] },
  { folder: 'src/shared/envelope', tests: ['src/shared/**/*.test.ts'] },
  { folder: 'src/main/core/wire', tests: CORE_TESTS },
  { folder: 'src/main/core/sync', tests: CORE_TESTS },
  { folder: 'src/endpoint/api', tests: ['src/endpoint/**/*.test.ts'] },
]

/** The group of a folder or file that was asked for; another folder's tests are those that stand in it. */
export function groupOf(path: string): Group {
  const folder = path.replace(/\/+$/, '')
  const known = groups.find((group) => folder === group.folder || folder.startsWith(`${group.folder}/`))
  return { folder, tests: known?.tests ?? [`${folder}/**/*.test.{ts,tsx}`] }
}
