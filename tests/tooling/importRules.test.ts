import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

/** A program of a few lines in the same folders, whose files break the rules of import or stay just within them. */
const FILES = {
  'src/shared/envelope/seal.ts':
    "import { Encrypter } from 'age-encryption'\nexport const encrypter = new Encrypter()\n",
  'src/shared/domain/age.ts': "import { Decrypter } from 'age-encryption'\nexport const decrypter = new Decrypter()\n",
  'src/main/core/sync/age.ts': "export const age = () => import('age-encryption')\n",
  'src/main/core/age.test.ts': "import 'age-encryption'\n",

  'src/main/electron/window.ts': "import { app } from 'electron'\nexport const name = app.name\n",
  'src/main/pages/window.ts': "import type { App } from 'electron'\nexport type Named = Pick<App, 'name'>\n",
  'src/main/core/window.ts': "import { app } from 'electron'\nexport const name = app.name\n",
  'scripts/window.ts': "import { app } from 'electron'\nexport const name = app.name\n",

  'src/shared/domain/core.ts': "import type { Named } from '../../main/pages/window.ts'\nexport type Known = Named\n",
  'src/shared/domain/core.test.ts': "import '../../main/core/host.ts'\n",
  'src/main/core/host.ts': "import { name } from '../electron/window.ts'\nexport const host = name\n",
  'src/main/core/seal.ts': "export { encrypter } from '../../shared/envelope/seal.ts'\n",
}

const Report = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
})

let folder = ''
let violations: z.infer<typeof Report>['summary']['violations'] = []

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'anteroom-imports-'))
  for (const [file, source] of Object.entries({ ...FILES, 'tsconfig.json': '{}' })) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), source)
  }
  // The real ones: what a package's entry is called has hidden it from these rules before.
  for (const path of ['package.json', 'node_modules/age-encryption', 'node_modules/electron']) {
    cpSync(path, join(folder, path), { recursive: true })
  }
  const tool = resolve('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const { stdout } = spawnSync(
    process.execPath,
    [tool, '--config', resolve('.dependency-cruiser.cjs'), '--output-type', 'json', 'src', 'scripts'],
    { cwd: folder, encoding: 'utf8' },
  )
  violations = Report.parse(JSON.parse(stdout)).summary.violations
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The files that break a rule, sorted. */
function breaking(rule: string): string[] {
  return violations
    .filter((each) => each.rule.name === rule)
    .map(({ from }) => from)
    .sort()
}

test('only the envelope folder uses age, tests aside', () => {
  expect(breaking('age-in-the-envelope')).toEqual(['src/main/core/sync/age.ts', 'src/shared/domain/age.ts'])
})

test('only the Electron host imports values of electron', () => {
  expect(breaking('electron-in-its-folder')).toEqual(['scripts/window.ts', 'src/main/core/window.ts'])
})

test('shared code imports shared code alone, even types', () => {
  expect(breaking('shared-imports-shared')).toEqual(['src/shared/domain/core.ts'])
})

test('the core imports no host', () => {
  expect(breaking('core-imports')).toEqual(['src/main/core/host.ts'])
})
