import type { Locator, Page } from '@playwright/test'

/** The blocks of the calendar's day that say this. */
export const inGrid = (page: Page, name: RegExp | string): Locator =>
  page.locator('.day-grid-block').filter({ hasText: name })

/**
 * The grid may still stand where it stood for the hour it is now. In its middle a block can be dragged: near an edge the
 * grid goes along.
 */
export const goesTo = (block: Locator, to: 'center' | 'nearest' = 'center'): Promise<void> =>
  block.evaluate((element, side) => {
    element.scrollIntoView({ block: side })
  }, to)

/** What cannot be read in the calendar's blocks, once its first is there: by the boxes of their times and names. */
export async function badBlocks(page: Page): Promise<string[]> {
  await page.locator('[data-visit]').first().waitFor()
  return page.evaluate(badOnPage)
}

/** Runs in the page. */
function badOnPage(): string[] {
  const ROUNDING = 1
  /** Room for six letters or so. */
  const SHORTEST_NAME = 38
  const blocks = [...document.querySelectorAll<HTMLElement>('button[data-visit]')]
  return blocks.flatMap((block) => {
    const name = block.querySelector('.day-grid-name')
    const time = block.querySelector('.day-grid-time')
    if (!name || !time) return ['a block without a name or a time']
    const [outer, who, when] = [block, name, time].map((each) => each.getBoundingClientRect())
    if (!outer || !who || !when) return []
    const label = `${time.textContent} ${name.textContent}`
    const isInside = [who, when].every(
      (box) =>
        box.left >= outer.left - ROUNDING &&
        box.right <= outer.right + ROUNDING &&
        box.top >= outer.top - ROUNDING &&
        box.bottom <= outer.bottom + ROUNDING,
    )
    const isApart = who.right <= when.left || when.right <= who.left || who.bottom <= when.top + ROUNDING
    const isWhole = time.scrollWidth <= time.clientWidth || time.clientWidth === 0
    const top = document.elementFromPoint(when.left + when.width / 2, when.top + when.height / 2)
    // Scrolled away, the head of the day, the foot or the page's edge is there instead.
    const foot = block.closest('.ec-main')?.getBoundingClientRect().bottom ?? innerHeight
    const isSeen =
      outer.top > 200 &&
      outer.bottom < Math.min(foot, innerHeight) &&
      outer.left > 330 &&
      outer.right < innerWidth - 360
    return [
      ...(isInside ? [] : [`${label}: cut by its block`]),
      ...(isApart ? [] : [`${label}: time over name`]),
      ...(isWhole ? [] : [`${label}: the time is cut`]),
      ...(who.width >= Math.min(SHORTEST_NAME, name.scrollWidth) ? [] : [`${label}: the name has ${who.width} px`]),
      ...(!isSeen || block.contains(top) ? [] : [`${label}: covered by ${top?.className}`]),
    ]
  })
}
