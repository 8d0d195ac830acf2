import { gzipSync } from 'node:zlib'
import type { Browser, Page, Response } from '@playwright/test'

/** Lighthouse's slow 4G and a telephone of the middle class. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 }
const CPU_SLOWDOWN = 4

export type Visit = {
  /** Largest Contentful Paint. */
  readonly paintedMilliseconds: number
  /** From opening until the page had nothing more to fill in. */
  readonly finishedMilliseconds: number
  /** Cumulative Layout Shift: 0 when nothing moved. */
  readonly shift: number
  /** Script that had arrived when something was first painted. */
  readonly firstScriptBytes: number
  readonly allScriptBytes: number
}

/**
 * One visit by a telephone that has never been there.
 * @param finished resolves when the page has nothing more to fill in
 */
export async function visit(browser: Browser, url: string, finished: (page: Page) => Promise<void>): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })
  try {
    const page = await context.newPage()
    const network = await context.newCDPSession(page)
    await network.send('Network.enable')
    await network.send('Network.emulateNetworkConditions', SLOW_4G)
    await network.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN })
    await page.addInitScript(observePaint)
    const scripts: Response[] = []
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') scripts.push(response)
    })

    await page.goto(url)
    await finished(page)
    const finishedMilliseconds = await page.evaluate(() => performance.now())
    await page.waitForLoadState('networkidle')
    const seen = await page.evaluate(readPaint)

    const bytes = await Promise.all(
      scripts.map(async (response) => ({ url: response.url(), gzip: gzipSync(await response.body()).length })),
    )
    const sum = (some: typeof bytes) => some.reduce((total, { gzip }) => total + gzip, 0)
    return {
      paintedMilliseconds: seen.paintedAt,
      finishedMilliseconds,
      shift: seen.shift,
      firstScriptBytes: sum(bytes.filter((each) => seen.firstScripts.includes(each.url))),
      allScriptBytes: sum(bytes),
    }
  } finally {
    await context.close()
  }
}

/** Runs in the page, before anything of its own. */
function observePaint(): void {
  const seen = { paintedAt: 0, shift: 0 }
  Reflect.set(globalThis, 'seen', seen)
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.paintedAt = entry.startTime
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.shift += Number(Reflect.get(entry, 'value'))
  }).observe({ type: 'layout-shift', buffered: true })
}

/** Runs in the page. */
function readPaint() {
  const seen: unknown = Reflect.get(globalThis, 'seen')
  const number = (name: string) => (typeof seen === 'object' && seen ? Number(Reflect.get(seen, name)) : Number.NaN)
  const firstAt = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0
  const firstScripts = performance
    .getEntriesByType('resource')
    .filter((entry) => entry.startTime + entry.duration <= firstAt)
    .map(({ name }) => name)
  return { paintedAt: number('paintedAt'), shift: number('shift'), firstScripts }
}
