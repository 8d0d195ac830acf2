import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { buildElectron } from '../../scripts/build.ts'
import { unprotectedWords } from '../../src/main/electron/keyStore.ts'
import { openClinic } from '../../src/main/core/testing/openClinic.ts'
import { createOpenings } from '../../src/main/core/opening/openings.ts'
import { makeIdentity, sealJson } from '../../src/shared/envelope/seal.ts'
import { runBundles, type Report } from './support/runBundles.ts'

const WORKSPACE = 'app://desk/workspace/019b76da-a801-7c6d-899e-ea695a4aa83c'

let report: Report

beforeAll(async () => {
  await buildElectron(() => undefined)
  report = await runBundles()
})

describe('the built main, core and preload bundles', () => {
  test('both kinds of window are sandboxed pages without Node', () => {
    expect(report.isSandboxed).toBe(true)
    expect(report.windows.map((window) => [window.urls[0], window.options['title']])).toEqual([
      ['app://desk/', 'Front Desk'],
      [`${WORKSPACE}/access-code`, 'Patient Workspace'],
    ])
    for (const { options } of report.windows) {
      expect(options['webPreferences']).toMatchObject({
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        webviewTag: false,
        devTools: false,
      })
    }
  })

  test('a patient has one window, which begins at the tab that is asked for and is never loaded anew', () => {
    expect(report.windows.at(-1)?.urls).toEqual([`${WORKSPACE}/access-code`])
  })

  test('a window stays on our pages', () => {
    const allowed = Object.entries(report.navigations).filter(([, isAllowed]) => isAllowed)

    expect(Object.keys(report.navigations)).toHaveLength(15)
    expect(allowed.map(([tried]) => tried)).toEqual([
      'will-navigate app://desk/',
      'will-frame-navigate app://desk/',
      'will-redirect app://desk/',
    ])
  })

  test('no page opens a window of its own', () => {
    expect(report.opened.map(({ action }) => action)).toEqual(Array(6).fill('deny'))
    expect(report.isWebviewStopped).toBe(true)
  })

  test('every permission, device and download is denied', () => {
    expect(Object.keys(report.permissions)).toHaveLength(12)
    expect(Object.values(report.permissions)).not.toContain(true)
    expect(report.isDevicePermitted).toBe(false)
    expect(report.isDownloadStopped).toBe(true)
  })

  test('the protocol is secure and every answer carries the policy', () => {
    expect(report.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ])
    for (const { policy } of Object.values(report.responses)) {
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("script-src 'self';")
      expect(policy).not.toContain('unsafe-eval')
    }
  })

  test('only the pages’ own folder is served', () => {
    const served = Object.entries(report.responses).filter(([, { status }]) => status === 200)

    expect(served.map(([url, { type }]) => [url, type])).toEqual([
      ['app://desk/', 'text/html; charset=utf-8'],
      ['app://desk/calendar/2026-11-25', 'text/html; charset=utf-8'],
      [WORKSPACE, 'text/html; charset=utf-8'],
      [`${WORKSPACE}/access-code`, 'text/html; charset=utf-8'],
    ])
  })

  test('the preload gives one function, and the core answers through the port that it brings', () => {
    expect(report.exposed).toEqual(['anteroom.connect'])
    expect(report.session).toEqual({ clinic: null, staff: null })
  })

  test('a frame that is not ours is given nothing', () => {
    expect(report.untrustedPortsClosed).toBe(3)
  })

  test('a core that ends by itself is started again and the pages connect anew', () => {
    expect(report.reloads).toBe(1)
    expect(report.sessionAfterCrash).toEqual({ clinic: null, staff: null })
  })

  test('quitting closes the file first', () => {
    expect(report.isClosedInOrder).toBe(true)
    expect(report.errorBoxes).toEqual([])
  })
})

test('R11.6 the core’s bundle names a thread’s, which opens what was sealed to the clinic', async () => {
  const core = new URL('../../out/main/core.js', import.meta.url)
  const [, named] = /new URL\(["'](\S*openingWorker\S*)["'], import\.meta\.url\)/.exec(readFileSync(core, 'utf8')) ?? []
  const { identity, recipient } = await makeIdentity()
  const source = new URL(named ?? 'nothing', core)
  const openings = createOpenings({ source, identity: () => Promise.resolve(identity) })

  const opener = await openings.opener()
  const opened = await opener(await sealJson({ text: 'Grüße' }, [recipient]), z.object({ text: z.string() }))
  await openings.close()

  expect(opened).toEqual({ text: 'Grüße' })
  expect(source.href).toMatch(/out\/main\/openingWorker\.js$/)
})

test('a second instance opens nothing and quits', async () => {
  const second = await runBundles({ isFirstInstance: false })

  expect(second.windows).toEqual([])
  expect(second.quits).toBe(1)
})

test('R10.9 a clinic’s file without its key is opened with the words of its sheet, which the system’s key store then keeps', async () => {
  await using clinic = await openClinic()
  const { words: sheet } = await clinic.client.recovery.begin({ isAnew: false })
  await clinic.core.close()
  const copied = await runBundles({ sheet }, (userData) =>
    copyFileSync(clinic.options.file, join(userData, 'clinic.db')),
  )

  expect(copied.openedWithSheet).toEqual({ before: 'missing', isKept: true, after: null, clinic: 'Harbour Clinic' })
  expect(copied.errorBoxes).toEqual([])
  await clinic.restart()
})

test('a Linux without a key store is told that nothing protects the key', async () => {
  const bare = await runBundles({ backend: 'basic_text' })

  expect(bare.plainTextEncryption).toBe(true)
  expect(bare.messageBoxes.map(({ message }) => message)).toEqual([unprotectedWords])
})
