import { expect, test } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import type { FrontDesk } from './support/frontDesk.ts'
import type { House } from './support/house.ts'
import { sellOnline } from './support/onlineSale.ts'
import { openDesk } from './support/openDesk.ts'

/** What is sold online is seen in the calendar (R6.4). */
let house: House
let desk: FrontDesk

test.beforeAll(async ({ browser }, testInfo) => {
  ;({ house, desk } = await openDesk(browser, testInfo))
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

test('R6.4 what is on sale is painted at the edge of its column, of a day and of a week, and the foot says so', async () => {
  const { page } = desk
  const sold = page.locator('.on-sale')
  const legend = page.getByRole('list', { name: 'Marks' })
  await desk.goTo('Calendar')
  await page.keyboard.press('2')
  await expect(page.getByRole('group', { name: 'Whose week' })).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(legend.getByText('On sale')).toHaveCount(0)
  await expect(sold).toHaveCount(0)

  await sellOnline(house)
  await page.reload()
  await expect(legend.getByText('On sale')).toBeVisible()
  await expect(sold.first()).toBeVisible()
  const mark = await sold.first().boundingBox()
  expect(mark?.width).toBe(3)
  expect(mark?.height).toBeGreaterThan(60)
  await expectAccessible(page)

  await page.keyboard.press('1')
  await expect(page).toHaveURL(/calendar\/\d{4}/)
  await expect(sold.first()).toBeVisible()
  await expect(legend.getByText('On sale')).toBeVisible()
})
