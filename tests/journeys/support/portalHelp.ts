import { expect, type Locator, type Page } from '@playwright/test'

/** "Portal help" from Ctrl+K, with what the person on the telephone says. */
export async function askPortalHelp(page: Page, typed: string): Promise<Locator> {
  await page.keyboard.press('Control+k')
  await page.getByPlaceholder('Find a patient or do anything').fill(typed)
  await page.getByRole('button', { name: `Portal help for “${typed}”` }).click()
  const help = page.getByRole('dialog', { name: 'Portal help' })
  await expect(help).toBeVisible()
  return help
}

/** The one button of the likeliest case, and then what is to be said. */
export async function mends(
  help: Locator,
  { title, act, say }: { title: string; act: string; say: string },
): Promise<void> {
  const first = help
    .getByRole('listitem')
    .filter({ has: help.page().getByRole('heading') })
    .first()
  await expect(first.getByRole('heading', { name: title })).toBeVisible()
  await first.getByRole('button', { name: act, exact: true }).click()
  await expect(help.getByRole('group', { name: 'Done' })).toContainText(say)
  await help.page().keyboard.press('Escape')
  await expect(help).toBeHidden()
}
