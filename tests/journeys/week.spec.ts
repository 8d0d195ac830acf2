import { expect, test } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { badBlocks, inGrid } from './support/dayBlocks.ts'
import { FrontDesk } from './support/frontDesk.ts'
import { openHouse, type House } from './support/house.ts'
import { offered, undoes } from './support/undoLine.ts'

/** A week of one practitioner, the others as strips above it. */
let house: House
let desk: FrontDesk

const visit = { service: 'Physiotherapy', practitioner: 'Lena Park' }
const tuesday = daysUntilTuesday()

test.beforeAll(async ({ browser }, testInfo) => {
  house = await openHouse(testInfo.project.metadata)
  desk = await FrontDesk.open(browser, house)
  await desk.signIn(house.admin)
  await desk.addPatient({ givenName: 'Ana', familyName: 'Ruiz', fullName: 'Ana Ruiz', email: 'ana@example.com' })
  await desk.addPatient({ givenName: 'Ben', familyName: 'Okafor', fullName: 'Ben Okafor' })
  await desk.book({ ...visit, patient: 'Ben Okafor', time: '10:00', daysAhead: tuesday + 1 })
  await desk.book({ ...visit, patient: 'Ana Ruiz', time: '9:00', daysAhead: tuesday })
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

test('R6.2, R10.4 the week of one practitioner is a key away, and whose it is stands in the address', async () => {
  const { page } = desk
  await expect(inGrid(page, 'Ana Ruiz')).toBeVisible()
  await page.keyboard.press('2')
  await expect(page).toHaveURL(/\/calendar\/week\//)
  const strips = page.getByRole('group', { name: 'Whose week' })
  await expect(strips.getByRole('button')).toHaveCount(4)
  await strips.getByRole('button', { name: /^Lena Park.*2 visits/ }).click()
  await expect(inGrid(page, 'Ana Ruiz')).toBeVisible()
  await expect(inGrid(page, 'Ben Okafor')).toBeVisible()
  await expect(page.getByText(/^Week \d+$/)).toBeVisible()
  await expectAccessible(page)
  expect(await badBlocks(page)).toEqual([])

  await page.reload()
  await expect(inGrid(page, 'Ben Okafor')).toBeVisible()
  await expect(strips.getByRole('button', { name: /^Lena Park/ })).toHaveAttribute('aria-pressed', 'true')

  await page.keyboard.press('j')
  await expect(strips.getByRole('button', { name: /^Rosa Díaz/ })).toHaveAttribute('aria-pressed', 'true')
  await expect(inGrid(page, 'Ana Ruiz')).toHaveCount(0)
  await page.keyboard.press('k')
  await expect(inGrid(page, 'Ana Ruiz')).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(inGrid(page, 'Ana Ruiz')).toHaveCount(0)
  await page.keyboard.press('ArrowLeft')
  await expect(inGrid(page, 'Ana Ruiz')).toBeVisible()
  await page.keyboard.press('1')
  await expect(page).toHaveURL(/\/calendar\/\d{4}/)
  await page.goBack()
  await expect(strips).toBeVisible()
})

test('R6.2 a visit is dragged to another day of the week, and back with Undo', async () => {
  const { page } = desk
  const [from, to] = [await inGrid(page, 'Ana Ruiz').boundingBox(), await inGrid(page, 'Ben Okafor').boundingBox()]
  if (!from || !to) throw new Error('Nothing to drag')
  await page.mouse.move(from.x + 20, from.y + 6)
  await page.mouse.down()
  await page.mouse.move(from.x + 20, from.y + 14)
  await page.mouse.move(to.x + 20, from.y + 6, { steps: 5 })
  await page.mouse.up()

  await expect(offered(page, /Ana Ruiz moved to Wednesday .* at 09:00/)).toBeVisible()
  await expect.poll(async () => (await inGrid(page, 'Ana Ruiz').boundingBox())?.x).toBe(to.x)
  await undoes(page, /Ana Ruiz moved/)
  await expect.poll(async () => (await inGrid(page, 'Ana Ruiz').boundingBox())?.x).toBe(from.x)
})

test('R6.2 a free time of any day of the week is booked beside it', async () => {
  const { page } = desk
  const bens = await inGrid(page, 'Ben Okafor').boundingBox()
  if (!bens) throw new Error('No visit')
  // An hour and a half before his: half past eight on the Wednesday.
  await page.mouse.click(
    bens.x + 20,
    bens.y - 1.4 * (bens.y - ((await inGrid(page, 'Ana Ruiz').boundingBox())?.y ?? 0)),
  )

  const panel = page.getByRole('complementary', { name: 'New appointment' })
  await expect(panel.getByRole('combobox', { name: 'Practitioner' })).toHaveValue('Lena Park')
  await expect(panel.getByRole('textbox', { name: 'Time' })).toHaveValue(/^08:/)
  await expect(page).toHaveURL(/\/calendar\/week\/.*with=/)
  await expect(inGrid(page, 'New appointment')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
})

/** Until a Tuesday in a month or so: the week goes on after it, and nothing else stands in it. */
function daysUntilTuesday(): number {
  const weekday = new Intl.DateTimeFormat('en-GB', { timeZone: 'America/Vancouver', weekday: 'short' })
  for (let days = 30; ; days += 1) if (weekday.format(Date.now() + days * 86_400_000) === 'Tue') return days
}
