import { expect, type Page } from '@playwright/test'

/** What the printer is given, in place of the page. The printer of a test prints nothing, so that it stays. */
export async function onPaper(page: Page, print: () => Promise<void>): Promise<string> {
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', '')
    // A PDF is printed too: the paper stays for the next.
    window.addEventListener('afterprint', (event) => {
      if (document.body.hasAttribute('data-printed')) event.stopImmediatePropagation()
    })
  })
  await print()
  await page.locator('body[data-printed]').waitFor()
  await page.emulateMedia({ media: 'print' })
  const text = await page.locator('body').innerText()
  for (const format of ['A4', 'Letter']) expect((await page.pdf({ format })).length).toBeGreaterThan(1_000)
  await page.emulateMedia({ media: null })
  await page.evaluate(() => {
    document.body.removeAttribute('data-printed')
    window.dispatchEvent(new Event('afterprint'))
  })
  await expect(page.locator('body > [aria-hidden] > [data-paper]')).toHaveCount(0)
  return text
}
