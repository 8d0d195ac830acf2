import { expect, test } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { inGrid } from './support/dayBlocks.ts'
import { FrontDesk } from './support/frontDesk.ts'
import { openHouse, type House } from './support/house.ts'

/** "The first free after 15:00, with anyone", by one key. */
let house: House
let desk: FrontDesk

const visit = { service: 'Physiotherapy', practitioner: 'Lena Park', daysAhead: 30 }

test.beforeAll(async ({ browser }, testInfo) => {
  house = await openHouse(testInfo.project.metadata)
  desk = await FrontDesk.open(browser, house)
  await desk.signIn(house.admin)
  await desk.addPatient({ givenName: 'Ana', familyName: 'Ruiz', fullName: 'Ana Ruiz' })
  await desk.book({ ...visit, patient: 'Ana Ruiz', time: '9:00' })
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

test('R6.2, R10.4 F looks from the visit that has the focus, for its service; Enter takes the first free time into a booking', async () => {
  const { page } = desk
  await inGrid(page, 'Ana Ruiz').focus()
  await page.keyboard.press('f')
  const dialog = page.getByRole('dialog', { name: 'First free time' })
  await expect(dialog.getByRole('combobox', { name: 'Service' })).toHaveValue('Physiotherapy')
  await expect(dialog.getByRole('combobox', { name: 'Practitioner' })).toHaveValue('Anyone')
  await expect(dialog.getByLabel('Time', { exact: true })).toHaveValue('09:20')
  await expectAccessible(page)
  await dialog.getByLabel('Time', { exact: true }).fill('15:00')
  await dialog.getByLabel('Time', { exact: true }).press('Enter')
  await expect(dialog).toBeHidden()

  const panel = page.getByRole('complementary', { name: 'New appointment' })
  await expect(panel.getByRole('combobox', { name: 'Service' })).toHaveValue('Physiotherapy')
  await expect(panel.getByLabel('Time', { exact: true })).toHaveValue(/^15:/)
  await expect(panel.getByRole('combobox', { name: 'Practitioner' })).not.toHaveValue('')
})

test('R6.2 the free time may be on another day: the calendar goes there with the booking, and Escape leaves all as it was', async () => {
  const { page } = desk
  const panel = page.getByRole('complementary', { name: 'New appointment' })
  const url = page.url()
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('f')
  const dialog = page.getByRole('dialog', { name: 'First free time' })
  await dialog.getByLabel('Time', { exact: true }).fill('23:30')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  expect(page.url()).toBe(url)

  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('f')
  await dialog.getByLabel('Time', { exact: true }).fill('23:30')
  const first = dialog.getByRole('group', { name: 'Free times' }).getByRole('button').first()
  await expect(first).not.toContainText('23:')
  await first.click()
  await expect(page).not.toHaveURL(url)
  await expect(panel.getByLabel('Time', { exact: true })).not.toHaveValue(/^15:/)
})
