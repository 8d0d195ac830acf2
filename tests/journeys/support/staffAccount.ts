import { expect, type Locator } from '@playwright/test'
import type { FrontDesk } from './frontDesk.ts'

/** The account that is open beside the list of staff. */
export const account = ({ page }: FrontDesk, name: string): Locator => page.getByRole('complementary', { name })

/** In Settings, by the list of staff. */
export async function opensAccount(desk: FrontDesk, name: string): Promise<Locator> {
  await desk.goToSettings('Staff')
  await desk.page
    .getByRole('region', { name: 'Staff' })
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click()
  await expect(account(desk, name)).toBeVisible()
  return account(desk, name)
}
