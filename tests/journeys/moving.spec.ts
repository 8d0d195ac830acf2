import { expect, test } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { goesTo, inGrid } from './support/dayBlocks.ts'
import { dayAhead, FrontDesk } from './support/frontDesk.ts'
import { openHouse, type House } from './support/house.ts'
import { offered, undoes } from './support/undoLine.ts'

/** A visit goes to another time or to somebody else, by keyboard and by mouse, and back again. */
let house: House
let desk: FrontDesk

const visit = { patient: 'Ana Ruiz', service: 'Physiotherapy', practitioner: 'Lena Park' }

test.beforeAll(async ({ browser }, testInfo) => {
  house = await openHouse(testInfo.project.metadata)
  desk = await FrontDesk.open(browser, house)
  await desk.signIn(house.admin)
  await desk.addPatient({ givenName: 'Ana', familyName: 'Ruiz', fullName: 'Ana Ruiz', email: 'ana@example.com' })
  await desk.addPatient({ givenName: 'Ben', familyName: 'Okafor', fullName: 'Ben Okafor' })
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

async function showsDay(daysAhead: number): Promise<void> {
  const { page } = desk
  await desk.goTo('Calendar')
  await page.keyboard.press('n')
  const panel = page.getByRole('complementary', { name: 'New appointment' })
  await panel.getByRole('textbox', { name: 'Day' }).fill(dayAhead(daysAhead))
  await panel.getByRole('textbox', { name: 'Time' }).focus()
  await panel.getByRole('button', { name: 'Cancel' }).click()
}

test('R6.2, R6.4 a visit is moved by keyboard: what is odd is said before, a taken time takes a reason, and Undo', async () => {
  const { page } = desk
  await desk.book({ ...visit, patient: 'Ben Okafor', time: '10:00', daysAhead: 32 })
  await desk.book({ ...visit, time: '9:00', daysAhead: 32, send: true })
  await showsDay(32)
  await inGrid(page, 'Ana Ruiz').press('Enter')
  const panel = page.getByRole('complementary', { name: 'Appointment' })
  await expect(panel).toContainText('Nothing missing')
  await page.keyboard.press('t')
  await expect(page.getByText('Nothing to tell Ana Ruiz.')).toBeVisible()
  await page.keyboard.press('m')
  const form = panel.getByRole('form', { name: 'Move Ana Ruiz' })
  await expect(form.getByRole('textbox', { name: 'Day' })).toBeFocused()
  const day = form.getByRole('textbox', { name: 'Day' })
  const typedDay = await day.inputValue()
  await day.fill('31 feb')
  await form.getByRole('textbox', { name: 'Time' }).fill('10:10')
  await expect(form.getByText('This is not a day.', { exact: false })).toBeVisible()
  await day.fill(typedDay)
  await expect(form.getByText('This is not a day.', { exact: false })).toHaveCount(0)
  await page.keyboard.press('Enter')
  await expect(form.getByRole('textbox', { name: 'Time' })).toBeFocused()
  await form.getByRole('textbox', { name: 'Time' }).fill('10:10')
  await expect(form.getByText('Ben Okafor has 10:00 to 10:20.')).toBeVisible()
  await form.getByRole('textbox', { name: 'Time' }).fill('12:10')
  await expect(form.getByText('Lena Park has a break from 12:00 to 12:40.')).toBeVisible()
  await form.getByRole('checkbox', { name: 'Tell the patient by e-mail' }).uncheck()
  await expectAccessible(page)
  await page.keyboard.press('Control+Enter')
  await expect(form.getByRole('button', { name: 'Move all the same' })).toBeFocused()
  await page.keyboard.press('Enter')

  await expect(offered(page, /Ana Ruiz moved to .* at 12:10\. Patient not told\./)).toBeVisible()
  await expect(form).toBeHidden()
  await expect(panel.getByRole('button', { name: 'Move', exact: true })).toBeFocused()
  await expect(panel.getByRole('button', { name: 'Patient not told: tell Ana Ruiz' })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(panel).toContainText('09:00 to 09:20')
})

test('R6.2, R6.4 a visit is dragged to a free time at once, and onto somebody else only on purpose', async () => {
  const { page } = desk
  await showsDay(32)
  const bens = inGrid(page, 'Ben Okafor')
  const anas = inGrid(page, 'Ana Ruiz')
  const drag = async (hours: number) => {
    await goesTo(anas)
    const [from, anHourOn] = [await anas.boundingBox(), await bens.boundingBox()]
    if (!from || !anHourOn) throw new Error('Nothing to drag')
    const [x, y] = [from.x + from.width / 2, from.y + 6]
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x, y + 10)
    await page.mouse.move(x, y + hours * (anHourOn.y - from.y), { steps: 5 })
    await page.mouse.up()
  }
  await page.locator('.day-grid .ec-main').evaluate((grid) => grid.scrollTo({ top: grid.scrollHeight }))
  await goesTo(anas, 'nearest')
  const [names, block] = [await page.locator('.day-grid .ec-header').boundingBox(), await anas.boundingBox()]
  expect(block?.y).toBeGreaterThanOrEqual((names?.y ?? Infinity) + (names?.height ?? 0))

  await drag(0.5)
  await expect(offered(page, /Ana Ruiz moved to .* at 09:30/)).toBeVisible()
  await undoes(page, /Ana Ruiz moved/)
  await expect(anas).toContainText('9:00')

  await drag(1)
  const form = page.getByRole('form', { name: 'Move Ana Ruiz' })
  await expect(form.getByLabel('Reason to overbook')).toBeFocused()
  await expect(bens).toBeVisible()
  await page.keyboard.type('Twins')
  await page.keyboard.press('Enter')
  await expect(offered(page, /Ana Ruiz moved to .* at 10:00/)).toBeVisible()
  await undoes(page, /Ana Ruiz moved/)
})

test('R6.2 a visit late in the evening is in sight once it is booked, and is cancelled in its panel', async () => {
  const { page } = desk
  const booking = await desk.fillBooking({ ...visit, time: '22:30', daysAhead: 33 })
  await booking.getByRole('button', { name: 'Save', exact: true }).click()
  await booking.getByRole('button', { name: 'Book all the same' }).click()
  await expect(booking).toBeHidden()
  const block = inGrid(page, 'Ana Ruiz')
  await expect(block).toBeFocused()
  await expect(block).toBeInViewport()

  await block.press('Enter')
  const panel = page.getByRole('complementary', { name: 'Appointment' })
  await panel.getByRole('button', { name: 'Cancel appointment' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel appointment' }).click()
  await expect(block).toHaveCount(0)
  await undoes(page, /Ana Ruiz.*cancelled/i)
  await expect(block).toHaveCount(1)
})
