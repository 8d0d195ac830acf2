import type { Page } from '@playwright/test'

/** Milliseconds between one frame and the next while something was dragged. */
export type Frames = {
  readonly count: number
  readonly median: number
  readonly p95: number
  readonly longest: number
}

const STEPS = 120

/** In whichever page it is written: when so many blocks were painted. */
const PAINTED = 'paintedAt'

/** @returns the median of the milliseconds from opening the page again until that many blocks were painted */
export async function openedAgain(page: Page, block: string, count: number, turns: number): Promise<number> {
  await page.addInitScript(watch, { block, count, painted: PAINTED })
  const taken: number[] = []
  while (taken.length < turns) {
    await page.reload()
    taken.push(await paintedAt(page))
  }
  return median(taken)
}

/** @returns the median of the milliseconds from the key that leads there until that many blocks were painted; `back` leads to a day with fewer */
export async function goneBy(
  page: Page,
  keys: { readonly there: string; readonly back: string },
  block: string,
  count: number,
  turns: number,
): Promise<number> {
  const taken: number[] = []
  while (taken.length < turns) {
    await page.keyboard.press(keys.back)
    await page.waitForFunction((wanted) => document.querySelectorAll(wanted.block).length < wanted.count, {
      block,
      count,
    })
    await page.evaluate(watch, { block, count, painted: PAINTED })
    const pressedAt = await page.evaluate(() => performance.now())
    await page.keyboard.press(keys.there)
    taken.push((await paintedAt(page)) - pressedAt)
  }
  return median(taken)
}

/** Runs in the page. */
function watch(wanted: { readonly block: string; readonly count: number; readonly painted: string }): void {
  Reflect.deleteProperty(globalThis, wanted.painted)
  const look = () => {
    if (document.querySelectorAll(wanted.block).length < wanted.count) return void requestAnimationFrame(look)
    // Painted after the frame that found them: the one that follows begins later.
    requestAnimationFrame(() => Reflect.set(globalThis, wanted.painted, performance.now()))
  }
  requestAnimationFrame(look)
}

async function paintedAt(page: Page): Promise<number> {
  const painted = await page.waitForFunction((name) => Reflect.get(globalThis, name) as number | undefined, PAINTED)
  return Number(await painted.jsonValue())
}

/** Takes the first block that stands in the middle of the page along a line across the columns. */
export async function dragAcross(page: Page, block: string): Promise<Frames> {
  const first = page.locator(block).first()
  await first.evaluate((element) => element.scrollIntoView({ block: 'center' }))
  const box = await first.boundingBox()
  if (!box) throw new Error('Nothing to drag')
  const [x, y] = [box.x + box.width / 2, box.y + 4]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x, y + 10)
  await page.evaluate(() => {
    const starts: number[] = []
    Reflect.set(globalThis, 'frameStarts', starts)
    const next = (at: number) => {
      starts.push(at)
      requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
  })
  await page.mouse.move(x + 500, y + 160, { steps: STEPS })
  const starts: number[] = await page.evaluate(() => Reflect.get(globalThis, 'frameStarts') as number[])
  await page.mouse.up()
  const between = starts.slice(1).map((at, index) => at - (starts[index] ?? at))
  return {
    count: between.length,
    median: median(between),
    p95: share(between, 0.95),
    longest: share(between, 1),
  }
}

/** The yardstick: as many boxes by one script, and one of them follows the pointer. */
export function barePage(count: number): string {
  const script = `
    for (let n = 0; n < ${count}; n += 1) {
      const box = document.createElement('button')
      box.className = 'day-grid-block'
      box.textContent = '09:00 Ana Ruiz'
      box.style.cssText = 'position:absolute;width:70px;height:20px;left:' + 80 * (n % 12) + 'px;top:' + 24 * Math.floor(n / 12) + 'px'
      document.body.append(box)
    }
    let held = null
    addEventListener('pointerdown', ({ target, x, y }) => { held = { target, x, y } })
    addEventListener('pointermove', ({ x, y }) => {
      if (held) held.target.style.transform = 'translate(' + (x - held.x) + 'px,' + (y - held.y) + 'px)'
    })
    addEventListener('pointerup', () => { held = null })`
  return `data:text/html,${encodeURIComponent(`<!doctype html><body><script>${script}</script>`)}`
}

function median(times: readonly number[]): number {
  return share(times, 0.5)
}

function share(times: readonly number[], at: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? 0
}
