import { expect, type Page } from '@playwright/test'

/** What the printer is given, in place of the page, as text; on either size of paper. */
export function onPaper(page: Page, print: () => Promise<void>): Promise<string> {
  return whilePrinted(page, print, async () => {
    await page.emulateMedia({ media: 'print' })
    const text = await page.locator('body').innerText()
    for (const format of ['A4', 'Letter']) expect((await page.pdf({ format })).length).toBeGreaterThan(1_000)
    await page.emulateMedia({ media: null })
    return text
  })
}

/** The sheets of the size that the paper itself asks for: each one's width and height in points. */
export function sheetsOnPaper(page: Page, print: () => Promise<void>): Promise<number[][]> {
  return whilePrinted(page, print, async () => {
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    const boxes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)]
    return boxes.map(([, width, height]) => [Math.round(Number(width)), Math.round(Number(height))])
  })
}

/** The printer of a test prints nothing, so that the paper stays. */
async function whilePrinted<T>(page: Page, print: () => Promise<void>, take: () => Promise<T>): Promise<T> {
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', '')
    // A PDF is printed too: the paper stays for the next.
    window.addEventListener('afterprint', (event) => {
      if (document.body.hasAttribute('data-printed')) event.stopImmediatePropagation()
    })
  })
  await print()
  await page.locator('body[data-printed]').waitFor()
  const taken = await take()
  await page.evaluate(() => {
    document.body.removeAttribute('data-printed')
    window.dispatchEvent(new Event('afterprint'))
  })
  await expect(page.locator('body > [aria-hidden] > [data-paper]')).toHaveCount(0)
  return taken
}
