import { expect, test } from '@playwright/test'
import { goesTo, inGrid } from './support/dayBlocks.ts'
import { dayAhead, FrontDesk } from './support/frontDesk.ts'
import { openHouse, type House } from './support/house.ts'
import { offered, undoes } from './support/undoLine.ts'

/** Visits are carried and made longer, by keys and by mouse. */
let house: House
let desk: FrontDesk

const visit = { service: 'Physiotherapy', practitioner: 'Lena Park' }

test.beforeAll(async ({ browser }, testInfo) => {
  house = await openHouse(testInfo.project.metadata)
  desk = await FrontDesk.open(browser, house)
  await desk.signIn(house.admin)
  await desk.addPatient({ givenName: 'Ana', familyName: 'Ruiz', fullName: 'Ana Ruiz', email: 'ana@example.com' })
  await desk.addPatient({ givenName: 'Ben', familyName: 'Okafor', fullName: 'Ben Okafor' })
  await desk.book({ ...visit, patient: 'Ben Okafor', time: '10:30', daysAhead: 30 })
  await desk.book({ ...visit, patient: 'Ana Ruiz', time: '9:00', daysAhead: 30 })
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

const said = () => desk.page.locator('p[role=status]')

test('R6.2, R10.4 M takes a visit along with the arrows: its consequence is said, Escape puts it back, Enter drops it', async () => {
  const { page } = desk
  const anas = inGrid(page, 'Ana Ruiz').first()
  await anas.focus()
  await page.keyboard.press('m')
  await expect(said()).toContainText('09:00 to 09:20')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(said()).toContainText(
    '09:30 to 09:50 Free with Lena Park. The patient was not told of this visit: nothing is sent.',
  )
  await page.keyboard.press('Escape')
  await expect(said()).toHaveCount(0)
  await expect(anas).toContainText('9:00')

  await page.keyboard.press('m')
  for (let press = 0; press < 6; press += 1) await page.keyboard.press('ArrowDown')
  await expect(said()).toContainText('Ben Okafor has 10:30 to 10:50.')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect(offered(page, /Ana Ruiz moved to .* at 10:00/)).toBeVisible()
  await expect(anas).toContainText('10:00')
  await expect(anas).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect(anas).toContainText('9:00')
})

test('R6.2, R10.4 + makes a visit longer, by quarters, and Undo as long as it was', async () => {
  const { page } = desk
  const anas = inGrid(page, 'Ana Ruiz').first()
  await anas.focus()
  await page.keyboard.press('+')
  await page.keyboard.press('+')
  await expect(said()).toContainText('09:00 to 09:45 Free with Lena Park.')
  await page.keyboard.press('Enter')
  await expect(offered(page, /Ana Ruiz: .* 09:00 to 09:45/)).toBeVisible()
  await undoes(page, /09:00 to 09:45/)
  await anas.press('m')
  await expect(said()).toContainText('09:00 to 09:20')
  await page.keyboard.press('Escape')
})

test('R6.2 the mouse pulls its end down, Escape lets it be as it was, and onto somebody else it is asked about', async () => {
  const { page } = desk
  const anas = inGrid(page, 'Ana Ruiz').first()
  const pull = async (hours: number) => {
    await goesTo(anas)
    const box = await anas.boundingBox()
    const bens = await inGrid(page, 'Ben Okafor').boundingBox()
    if (!box || !bens) throw new Error('Nothing to pull')
    const hour = (bens.y - box.y) / 1.5
    const [x, y] = [box.x + box.width / 2, box.y + box.height - 3]
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x, y + 12)
    await page.mouse.move(x, y + hours * hour, { steps: 5 })
  }
  await pull(0.5)
  await expect(said()).toContainText(/09:00 to (09:45|09:50|10:00)/)
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await expect(said()).toHaveCount(0)
  await expect(offered(page, /Ana Ruiz/)).toHaveCount(0)

  await pull(1.5)
  await page.mouse.up()
  const form = page.getByRole('form', { name: 'Move Ana Ruiz' })
  await expect(form.getByLabel('Reason to overbook')).toBeFocused()
  await expect(form.getByLabel('Minutes')).not.toHaveValue('20')
  await form.getByLabel('Minutes').fill('0')
  await expect(form.getByText('Type how many minutes it takes, up to a day.')).toBeVisible()
  await form.getByLabel('Minutes').fill('40')
  await page.keyboard.press('Control+Enter')
  await expect(offered(page, /Ana Ruiz: .* 09:00 to 09:40/)).toBeVisible()
  await undoes(page, /09:00 to 09:40/)
})

test('R10.4 the arrows walk over visits and free times, and Enter books at a free one', async () => {
  const { page } = desk
  await page.keyboard.press('Escape')
  await inGrid(page, 'Ana Ruiz').first().focus()
  await page.keyboard.press('ArrowDown')
  const free = page.locator('.day-grid .free .day-grid-block')
  await expect(free).toBeFocused()
  await expect(free).toContainText('09:20 to 10:30')
  await page.keyboard.press('ArrowDown')
  await expect(inGrid(page, 'Ben Okafor').first()).toBeFocused()
  await expect(free).toHaveCount(0)
  await page.keyboard.press('ArrowUp')
  await expect(free).toBeFocused()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('complementary', { name: 'New appointment' })
  await expect(panel.getByRole('textbox', { name: 'Time' })).toHaveValue('09:20')
  await expect(panel.getByRole('textbox', { name: 'Day' })).toHaveValue(dayAhead(30))
  await page.keyboard.press('Escape')
})
