import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ownVersion, shippedPackages } from '../../build/shippedPackages.ts'
import { root } from '../../scripts/run.ts'

type Lock = { readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly version?: string }>> }

const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock // which npm wrote
const shipped = shippedPackages(root)
const names = shipped.map(({ name }) => name)

test('R10.8 About names what is shipped, once, and nothing that was only needed to build and to test it', () => {
  expect(names).toEqual(expect.arrayContaining(['react', 'zod', 'better-sqlite3-multiple-ciphers', 'electron']))
  expect(names.filter((name) => ['vitest', 'typescript', '@types/react', 'node'].includes(name))).toEqual([])
  expect(new Set(shipped.map(({ name, version }) => `${name}@${version}`)).size).toBe(shipped.length)
})

test('R10.8 each with the version that is installed, and its licence, wherever the folder is named from', () => {
  const paths = Object.entries(lock.packages)
  const installed = new Set(paths.map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`))
  const elsewhere = shipped.filter(({ name, version }) => !installed.has(`${name}@${version}`))

  expect(elsewhere.map(({ name }) => name)).toEqual(['better-sqlite3-multiple-ciphers'])
  expect(shipped.filter(({ licence }) => licence === '')).toEqual([])
  expect(shipped.find(({ name }) => name === 'react')?.text).toContain('MIT License')
  expect(shippedPackages(`${root}/`)).toEqual(shipped)
  expect(ownVersion(root)).toMatch(/^\d+\.\d+\.\d+$/)
})
