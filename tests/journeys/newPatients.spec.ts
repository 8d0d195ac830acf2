import { expect, test, type Locator } from '@playwright/test'
import { FrontDesk } from './support/frontDesk.ts'
import { openHouse, type House } from './support/house.ts'

/** Somebody new calls: added within a booking or beside it, where they may be on file already (R10.1). */
let house: House
let desk: FrontDesk
let panel: Locator

test.beforeAll(async ({ browser }, testInfo) => {
  house = await openHouse(testInfo.project.metadata)
  desk = await FrontDesk.open(browser, house)
  await desk.signIn(house.admin)
  await desk.addPatient({ givenName: 'Cleo', familyName: 'Marsh', fullName: 'Cleo Marsh' })
  panel = desk.page.getByRole('complementary', { name: 'New appointment' })
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

const patient = () => panel.getByRole('textbox', { name: 'Patient' })
const service = () => panel.getByRole('combobox', { name: 'Service' })

test('R10.4 a patient who is made within a booking is in it, and the focus goes on to the service', async () => {
  const { page } = desk
  await desk.goTo('Calendar')
  await page.keyboard.press('n')
  await page.keyboard.type('Dana Quist')
  const option = panel.getByRole('option', { name: 'New patient “Dana Quist”' })
  await expect(option).toBeVisible()
  await option.click()
  const form = page.getByRole('dialog')
  await expect(form.getByLabel('Date of birth')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(form).toBeHidden()
  await expect(patient()).toHaveValue('Dana Quist')
  await expect(service()).toBeFocused()
  await desk.discardBooking()
})

test('R10.1 who may be on file already is shown beside the form as one types, and adding them takes one press more', async () => {
  const { page } = desk
  const ivy = { givenName: 'Ivy', familyName: 'Lundén', fullName: 'Ivy Lundén', birthOn: '3 May 1961' }
  await desk.addPatient(ivy)
  await page.getByRole('button', { name: 'Add patient' }).first().click()
  const form = page.getByRole('dialog')
  const likely = form.getByRole('region', { name: 'On file already?' })
  await form.getByLabel('Given name').fill('lunden')
  await form.getByLabel('Family name').fill('IVY')
  await form.getByLabel('Date of birth').fill('3 May 1962')
  await expect(likely).toHaveCount(0)
  await form.getByLabel('Date of birth').fill('3 May 1961')
  await expect(likely.getByText('Same name and birth date')).toBeVisible()
  await expect(form.getByRole('button', { name: 'Add all the same' })).toBeVisible()
  await expect(form.getByLabel('Date of birth')).toBeFocused()
  const [chart] = await Promise.all([
    page.context().waitForEvent('page'),
    likely.getByRole('button', { name: 'Open chart of Ivy Lundén' }).click(),
  ])
  await expect(chart.getByRole('heading', { name: 'Ivy Lundén', level: 1 })).toBeVisible()
  await chart.close()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click()
  await expect(form).toBeHidden()

  await page.getByRole('button', { name: 'Add patient' }).first().click()
  await form.getByLabel('Given name').fill('Ivy')
  await form.getByLabel('Date of birth').fill('3 May 1961')
  // Quicker than the list: the first press only shows it.
  await form.getByLabel('Family name').evaluate((input) => {
    input.focus()
    document.execCommand('insertText', false, 'Lundén')
    input.closest('form')?.requestSubmit()
  })
  await expect(likely.getByText('Same name and birth date')).toBeVisible()
  await form.getByRole('button', { name: 'Add all the same' }).click()
  await expect(form).toBeHidden()
  await page.getByLabel('Search patients').fill('Ivy Lunden')
  await expect(page.getByText('2 found')).toBeVisible()
})

test('R10.1 who is on file already is taken into the booking instead of being added', async () => {
  const { page } = desk
  await desk.goTo('Calendar')
  await page.keyboard.press('n')
  await page.keyboard.type('Marsh')
  await panel.getByRole('option', { name: 'New patient “Marsh”' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Given name').fill('Cleo')
  await form.getByLabel('Family name').fill('Marsh')
  await form.getByRole('button', { name: 'Book for Cleo Marsh' }).click()
  await expect(form).toBeHidden()
  await expect(patient()).toHaveValue('Cleo Marsh')
  await expect(service()).toBeFocused()
  await desk.discardBooking()
})
