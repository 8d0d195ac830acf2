import { expect, type Locator, type Page } from '@playwright/test'

/** The line that says what was done and offers the way back. */
export const offered = (page: Page, message: RegExp | string): Locator =>
  page.getByRole('alert').filter({ hasText: message })

/** By the line's button; the line goes with what it offered. */
export async function undoes(page: Page, message: RegExp | string): Promise<void> {
  await offered(page, message).getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('alert').filter({ hasText: /^Undone$/ })).toBeVisible()
  await expect(offered(page, message)).toHaveCount(0)
}
