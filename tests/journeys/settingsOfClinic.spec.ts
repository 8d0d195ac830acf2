import { expect, test } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { FrontDesk } from './support/frontDesk.ts'
import { openHouse, type House } from './support/house.ts'

/** An admin changes what the clinic is, on the pages of Settings, while its visits stand (R10.8). */
let house: House
let desk: FrontDesk

test.beforeAll(async ({ browser }, testInfo) => {
  house = await openHouse(testInfo.project.metadata)
  desk = await FrontDesk.open(browser, house)
  await desk.signIn(house.admin)
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

test('R10.8 each page of Settings has an address of its own, also on a screen of 360 pixels', async () => {
  const { page } = desk
  const pages = page.getByRole('navigation', { name: 'Pages of Settings' })
  await desk.goToSettings('Security')
  await page.reload()
  await expect(page).toHaveURL(/\/settings\/security$/)
  await expect(page.getByRole('button', { name: 'Check now' })).toBeVisible()
  await page.goBack()
  await expect(pages.getByRole('link', { name: 'Clinic' })).toHaveAttribute('aria-current', 'page')

  await page.setViewportSize({ width: 360, height: 740 })
  await expect(pages.getByRole('link')).toHaveCount(0)
  await pages.getByRole('button', { name: 'Clinic' }).click()
  await expectAccessible(page)
  await pages.getByRole('link', { name: 'This computer' }).click()
  await expect(page.getByText('On this computer only.')).toBeVisible()
  await expect(pages.getByRole('link')).toHaveCount(0)
  await page.setViewportSize({ width: 1440, height: 900 })

  await page.keyboard.press('Control+k')
  await page.keyboard.type('Settings, Conn')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/settings\/connection$/)
})

test('R10.8 the clinic’s name and time zone change, visits keep their moment, and the endpoint is told', async () => {
  const { page } = desk
  await desk.goToSettings('Clinic')
  await page.getByLabel('Name', { exact: true }).fill(' ')
  await page.getByRole('button', { name: 'Save clinic' }).click()
  await expect(page.getByText('A name is needed.')).toBeVisible()
  await page.getByLabel('Name', { exact: true }).fill('Elm Street Clinic')
  await page.getByRole('combobox', { name: 'Time zone' }).fill('Toronto')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/Visits that stand keep their moment/)).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Save clinic' }).click()

  await expect(page.getByText('Settings saved')).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Front Desk' })).toContainText('Elm Street Clinic')
  await desk.seesSyncStatus(/Synchronised/)
  const phone = await page.context().newPage()
  await phone.goto(await house.codePage())
  await expect(phone.getByText('Elm Street Clinic').first()).toBeVisible()
  await phone.close()
})
