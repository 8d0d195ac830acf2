import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isAppUrl } from './appUrl.ts'
import { decideAfterCrash } from './crashes.ts'
import { dataFolder } from './dataFolder.ts'
import { systemKeys } from './keyStore.ts'
import { decideDownload, decideNavigation, decideWindowOpen } from './navigation.ts'
import { isPermissionGranted } from './permissions.ts'
import { isTrustedFrame } from './trustedFrame.ts'

const patientId = '019b76da-a801-7c6d-899e-ea695a4aa83c'
const foreign = [
  'https://evil.test/?next=app://desk',
  'https://app//desk/',
  'app://desk.evil.test/',
  'app://desk@evil.test/',
  'app://evil@desk/',
  'app:desk',
  'application://desk/',
  'file:///app://desk/',
  'javascript:location="app://desk/"',
  'about:blank',
  '',
  'app://',
]

test.each(['app://desk/', 'app://desk/workspace/x?y#z', 'APP://desk/'])('%s is ours', (url) => {
  expect(isAppUrl(url)).toBe(true)
  expect(decideNavigation(url)).toBe('allow')
})

test.each(foreign)('"%s" is not ours', (url) => {
  expect(isAppUrl(url)).toBe(false)
  expect(decideNavigation(url)).toBe('deny')
  expect(decideWindowOpen(url)).toEqual({ kind: 'deny' })
  expect(decideDownload(`blob:${url}`)).toBe('deny')
})

test('R10.8 a file that a page of ours made may be saved, and no other', () => {
  expect(decideDownload(`blob:app://desk/${patientId}`)).toBe('allow')
  for (const url of ['app://desk/', 'data:text/csv,1', 'blob:https://evil.test/x', 'file:///etc/passwd', '']) {
    expect(decideDownload(url)).toBe('deny')
  }
})

test('only a Patient Workspace opens a window', () => {
  const workspace = `app://desk/workspace/${patientId}`
  expect(decideWindowOpen(workspace)).toEqual({ kind: 'workspace', patientId, tab: null })
  expect(decideWindowOpen(`${workspace}/access-code`)).toEqual({ kind: 'workspace', patientId, tab: 'access-code' })
  expect(decideWindowOpen('app://desk/')).toEqual({ kind: 'deny' })
  for (const more of ['/', '/access-code/', '/access-code/more', '/../../patients', '/%2e%2e', '/Access']) {
    expect(decideWindowOpen(workspace + more)).toEqual({ kind: 'deny' })
  }
  expect(decideWindowOpen(`app://desk/x/../workspace/${patientId}x`)).toEqual({ kind: 'deny' })
})

test('a permission is denied whether the table knows it or not', () => {
  for (const permission of ['media', 'geolocation', 'openExternal', 'invented', 'constructor', '__proto__']) {
    expect(isPermissionGranted(permission)).toBe(false)
  }
})

test('only the top frame of our page is trusted', () => {
  expect(isTrustedFrame({ url: 'app://desk/', parent: null })).toBe(true)
  expect(isTrustedFrame({ url: 'app://desk/', parent: {} })).toBe(false)
  expect(isTrustedFrame({ url: 'https://evil.test/', parent: null })).toBe(false)
  expect(isTrustedFrame(null)).toBe(false)
})

test('the third crash within a minute is the last', () => {
  expect(decideAfterCrash([0], 0)).toBe('restart')
  expect(decideAfterCrash([0, 20_000, 59_000], 59_000)).toBe('giveUp')
  expect(decideAfterCrash([0, 20_000, 61_000], 61_000)).toBe('restart')
})

test('an installed program cannot be pointed at another folder', () => {
  const argv = ['--anteroom-data=/elsewhere']

  expect(dataFolder('/data', argv, true)).toMatchObject({ clinicFile: join('/data', 'clinic.db'), plainKeyFile: null })
  expect(dataFolder('/data', argv, false)).toMatchObject({ plainKeyFile: join('/elsewhere', 'clinic.key') })
  expect(dataFolder('/data', ['--anteroom-data=relative'], false)).toMatchObject({ plainKeyFile: null })
})

describe('the key store', () => {
  const reverse = (text: string) => [...text].reverse().join('')
  const system = (backend: 'kwallet6' | 'basic_text') => ({
    getSelectedStorageBackend: () => backend,
    isAsyncEncryptionAvailable: () => Promise.resolve(true),
    setUsePlainTextEncryption: () => undefined,
    encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(reverse(text))),
    decryptStringAsync: (sealed: Buffer) =>
      Promise.resolve({ result: reverse(sealed.toString()), shouldReEncrypt: false }),
  })
  const inFolder = async (work: (keyFile: string) => Promise<void>) => {
    const folder = mkdtempSync(join(tmpdir(), 'anteroom-key-'))
    await work(join(folder, 'clinic.key.sealed')).finally(() => rmSync(folder, { recursive: true }))
  }
  const keys = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]

  test('keeps what it is given, for nobody else, and nothing of what was before', () =>
    inFolder(async (keyFile) => {
      const keeper = systemKeys(system('kwallet6'), keyFile, 'linux')
      expect(await keeper.read()).toEqual([])

      await keeper.keep(keys)
      expect(await systemKeys(system('kwallet6'), keyFile, 'linux').read()).toEqual(keys)
      await keeper.keep(keys.slice(1))

      expect(await keeper.read()).toEqual(keys.slice(1))
      expect(statSync(keyFile).mode & 0o777).toBe(0o600)
      expect(readFileSync(keyFile).includes(Buffer.alloc(32, 2).toString('base64'))).toBe(false)
    }))

  test('says that basic_text protects nothing', () =>
    inFolder(async (keyFile) => {
      expect(systemKeys(system('basic_text'), keyFile, 'linux').protection).toBe('none')
      expect(systemKeys(system('basic_text'), keyFile, 'darwin').protection).toBe('system')
    }))

  test('R10.9 says so when the system no longer opens it, or does not answer, and takes no other then', () =>
    inFolder(async (keyFile) => {
      const away = { ...system('kwallet6'), isAsyncEncryptionAvailable: () => Promise.resolve(false) }
      const changed = { ...system('kwallet6'), decryptStringAsync: () => Promise.reject(new Error('no')) }
      await systemKeys(system('kwallet6'), keyFile, 'linux').keep(keys)

      expect(await systemKeys(changed, keyFile, 'linux').read()).toBe('unreadable')
      expect(await systemKeys(away, keyFile, 'linux').read()).toBe('unreadable')
      await expect(systemKeys(away, keyFile, 'linux').keep(keys)).rejects.toThrow()
      writeFileSync(keyFile, 'something else')
      expect(await systemKeys(system('kwallet6'), keyFile, 'linux').read()).toBe('unreadable')
    }))

  test('seals anew what has an old seal', () =>
    inFolder(async (keyFile) => {
      const old = system('kwallet6')
      await systemKeys(old, keyFile, 'linux').keep(keys)
      const newer = {
        ...old,
        encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(`new ${reverse(text)}`)),
        decryptStringAsync: (sealed: Buffer) =>
          Promise.resolve({ result: reverse(sealed.toString()), shouldReEncrypt: true }),
      }

      expect(await systemKeys(newer, keyFile, 'linux').read()).toEqual(keys)

      expect(readFileSync(keyFile, 'utf8')).toMatch(/^new /)
    }))
})
