import { expect, test, type Page } from '@playwright/test'
import { dayAhead, FrontDesk } from './support/frontDesk.ts'
import { openHouse, type House } from './support/house.ts'
import { waitsInInbox } from './support/inbox.ts'

/** R10.4: a morning at the Front Desk with the mouse unplugged. After every act the focus is somewhere one can go on from. */
let house: House
let desk: FrontDesk

test.beforeAll(async ({ browser }, testInfo) => {
  house = await openHouse(testInfo.project.metadata, 60)
  desk = await FrontDesk.open(browser, house)
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

/** Somewhere in the page, and not on its body. */
async function hasFocus(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.activeElement !== null && document.activeElement !== document.body))
    .toBe(true)
}

/** Presses a key and types on as soon as the focus is somewhere. */
async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key)
    await hasFocus(page)
  }
}

/** By Ctrl+K, as somebody who knows what it is called. */
async function find(page: Page, text: string): Promise<void> {
  await press(page, 'Control+k')
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

async function goTo(page: Page, name: string): Promise<void> {
  await find(page, `Go to ${name}`)
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
  await hasFocus(page)
}

/** More stops than any page has. */
const ROUND = 300

/** Tab, until it is reached, once around the page at most; fails where it never is. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let presses = 0; presses < ROUND; presses += 1) {
    const label = await page.evaluate(() => {
      const focused = document.activeElement
      const field = focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement ? focused : null
      return focused?.getAttribute('aria-label') ?? field?.labels?.[0]?.textContent ?? focused?.textContent ?? ''
    })
    const isBody = await page.evaluate(() => document.activeElement === document.body)
    if (!isBody && (typeof name === 'string' ? label.startsWith(name) : name.test(label))) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${String(name)}`)
}

/** Tab, until a checkbox has the focus. */
async function tabToCheckbox(page: Page): Promise<void> {
  for (let presses = 0; presses < 20; presses += 1) {
    if ((await page.locator('input[type=checkbox]:focus').count()) === 1) return
    await page.keyboard.press('Tab')
  }
  throw new Error('Tab does not lead to a checkbox')
}

test('R10.4 by keyboard alone: sign in, see the keys, and find a person by name, number and birth date', async () => {
  const { page } = desk
  await expect(page.getByRole('textbox', { name: 'E-mail' })).toBeFocused()
  await page.keyboard.type(house.admin.email)
  await page.keyboard.press('Tab')
  await page.keyboard.type(house.admin.password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible()
  await hasFocus(page)

  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keys' })
  await expect(keys.getByText('Request Access Code')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(keys).toBeHidden()
  await hasFocus(page)

  await goTo(page, 'Patients')
  await expect(page.getByLabel('Search patients')).toBeFocused()
  await page.keyboard.type('Ben Okafor')
  await expect(page.getByText(/^\d+ found$/)).toBeVisible()
  await expect(page.getByRole('row').nth(1)).toContainText('Ben Okafor')
  const row = await page.getByRole('row').nth(1).innerText()
  const chart = /No\. \d+/.exec(row)?.[0] ?? ''
  const born = /\d{1,2} [A-Z][a-z]{2} \d{4}/.exec(row)?.[0] ?? ''
  for (const typed of [chart, `okafor ${born}`, 'okafor b']) {
    const opened = page.context().waitForEvent('page')
    // Enter comes before the list does.
    await find(page, typed)
    const workspace = await opened
    await expect(workspace.getByRole('heading', { name: 'Ben Okafor', level: 1 })).toBeVisible()
    await workspace.close()
    await page.bringToFront()
    await hasFocus(page)
  }
})

test('R10.4 by keyboard alone: a patient is added, and a booking is made for them with a Smart Form', async () => {
  const { page } = desk
  await find(page, 'Greta Olsen')
  const form = page.getByRole('dialog')
  await expect(form.getByLabel('Date of birth')).toBeFocused()
  await page.keyboard.type('3 May 1961')
  await press(page, 'Tab', 'Tab')
  await page.keyboard.type('greta@example.com')
  await page.keyboard.press('Control+Enter')
  await expect(form).toBeHidden()
  await hasFocus(page)

  await press(page, 'Control+k')
  await page.keyboard.type('New appointment')
  await page.keyboard.press('Enter')
  const panel = page.getByRole('complementary', { name: 'New appointment' })
  await expect(panel.getByRole('textbox', { name: 'Patient' })).toBeFocused()
  await page.keyboard.type('Greta Olsen')
  await page.keyboard.press('Enter')
  await expect(panel.getByRole('combobox', { name: 'Service' })).toBeFocused()
  await page.keyboard.type('massage')
  await expect(page.getByRole('listbox', { name: 'Service' }).getByRole('option')).toHaveText(['Massage 60'])
  await press(page, 'Enter')
  await expect(panel.getByRole('textbox', { name: 'Day' })).toBeFocused()
  await page.keyboard.type(dayAhead(40))
  await press(page, 'Enter')
  await page.keyboard.type('11')
  await tabTo(page, /Add a Smart Form|^\+|Tell the patient/)
  await hasFocus(page)
  await page.keyboard.press('Control+Enter')
  await expect(panel).toBeHidden()
  await expect(page.getByText(/Greta Olsen booked and told|Greta Olsen booked/).first()).toBeVisible()
  await hasFocus(page)
})

test('R10.4 by keyboard alone: a visit arrives, begins and is completed, by its letters in the list and in the menu', async () => {
  const { page } = desk
  await goTo(page, 'Today')
  const next = page.getByRole('region', { name: 'Next' })
  const name = await next.getByRole('listitem').first().getByRole('button').first().innerText()
  await tabTo(page, name)
  await press(page, 'a')
  const visit = (section: string) =>
    page.getByRole('region', { name: section }).getByRole('button', { name, exact: true })
  await expect(visit('Waiting')).toBeFocused()

  await tabTo(page, new RegExp(`(Arrived|Waiting).*${name}`))
  await press(page, 'Enter')
  await expect(page.getByRole('menuitem').first()).toBeFocused()
  await press(page, 's')
  await expect(visit('In session')).toBeVisible()
  await expect(page.getByRole('menu')).toHaveCount(0)
  await hasFocus(page)

  await tabTo(page, name)
  await press(page, 'c')
  await expect(visit('Done')).toBeFocused()
})

test('R10.4 by keyboard alone: an Access Code, its link, a plan and a Smart Form in the chart', async () => {
  const { page } = desk
  const opened = page.context().waitForEvent('page')
  await find(page, 'Greta Olsen')
  const chart = await opened
  await expect(chart.getByRole('heading', { name: 'Greta Olsen', level: 1 })).toBeVisible()

  await tabTo(chart, 'Overview')
  await press(chart, 'ArrowLeft', 'ArrowLeft', 'ArrowLeft')
  await expect(chart.getByRole('tab', { name: 'Medical Access Code', selected: true })).toBeFocused()
  await press(chart, 'r')
  await expect(chart.getByTestId('access-code')).toBeVisible()
  await hasFocus(chart)
  await press(chart, 's')
  await expect(chart.getByRole('dialog').getByLabel('E-mail address')).toBeFocused()
  await press(chart, 'Control+Enter')
  await expect(chart.getByRole('dialog')).toHaveCount(0)
  await hasFocus(chart)

  await tabTo(chart, 'Medical Access Code')
  await press(chart, 'ArrowLeft', 'ArrowLeft', 'ArrowLeft')
  await expect(chart.getByRole('tab', { name: 'Treatment Plans', selected: true })).toBeFocused()
  await tabTo(chart, 'New plan')
  await press(chart, 'Enter')
  await tabTo(chart, 'Title')
  await chart.keyboard.press('Control+a')
  await chart.keyboard.type('Shoulder')
  await tabTo(chart, 'Text of the plan')
  await chart.keyboard.type('Ten times a day.')
  await press(chart, 'Control+Enter')
  await expect(chart.getByText('Version 1 published')).toBeVisible()
  await expect(chart.getByLabel('Text of the plan')).toBeFocused()

  // In one breath: none of it may come to stand in the plan.
  await chart.keyboard.press('Control+k')
  await chart.keyboard.type('smart')
  await expect(chart.getByLabel('Text of the plan')).toHaveValue('Ten times a day.')
  await expect(chart.locator('[data-selected]')).toHaveText(/Go to Smart Forms/)
  await press(chart, 'Enter')
  await expect(chart.getByRole('tab', { name: 'Smart Forms', selected: true })).toBeVisible()
  await hasFocus(chart)
  await tabTo(chart, 'Send')
  await press(chart, 'Enter')
  await expect(chart.getByRole('dialog')).toBeVisible()
  await tabToCheckbox(chart)
  await press(chart, 'Space', 'Escape')
  await expect(chart.getByRole('button', { name: 'Keep editing' })).toBeFocused()
  await press(chart, 'Enter')
  await expect(chart.getByRole('dialog').getByRole('checkbox').first()).toBeChecked()
  await press(chart, 'Control+Enter')
  await expect(chart.getByRole('dialog')).toHaveCount(0)
  await hasFocus(chart)
  await chart.close()
})

test('R10.4 by keyboard alone: the Inbox is settled, and a setting is changed', async () => {
  const { page } = desk
  await page.bringToFront()
  for (const email of ['one@example.com', 'two@example.com']) await waitsInInbox(house, { kind: 'unproven', email })
  await goTo(page, 'Inbox')
  const list = page.getByRole('main').getByRole('listitem')
  await expect(list).toHaveCount(2)
  // Whatever led here: the first press comes to what is shown as chosen.
  await press(page, 'ArrowDown')
  await expect(list.first().getByRole('button')).toBeFocused()
  await press(page, 'ArrowDown')
  await expect(list.last().getByRole('button')).toBeFocused()
  await press(page, 'e')
  await expect(list).toHaveCount(1)
  await hasFocus(page)
  await press(page, 'e')
  await expect(list).toHaveCount(0)
  await hasFocus(page)

  await goTo(page, 'Settings')
  await tabTo(page, 'E-mail')
  await press(page, 'Enter')
  await tabTo(page, 'Seconds to undo an e-mail')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('0')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Saved').first()).toBeVisible()
  await hasFocus(page)
})
