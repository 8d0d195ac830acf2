import { expect, test } from '@playwright/test'
import { inGrid } from './support/dayBlocks.ts'
import { dayAhead, FrontDesk } from './support/frontDesk.ts'
import { openHouse, type House } from './support/house.ts'

/** Where the focus is after each act, by keyboard and by mouse: where the next key is meant to go (R10.4). */
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

test('R10.4 the focus is where it was after a dialog, and goes along with a visit whose status changes', async () => {
  const { page } = desk
  await desk.goTo('Patients')
  const add = page.getByRole('button', { name: 'Add patient' })
  await add.press('Enter')
  await expect(page.getByRole('dialog').getByLabel('Given name')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(add).toBeFocused()

  await desk.goTo('Today')
  const next = page.getByRole('region', { name: 'Next' })
  const visit = next.getByRole('listitem').first().getByRole('button').first()
  const name = await visit.innerText()
  await page.keyboard.press('Tab')
  await visit.focus()
  await page.keyboard.press('a')
  const waiting = page.getByRole('region', { name: 'Waiting' }).getByRole('button', { name, exact: true })
  await expect(waiting).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(waiting).not.toBeFocused()
  await expect(page.locator('[data-row]:focus')).toHaveCount(1)
})

test('R10.4 after a booking the focus is on its visit, whose letters work there, and Back does not book again', async () => {
  const { page } = desk
  const visit = { patient: 'Ana Ruiz', service: 'Physiotherapy', practitioner: 'Lena Park' }
  await desk.book({ ...visit, patient: 'Ben Okafor', time: '13:00', daysAhead: 33 })
  await desk.goTo('Today')
  await desk.fillBooking({ ...visit, time: '10:00', daysAhead: 33 })
  const form = page.getByRole('complementary', { name: 'New appointment' })
  await form.getByRole('checkbox', { name: 'Tell the patient' }).uncheck()
  await form.getByRole('textbox', { name: 'Day' }).press('Enter')
  await page.keyboard.press('Control+Enter')
  await expect(form).toBeHidden()
  await expect(inGrid(page, 'Ana Ruiz')).toBeFocused()

  const shown = page.url()
  await page.keyboard.press('a')
  await expect(page.getByRole('alert').filter({ hasText: 'Ana Ruiz’s visit is on a later day' })).toBeVisible()
  await expect(inGrid(page, 'Ana Ruiz')).toBeFocused()
  await page.keyboard.press('t')
  await expect(page.getByRole('menuitem', { name: 'Told by telephone' })).toBeFocused()
  expect(page.url()).toContain(new URL(shown).pathname)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')

  await page.goBack()
  await expect(page).not.toHaveURL(/book=/)
  await expect(form).toBeHidden()
})

test('R10.4 N, and typing on: from a visit on Today every letter stands in the booking’s Patient field, and the visit is as it was', async () => {
  const { page } = desk
  const panel = page.getByRole('complementary', { name: 'New appointment' })
  for (const isFresh of [true, false]) {
    await desk.goTo('Today')
    if (isFresh) await page.reload()
    const first = page.getByRole('region', { name: 'Next' }).getByRole('listitem').first()
    const [row, visit] = [first.locator('[data-row]'), await first.getAttribute('data-visit')]
    const status = page.locator(`[data-visit="${visit ?? ''}"]`).getByRole('button', { name: /change status/ })
    const before = await status.innerText()
    await row.focus()
    await page.keyboard.press('n')
    await page.keyboard.type('samira', { delay: 60 })
    await expect(panel.getByRole('textbox', { name: 'Patient' })).toHaveValue('samira')
    await panel.getByRole('button', { name: 'Cancel' }).click()
    await desk.goTo('Today')
    await expect(status).toHaveText(before)
  }
})

test('R10.4 N books on the day that is shown', async () => {
  const { page } = desk
  await desk.goTo('Calendar')
  await page.getByRole('button', { name: 'Next day' }).press('Enter')
  const shown = /\/calendar\/\d{4}-\d\d-\d\d/.exec(page.url())?.[0] ?? 'none'
  await page.keyboard.press('n')
  await expect(page.getByRole('complementary', { name: 'New appointment' })).toBeVisible()
  expect(page.url()).toContain(shown)
  await page.keyboard.press('Escape')
})

test('R10.4 a visit that is cancelled with the mouse takes the focus along, and the page stays where it was', async () => {
  const { page } = desk
  // Where the line stands is measured, not where it comes from.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await desk.goTo('Today')
  await desk.hasSettled()
  const visit = page.getByRole('region', { name: 'Next' }).getByRole('listitem').nth(2)
  const id = (await visit.getAttribute('data-visit')) ?? ''
  const list = page.getByRole('region', { name: 'Next' }).locator('../..')
  const scrolled = () => list.evaluate((element) => element.scrollTop)
  const before = await scrolled()

  await visit.getByRole('button', { name: /change status/ }).click()
  await page.getByRole('menuitem', { name: 'Cancel appointment' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel appointment' }).click()

  const moved = page.getByRole('region', { name: 'Done' }).locator(`[data-visit="${id}"]`)
  await expect(moved).toHaveCount(1)
  await expect(page.getByRole('menu')).toHaveCount(0)
  await expect(moved.getByRole('button', { name: /change status/ })).toBeFocused()
  expect(await scrolled()).toBe(before)

  const line = page.getByRole('alert').filter({ hasText: 'Cancelled' })
  const last = page.locator('[data-visit]').last()
  await list.evaluate((element) => (element.scrollTop = element.scrollHeight))
  const [row, toast] = [await last.boundingBox(), await line.boundingBox()]
  expect(row && row.y + row.height, 'the last visit is scrolled clear of the line').toBeLessThan(toast?.y ?? 0)
})

test('R10.1 “Add e-mail” on Today asks for the e-mail', async () => {
  const { page } = desk
  await desk.goTo('Today')
  await page
    .getByRole('button', { name: /^Add e-mail / })
    .first()
    .click()
  await expect(page.getByRole('dialog').getByLabel('E-mail')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('R10.4, R6.6 the mouse hits each button of a visit on Today, and “Patient not told” opens how it was told', async () => {
  const { page } = desk
  await desk.goTo('Today')
  await desk.hasSettled()
  for (const width of [1440, 1024, 360]) {
    await page.setViewportSize({ width, height: 900 })
    const covered = await page.locator('[data-visit] button:not([data-row])').evaluateAll((buttons) =>
      buttons.flatMap((button) => {
        button.scrollIntoView({ block: 'center' })
        const { x, y, width: wide, height } = button.getBoundingClientRect()
        const hit = document.elementFromPoint(x + wide / 2, y + height / 2)
        return hit !== null && button.contains(hit) ? [] : [button.getAttribute('aria-label') ?? button.textContent]
      }),
    )
    expect.soft(covered, `${width} pixels`).toEqual([])
  }
  await page.setViewportSize({ width: 1440, height: 900 })

  await page.locator('[data-visit] [data-tell]').first().click({ timeout: 3000 })

  await expect(page.getByRole('menuitem').first()).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toHaveCount(0)
})

test('R10.4 Ctrl+K has the focus before the next key, which would else be an order to the page', async () => {
  await desk.goTo('Today')

  const focused = await desk.page.evaluate(() => {
    const pressed = new KeyboardEvent('keydown', { key: 'k', code: 'KeyK', ctrlKey: true, bubbles: true })
    document.documentElement.dispatchEvent(pressed)
    return document.activeElement?.getAttribute('aria-label')
  })

  expect(focused).toBe('Find a patient or do anything')
  await desk.page.keyboard.press('Escape')
  await expect(desk.page.getByRole('dialog')).toHaveCount(0)
})

test('R10.4 a booking is made by keyboard alone, from Ctrl+K to Ctrl+Enter', async () => {
  const { page } = desk
  await desk.goTo('Today')

  await page.keyboard.press('Control+k')
  await page.keyboard.type('Go to Calendar')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Calendar', level: 1 })).toBeVisible()
  await page.keyboard.press('n')
  const panel = page.getByRole('complementary', { name: 'New appointment' })
  await expect(panel.getByRole('textbox', { name: 'Patient' })).toBeFocused()
  await page.keyboard.type('Ben Okafor')
  await expect(panel.locator('[role=option][data-combobox-selected]')).toContainText('Ben Okafor')
  await page.keyboard.press('Enter')
  await expect(panel.getByRole('listbox')).toHaveCount(0)
  const service = panel.getByRole('combobox', { name: 'Service' })
  await expect(service).toBeFocused()
  await page.keyboard.type('massage')
  await expect(page.getByRole('listbox', { name: 'Service' }).getByRole('option')).toHaveText(['Massage 60'])
  await page.keyboard.press('Enter')
  await expect(service).toHaveValue('Massage 60')
  // One person alone offers it.
  await expect(panel.getByRole('combobox', { name: 'Practitioner' })).toHaveValue('Rosa Díaz')
  await expect(panel.getByText('Nobody else offers Massage 60.')).toBeVisible()
  await expect(panel.getByRole('textbox', { name: 'Day' })).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await expect(panel.getByRole('combobox', { name: 'Practitioner' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.type(dayAhead(40))
  await page.keyboard.press('Tab')
  await page.keyboard.type('10:00')
  await page.keyboard.press('Control+Enter')

  await expect(panel).toBeHidden()
  await desk.goTo('Outbox')
  await expect(page.getByRole('main').getByText('Ben Okafor').first()).toBeVisible()
})

test('R10.4 Enter takes the name that is marked, also where all of it was typed before the page could breathe', async () => {
  const { page } = desk
  await desk.goTo('Calendar')
  await page.keyboard.press('n')
  const field = page.getByRole('combobox', { name: 'Practitioner' })
  await expect(field).toBeVisible()

  await field.evaluate((input) => {
    input.focus()
    document.execCommand('insertText', false, 'rosa')
  })
  await expect(page.locator('[role=option][data-combobox-selected]')).toHaveText('Rosa Díaz')
  await page.keyboard.press('Enter')

  await expect(field).toHaveValue('Rosa Díaz')
  await desk.discardBooking()
})
