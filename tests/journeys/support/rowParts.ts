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

  /** Of its texts and of what stands around them, as far as they are not cut short; for screen readers alone is one pixel. */
  function boxesIn(part: Element): DOMRect[] {
    const boxes = [part, ...part.querySelectorAll('*')].flatMap((element) => {
      const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)
      const range = document.createRange()
      const own = texts.map((node) => {
        range.selectNode(node)
        return seen(range.getBoundingClientRect(), element, part)
      })
      return element === part ? own : [seen(element.getBoundingClientRect(), element, part), ...own]
    })
    return boxes.filter(({ width, height }) => width > 2 && height > 2)
  }

  /** What is left of it within whatever around it cuts it short. */
  function seen({ left, right, top, height }: DOMRect, element: Element, part: Element): DOMRect {
    let [from, to] = [left, right]
    for (let each: Element | null = element; each && each !== part.parentElement; each = each.parentElement) {
      if (getComputedStyle(each).overflowX === 'visible') continue
      const around = each.getBoundingClientRect()
      from = Math.max(from, around.left)
      to = Math.min(to, around.right)
    }
    return new DOMRect(from, top, Math.max(to - from, 0), height)
  }

  function isOver(a: DOMRect, b: DOMRect): boolean {
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left)
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
    return across > ROUNDING && down > ROUNDING
  }
}
