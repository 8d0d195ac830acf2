import { expect, test } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { inGrid } from './support/dayBlocks.ts'
import { FrontDesk } from './support/frontDesk.ts'
import { openHouse, type House } from './support/house.ts'

/** What there is to know of a visit, beside its block. */
let house: House
let desk: FrontDesk

const visit = { service: 'Physiotherapy', practitioner: 'Lena Park', daysAhead: 30 }
const phone = '604 555 0171'

test.beforeAll(async ({ browser }, testInfo) => {
  house = await openHouse(testInfo.project.metadata)
  desk = await FrontDesk.open(browser, house)
  await desk.signIn(house.admin)
  await desk.addPatient({ givenName: 'Ana', familyName: 'Ruiz', fullName: 'Ana Ruiz', birthOn: '2 May 1974', phone })
  await desk.addPatient({ givenName: 'Ben', familyName: 'Okafor', fullName: 'Ben Okafor' })
  await desk.book({ ...visit, patient: 'Ben Okafor', time: '10:30' })
  await desk.book({ ...visit, patient: 'Ana Ruiz', time: '9:00' })
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

const card = () => desk.page.getByRole('tooltip')

test('R6.2, R10.4 the pointer on a visit shows who, how old, the telephone, what for and what is missing, and the pointer may go over to it', async () => {
  const { page } = desk
  const anas = inGrid(page, 'Ana Ruiz')
  await anas.hover()
  await expect(card()).toContainText('Ana Ruiz')
  await expect(card()).toContainText(/\b5\d\b/)
  await expect(card()).toContainText(`Telephone ${phone}`)
  await expect(card()).toContainText('09:00 to 09:20 Physiotherapy with Lena Park')
  await expect(card()).toContainText('No e-mail')
  const [block, shown] = [await anas.boundingBox(), await card().boundingBox()]
  if (!block || !shown) throw new Error('Nothing is there')
  expect(shown.x >= block.x + block.width || shown.x + shown.width <= block.x).toBe(true)
  await expectAccessible(page)

  await card().hover()
  await expect(card()).toContainText(phone)
  await inGrid(page, 'Ben Okafor').hover()
  await expect(card()).toContainText('Telephone not known')
  await page.getByRole('heading', { level: 1 }).hover()
  await expect(card()).toHaveCount(0)
})

test('R10.4 Escape sends the card away and nothing else, and it does not come back by itself', async () => {
  const { page } = desk
  await inGrid(page, 'Ana Ruiz').click()
  const panel = page.getByRole('complementary', { name: 'Appointment' })
  await inGrid(page, 'Ben Okafor').hover()
  await expect(card()).toContainText('Ben Okafor')
  await page.keyboard.press('Escape')
  await expect(card()).toHaveCount(0)
  await expect(panel).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await inGrid(page, 'Ana Ruiz').hover()
  await expect(card()).toContainText('Ana Ruiz')
})

test('R10.4 the focus by keyboard shows the card too, and its block is described by it; taken along, the visit has none', async () => {
  const { page } = desk
  await page.getByRole('heading', { level: 1 }).hover()
  // Panels give the focus back to the block that opened them.
  await expect(inGrid(page, 'Ana Ruiz')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(inGrid(page, 'Ben Okafor')).toBeFocused()
  await expect(card()).toContainText('Ben Okafor')
  await expect(inGrid(page, 'Ben Okafor')).toHaveAccessibleDescription(/Telephone not known/)
  await page.keyboard.press('m')
  await expect(card()).toHaveCount(0)
  await page.keyboard.press('Escape')
})

test('R10.3 a locked station keeps nothing of the card', async () => {
  const { page } = desk
  await page.keyboard.press('2')
  await page
    .getByRole('group', { name: 'Whose week' })
    .getByRole('button', { name: /^Lena Park/ })
    .click()
  await inGrid(page, 'Ana Ruiz').hover()
  await expect(card()).toContainText(phone)
  await page.getByRole('navigation', { name: 'Front Desk' }).getByRole('button', { name: 'Marta Silva' }).click()
  await page.getByRole('menuitem', { name: 'Lock now' }).click()
  await expect(page.getByRole('textbox', { name: 'Password' })).toBeVisible()
  await expect(page.locator('body')).not.toContainText(phone)
})
