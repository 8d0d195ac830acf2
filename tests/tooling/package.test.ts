import { existsSync, readFileSync } from 'node:fs'
import { FuseV1Options } from '@electron/fuses'
import { expect, test } from 'vitest'
import { fuses } from '../../build/fuses.ts'

const WANTED = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
  WasmTrapHandlers: true,
} satisfies Record<keyof typeof FuseV1Options, boolean>

test('every fuse is set, and those that matter the safe way', () => {
  for (const [name, isOn] of Object.entries(WANTED)) {
    // The keys of `WANTED` are those of the enum: the compiler says so above.
    expect([name, fuses[FuseV1Options[name as keyof typeof WANTED]]]).toEqual([name, isOn])
  }
  const all = Object.keys(FuseV1Options).filter((key) => Number.isNaN(Number(key)))
  expect(Object.keys(WANTED).sort()).toEqual(all.sort())
  expect(fuses.strictlyRequireAllFuses).toBe(true)
})

test('the addon has a prebuilt file for each platform that is packaged', () => {
  for (const target of ['win32-x64', 'darwin-arm64', 'darwin-x64', 'linux-x64', 'linux-arm64']) {
    expect([target, existsSync(`node_modules/better-sqlite3/prebuilds/${target}.node`)]).toEqual([target, true])
  }
})

test('the package takes the bundles and one addon, and unpacks it', () => {
  const config = readFileSync('build/electron-builder.yml', 'utf8')

  expect(config).toContain('node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node')
  expect(config).toContain("asarUnpack:\n  - '**/*.node'")
  expect(config).toContain('afterPack: build/afterPack.mjs')
  expect(config).not.toContain('browserHost')
})
