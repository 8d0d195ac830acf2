import type { Browser, Page } from '@playwright/test'

/** So long a page is run by those that run pages, by its own clock. */
const STAY_MILLISECONDS = 30_000

/**
 * R4.3: a mail scanner that runs a link's page and presses whatever can be pressed without typing, and what stands on the pages
 * that this leads to.
 * @param headers what its requests carry
 * @returns the words on what it pressed
 */
export async function pressEverything(
  browser: Browser,
  link: string,
  headers: Record<string, string> = {},
): Promise<readonly string[]> {
  const context = await browser.newContext({ extraHTTPHeaders: headers })
  const page = await context.newPage()
  await page.clock.install()
  await openAnew(page, link)
  await page.clock.runFor(STAY_MILLISECONDS)
  const pressed: string[] = []
  for (let isMore = true; isMore;) {
    await openAnew(page, link)
    const before = pressed.length
    while (await pressNext(page, pressed)) await page.waitForLoadState('networkidle')
    isMore = pressed.length > before
  }
  await context.close()
  return pressed
}

async function openAnew(page: Page, link: string): Promise<void> {
  await page.goto('about:blank')
  await page.goto(link)
  await page.getByRole('button').first().waitFor()
}

/** The first that has not been pressed yet; false where nothing is left. */
async function pressNext(page: Page, pressed: string[]): Promise<boolean> {
  const buttons = page.getByRole('button')
  const names = (await buttons.allInnerTexts()).map((name) => name.trim())
  const at = names.findIndex((name) => name !== '' && !pressed.includes(name))
  const name = names[at]
  if (name === undefined) return false
  pressed.push(name)
  await buttons.nth(at).click()
  return true
}
