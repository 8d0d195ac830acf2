import { expect, test, type Browser, type Page } from '@playwright/test'
import { join } from 'node:path'
import { words } from '../../../src/portal/words/words.ts'
import { Phone } from './phone.ts'
import { brokenLayout, plainTexts } from './pseudo.ts'

/** Waits for a page by its heading and looks at it as `pseudo.ts` does; what is wrong is told with this name, and a picture. */
export type Sees = (name: string, heading: string | RegExp) => Promise<void>

/**
 * A telephone that speaks the pseudo-language. Whoever uses it lets the catalogue speak it too.
 * @param data as for {@link plainTexts}
 */
export async function openPseudoPhone(
  browser: Browser,
  data: readonly string[],
): Promise<{ readonly phone: Phone; readonly sees: Sees }> {
  const phone = await Phone.open(browser, { locale: 'en-XA' })
  const sees: Sees = async (name, heading) => {
    await expect(phone.heading(heading).first()).toBeVisible()
    await expect(phone.page.getByText(words.loading, { exact: true })).toHaveCount(0)
    const [plain, broken] = [await plainTexts(phone.page, data), await brokenLayout(phone.page)]
    if (plain.length + broken.length > 0) await phone.page.screenshot({ path: picture(name), fullPage: true })
    expect.soft(plain, `plain texts on ${name}`).toEqual([])
    expect.soft(broken, `layout of ${name}`).toEqual([])
    await expect.soft(phone.page.locator('html')).toHaveAttribute('lang', 'en-XA')
  }
  return { phone, sees }
}

function picture(name: string): string {
  return join(test.info().project.outputDir, 'pseudo', `portal-${name}.png`)
}

export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click()
}

export async function choosePassword(page: Page, password: string, button: string): Promise<void> {
  await page.getByLabel(words.password.choose).fill(password)
  await press(page, button)
}
