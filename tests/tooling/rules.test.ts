import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** The sources of every test of this repository. */
function testSources(): string {
  return ['src', 'migrations', 'tests']
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.(test|spec)\.tsx?$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n')
}

test('every rule that docs/RULES.md calls built is the first word of a test’s name', () => {
  const built = [...readFileSync('docs/RULES.md', 'utf8').matchAll(/^\| (R\d+\.\d+) .*\| built +\|$/gm)].map(
    ([, rule]) => rule,
  )
  const sources = testSources()

  expect(built.length).toBeGreaterThan(20)
  expect(built.filter((rule) => !new RegExp(`['"\`]${rule}\\b`).test(sources))).toEqual([])
})
