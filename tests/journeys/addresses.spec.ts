import { expect, test, type Dialog } from '@playwright/test'
import { dayAhead, FrontDesk } from './support/frontDesk.ts'
import { openHouse, type House } from './support/house.ts'

/** R10.4: what one looks at stands in the address, and what one types is not lost by a step back. */
let house: House
let desk: FrontDesk

test.beforeAll(async ({ browser }, testInfo) => {
  house = await openHouse(testInfo.project.metadata, 60)
  desk = await FrontDesk.open(browser, house)
  await desk.signIn(house.admin)
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

test('R10.4 a chosen visit, a booking and a search are there again after F5 and in a second window', async () => {
  const { page } = desk
  await desk.goTo('Calendar')
  await page.locator('.day-grid-block').first().click()
  const details = page.getByRole('complementary', { name: 'Appointment' })
  const name = await details.getByRole('heading').innerText()
  await page.reload()
  await expect(details.getByRole('heading', { name })).toBeVisible()
  await page.goBack()
  await expect(details).toBeHidden()
  await expect(page.getByRole('heading', { name: 'Calendar', level: 1 })).toBeVisible()
  await page.goForward()
  await expect(details).toBeVisible()

  await page.keyboard.press('n')
  const panel = page.getByRole('complementary', { name: 'New appointment' })
  await panel.getByRole('textbox', { name: 'Patient' }).fill('Ben Okafor')
  await panel.getByRole('option', { name: 'Ben Okafor' }).filter({ hasNotText: 'New patient' }).first().click()
  await panel.getByRole('textbox', { name: 'Time' }).fill('10:30')
  await expect(page).toHaveURL(/book=/)
  const second = await page.context().newPage()
  await second.goto(page.url())
  await second.close()
  await page.reload()
  await expect(panel.getByRole('textbox', { name: 'Patient' })).toHaveValue('Ben Okafor')
  await expect(panel.getByRole('textbox', { name: 'Time' })).toHaveValue('10:30')
  await panel.getByRole('button', { name: 'Cancel' }).click()
  await expect(panel).toBeHidden()

  await desk.goTo('Patients')
  await page.getByLabel('Search patients').fill('Okafor')
  await expect(page).toHaveURL(/q=Okafor/)
  await page.reload()
  await expect(page.getByLabel('Search patients')).toHaveValue('Okafor')
  await page.getByRole('button', { name: /^Change details of Ben Okafor/ }).click()
  await expect(page.getByRole('dialog').getByLabel('Given name')).toHaveValue('Ben')
  await page.reload()
  await expect(page.getByRole('dialog').getByLabel('Given name')).toHaveValue('Ben')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page).toHaveURL((url) => !url.searchParams.has('patient'))
})

test('R10.4 Back closes an open dialog first, and asks once where something was typed in it', async () => {
  const { page } = desk
  await desk.goTo('Today')
  await desk.goTo('Patients')
  const add = page.getByRole('button', { name: 'Add patient' })
  await add.press('Enter')
  const form = page.getByRole('dialog', { name: 'Add patient' })
  await expect(form).toBeVisible()
  await page.goBack()
  await expect(form).toBeHidden()
  await expect(page.getByRole('heading', { name: 'Patients', level: 1 })).toBeVisible()
  await expect(add).toBeFocused()

  await add.press('Enter')
  await form.getByLabel('Given name').fill('Nils')
  await page.goBack()
  await expect(page.getByRole('button', { name: 'Keep editing' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(form.getByLabel('Given name')).toHaveValue('Nils')
  await expect(form.getByLabel('Given name')).toBeFocused()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(form.getByLabel('Given name')).toHaveValue('Nils')
  await page.goBack()
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'Patients', level: 1 })).toBeVisible()
})

test('R10.4 F5 asks before what was typed would go, and a booking, which its address holds, is not asked about', async () => {
  const { page } = desk
  const asked: string[] = []
  const answer = (dialog: Dialog) => {
    asked.push(dialog.type())
    void dialog.dismiss()
  }
  page.on('dialog', answer)
  await desk.goTo('Patients')
  await page.getByRole('button', { name: 'Add patient' }).press('Enter')
  const given = page.getByRole('dialog', { name: 'Add patient' }).getByLabel('Given name')
  await expect(given).toBeFocused()
  await page.keyboard.type('Nils')
  await page.evaluate(() => window.location.reload())
  await expect(() => expect(asked).toEqual(['beforeunload'])).toPass()
  await expect(given).toHaveValue('Nils')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Discard' }).click()

  await desk.goTo('Calendar')
  await page.keyboard.press('n')
  const time = page.getByRole('complementary', { name: 'New appointment' }).getByRole('textbox', { name: 'Time' })
  await time.fill('9:20')
  await page.reload()
  await expect(time).toHaveValue('9:20')
  expect(asked).toEqual(['beforeunload'])
  page.off('dialog', answer)
  await page.getByRole('complementary', { name: 'New appointment' }).getByRole('button', { name: 'Cancel' }).click()
})

test('R10.4 a half-typed booking is neither replaced by N nor lost by a link, and a day of its own keeps it', async () => {
  const { page } = desk
  await desk.goTo('Calendar')
  await page.keyboard.press('n')
  const panel = page.getByRole('complementary', { name: 'New appointment' })
  await panel.getByRole('textbox', { name: 'Time' }).fill('9:15')
  await panel.getByRole('textbox', { name: 'Day' }).fill(dayAhead(9))
  await panel.getByRole('textbox', { name: 'Day' }).press('Enter')
  await expect(panel.getByRole('textbox', { name: 'Time' })).toHaveValue('9:15')
  await page.getByRole('button', { name: 'New appointment' }).click()
  await expect(panel.getByRole('textbox', { name: 'Time' })).toHaveValue('9:15')
  await expect(panel).toBeFocused()
  await desk.goTo('Outbox')
  await page.goBack()
  await expect(panel.getByRole('textbox', { name: 'Time' })).toHaveValue('9:15')
  await page.keyboard.press('n')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(panel).toBeHidden()
  await expect(page.getByRole('heading', { name: 'Calendar', level: 1 })).toBeVisible()
})

test('R10.4 a tab of the chart is gone back from, and a drawer over it is in the address', async () => {
  const { page } = await desk.openWorkspace('Ben Okafor')
  await page.getByRole('tab', { name: 'History' }).click()
  await page.getByRole('tab', { name: 'Treatment Plans' }).click()
  await page.goBack()
  await expect(page.getByRole('tab', { name: 'History', selected: true })).toBeVisible()
  await page.getByRole('button', { name: 'See as patient' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.reload()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('tab', { name: 'History', selected: true })).toBeVisible()
  await page.close()
})

test('R10.4 a chart that is open comes to the front with what is typed in it, after F5 of the Front Desk too', async () => {
  const { page } = await desk.openWorkspace('Ben Okafor')
  await page.getByRole('button', { name: 'Edit' }).click()
  const telephone = page.getByRole('dialog').getByLabel('Telephone')
  await telephone.fill('604 555 01')
  const windows = desk.page.context().pages().length
  await desk.page.reload()

  await desk.search('Ben Okafor')
  await desk.page.getByRole('row').filter({ hasText: 'Ben Okafor' }).first().click()

  await expect(telephone).toHaveValue('604 555 01')
  await expect.poll(() => page.evaluate(() => document.visibilityState)).toBe('visible')
  expect(desk.page.context().pages()).toHaveLength(windows)
  await page.close()
})

test('R10.4 an address without its token says what to do', async ({ browser }) => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(new URL('/calendar', house.deskUrl()).href)
  await expect(page.getByRole('heading', { name: 'This address is not complete' })).toBeVisible()
  await expect(page.getByText('#token=', { exact: false })).toBeVisible()
  await context.close()
})
