import type { Page } from '@playwright/test'

/** Where one part of a visit's row on Today lies over another: the words of both. */
export async function overlappingParts(page: Page): Promise<string[]> {
  await page.locator('[data-visit]').first().waitFor()
  return page.evaluate(overlapsOnPage)
}

/** Runs in the page. */
function overlapsOnPage(): string[] {
  const ROUNDING = 1
  return [...document.querySelectorAll('[data-visit]')].flatMap((row) => {
    const parts = [...row.children].map((part) => ({ text: part.textContent, boxes: boxesIn(part) }))
    return parts.flatMap((part, at) =>
      parts
        .slice(at + 1)
        .filter((other) => part.boxes.some((a) => other.boxes.some((b) => isOver(a, b))))
        .map((other) => `“${part.text}” and “${other.text}”`),
    )
  })

  /** Of its texts, as far as they are not cut short, and of what stands around them; for screen readers alone is one pixel. */
  function boxesIn(part: Element): DOMRect[] {
    const boxes = [part, ...part.querySelectorAll('*')].flatMap((element) => {
      const box = element.getBoundingClientRect()
      const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)
      const range = document.createRange()
      const own = texts.flatMap((node) => {
        range.selectNode(node)
        const { left, right, top, height } = range.getBoundingClientRect()
        return new DOMRect(left, top, Math.min(right, box.right) - left, height)
      })
      return element === part ? own : [box, ...own]
    })
    return boxes.filter(({ width, height }) => width > 2 && height > 2)
  }

  function isOver(a: DOMRect, b: DOMRect): boolean {
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left)
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
    return across > ROUNDING && down > ROUNDING
  }
}
