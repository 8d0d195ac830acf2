import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** axe finds nothing on this screen (WCAG 2.2 AA, R10.4). */
export async function expectAccessible(page: Page): Promise<void> {
  // What fades in or out has other colours meanwhile, and a line may go by itself while axe looks.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.evaluate(endOfTransitions)
  // Whole, as it would stand on a tall screen: what a bar at the foot covers in passing is no small target.
  const size = page.viewportSize()
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  if (size && height > size.height) await page.setViewportSize({ ...size, height })
  const { violations } = await new AxeBuilder({ page })
    // All in the page itself, which has no frames: else axe finishes in another one, three times as slowly.
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
  if (size) await page.setViewportSize(size)
  expect.soft(found).toEqual([])
}

/** Runs in the page: until two frames have gone by in which none began. What turns for ever is no transition. */
async function endOfTransitions(): Promise<void> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const running = () => document.getAnimations().filter((each) => each instanceof CSSTransition)
  for (let still = 0; still < 2; still += 1) {
    await frame()
    const transitions = running()
    if (transitions.length > 0) still = -1
    await Promise.allSettled(transitions.map((each) => each.finished))
  }
}
