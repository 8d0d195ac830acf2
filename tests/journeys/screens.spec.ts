import { expect, test } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { badBlocks } from './support/dayBlocks.ts'
import { dayAhead, FrontDesk } from './support/frontDesk.ts'
import { openHouse, type House } from './support/house.ts'
import { brokenLayout } from './support/pseudo.ts'

/** Every screen of the desk as the demo fills it: for people who cannot see it well, and for people without a mouse. */
const PAGES = ['Today', 'Calendar', 'Patients', 'Smart Forms', 'Inbox', 'Outbox', 'Settings'] as const
const TABS = ['Overview', 'Appointments', 'Smart Forms', 'Treatment Plans', 'Medical Access Code', 'History'] as const
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

for (const scheme of ['light', 'dark'] as const) {
  test(`R10.4 axe finds nothing on any page of the Front Desk, ${scheme}`, async () => {
    await desk.page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })

    for (const name of PAGES) {
      await desk.goTo(name)
      await desk.hasSettled()
      await expectAccessible(desk.page)
    }
    await desk.goTo('Calendar')
    await desk.page.keyboard.press('n')
    await expect(desk.page.getByRole('complementary', { name: 'New appointment' })).toBeVisible()
    await expectAccessible(desk.page)
    await desk.page.getByRole('button', { name: 'Cancel' }).click()
  })

  test(`R10.4 axe finds nothing on any tab of the Patient Workspace, ${scheme}`, async () => {
    const workspace = await desk.openWorkspace('Ben Okafor')
    await workspace.page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })

    for (const name of TABS) {
      await workspace.tab(name)
      await expect(workspace.page.getByRole('tabpanel')).toBeVisible()
      await expect(workspace.page.getByRole('status', { name: 'Loading' })).toHaveCount(0)
      await expectAccessible(workspace.page)
    }
    await workspace.close()
  })
}

test('R10.4 nothing scrolls sideways on a screen of 360 pixels, and whose chart it is stays in sight', async () => {
  const narrow = { width: 360, height: 740 }
  await desk.page.setViewportSize(narrow)
  for (const name of PAGES) {
    await desk.goTo(name)
    await desk.hasSettled()
    expect.soft(await brokenLayout(desk.page), name).toEqual([])
  }
  await desk.goTo('Calendar')
  await desk.page.keyboard.press('n')
  await expect(desk.page.getByRole('complementary', { name: 'New appointment' })).toBeInViewport({ ratio: 1 })
  expect.soft(await brokenLayout(desk.page), 'New appointment').toEqual([])
  await desk.page.getByRole('button', { name: 'Cancel' }).click()

  const workspace = await desk.openWorkspace('Ben Okafor')
  await workspace.page.setViewportSize(narrow)
  for (const name of TABS) {
    await workspace.tab(name)
    await expect(workspace.page.getByRole('tabpanel')).toBeVisible()
    await expect(workspace.page.getByRole('status', { name: 'Loading' })).toHaveCount(0)
    expect.soft(await brokenLayout(workspace.page), name).toEqual([])
    await expect.soft(workspace.page.getByText('Ben Okafor').first(), name).toBeInViewport({ ratio: 1 })
  }
  const name = workspace.page.getByRole('heading', { name: 'Ben Okafor', level: 1 })
  expect(await name.evaluate((heading) => heading.scrollWidth - heading.clientWidth), 'the name is whole').toBe(0)
  await workspace.page.reload()
  await expect(workspace.page.getByRole('tab', { name: 'History', selected: true })).toBeInViewport({ ratio: 0.9 })
  await workspace.close()
  await desk.page.setViewportSize({ width: 1440, height: 900 })
})

test('R6.2 every block of the day says when and who, one beside the other, at every width and beside the booking panel', async () => {
  const { page } = desk
  await desk.goTo('Calendar')
  await page.keyboard.press('n')
  await expect(page.getByRole('complementary', { name: 'New appointment' })).toBeVisible()
  for (const width of [1920, 1440, 1280, 1024, 720]) {
    await page.setViewportSize({ width, height: 700 })
    expect.soft(await badBlocks(page), `${width} pixels, beside the panel`).toEqual([])
  }
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.setViewportSize({ width: 360, height: 740 })
  expect.soft(await badBlocks(page), '360 pixels').toEqual([])
  await page.setViewportSize({ width: 1440, height: 900 })
})

test('R10.1 a booking begun in a chart writes its day as one begun in the calendar does', async () => {
  await desk.goTo('Calendar')
  await desk.page.keyboard.press('n')
  const panel = desk.page.getByRole('complementary', { name: 'New appointment' })
  const day = await panel.getByRole('textbox', { name: 'Day' }).inputValue()
  await panel.getByRole('button', { name: 'Cancel' }).click()
  const workspace = await desk.openWorkspace('Ben Okafor')

  await workspace.page.getByRole('button', { name: 'New appointment' }).click()

  await expect(workspace.page.getByRole('dialog').getByRole('textbox', { name: 'Day' })).toHaveValue(day)
  await workspace.close()
})

test('R10.4 every page and every tab stands where it was after F5, and Back goes to the one before', async () => {
  const { page } = desk
  await desk.goTo('Today')
  for (const name of ['Calendar', 'Patients', 'Smart Forms', 'Inbox', 'Outbox', 'Settings'] as const) {
    await desk.goTo(name)
    await page.reload()
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
  }
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'Outbox', level: 1 })).toBeVisible()

  const workspace = await desk.openWorkspace('Ben Okafor')
  await workspace.tab('History')
  await workspace.page.reload()
  await expect(workspace.page.getByRole('tab', { name: 'History', selected: true })).toBeVisible()
  await expect(workspace.page.getByRole('heading', { name: 'Ben Okafor', level: 1 })).toBeVisible()
  await workspace.close()
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

test('R10.4 a visit that is cancelled with the mouse takes the focus along, and the page stays where it was', async () => {
  const { page } = desk
  await desk.goTo('Today')
  await desk.hasSettled()
  const visit = page.getByRole('region', { name: 'Next' }).getByRole('listitem').nth(2)
  const id = (await visit.getAttribute('data-visit')) ?? ''
  const list = page.getByRole('region', { name: 'Next' }).locator('../..')
  const scrolled = () => list.evaluate((element) => element.scrollTop)
  const before = await scrolled()

  await visit.getByRole('button', { name: /change status/ }).click()
  await page.getByRole('menuitem', { name: 'Cancel appointment' }).click()

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

  await expect(page.getByRole('menu')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toHaveCount(0)
})

test('R10.3 what was being typed about a patient is there again after the lock, for the same person', async () => {
  const { page } = desk
  await desk.goTo('Patients')
  await page.getByLabel('Search patients').fill('Grace')
  await page.getByRole('button', { name: /^Change details of Grace/ }).click()
  await page.getByRole('dialog').getByLabel('Telephone').fill('604 555 0177')
  const second = await page.context().newPage()
  await second.goto(house.deskUrl())
  await second.getByRole('navigation', { name: 'Front Desk' }).getByRole('button', { name: 'Marta Silva' }).click()
  await second.getByRole('menuitem', { name: /^Lock/ }).click()
  await second.close()

  await expect(page.getByRole('dialog')).toHaveCount(0)
  await desk.signIn(house.admin)
  await expect(page.getByRole('dialog').getByLabel('Telephone')).toHaveValue('604 555 0177')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByLabel('Search patients').fill('Grace')
  await expect(page.getByRole('row').filter({ hasText: 'Grace' }).first()).toContainText('604 555 0177')
})

test('a double click adds one patient and says so once, and a visit that is over is told to nobody', async () => {
  const { page } = desk
  await desk.goTo('Patients')
  await page.getByRole('button', { name: 'Add patient' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Given name').fill('Quillon')
  await form.getByLabel('Family name').fill('Abernethy')
  await form.getByLabel('E-mail').fill('quillon@example.com')
  await form.getByRole('button', { name: 'Add patient' }).dblclick()
  await expect(form).toBeHidden()
  await expect(page.getByText('Quillon Abernethy added')).toHaveCount(1)

  await desk.goTo('Calendar')
  await page.keyboard.press('n')
  const panel = page.getByRole('complementary', { name: 'New appointment' })
  await panel.getByRole('textbox', { name: 'Day' }).fill('1 January 2020')
  await panel.getByRole('textbox', { name: 'Time' }).fill('10:00')
  await expect(panel.getByText('This time has passed')).toBeVisible()
  await expect(panel.getByRole('button', { name: 'Save and Send' })).toBeDisabled()
  await desk.discardBooking()
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
  await expect(panel.getByRole('option')).toHaveCount(0)
  const service = panel.getByRole('combobox', { name: 'Service' })
  await expect(service).toBeFocused()
  await page.keyboard.type('massage')
  await expect(page.getByRole('option')).toHaveText(['Massage 60'])
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

test('R6.4 “Save” stays “Save” where the time is taken: overbooked, and nobody is written to', async () => {
  const { page } = desk
  const visit = {
    patient: 'Ben Okafor',
    practitioner: 'Rosa Díaz',
    service: 'Massage 60',
    time: '10:00',
    daysAhead: 41,
  }
  await desk.book(visit)
  await desk.goTo('Outbox')
  await desk.hasSettled()
  const mails = await page.getByRole('main').getByRole('listitem').count()

  await desk.fillBooking(visit)
  const panel = page.getByRole('complementary', { name: 'New appointment' })
  await expect(panel.getByRole('checkbox', { name: 'Tell the patient' })).toBeChecked()
  await panel.getByRole('button', { name: 'Save', exact: true }).click()
  await panel.getByLabel('Reason to overbook').fill('A twin')
  await panel.getByRole('button', { name: 'Overbook' }).click()
  await expect(panel).toBeHidden()

  await desk.goTo('Outbox')
  await desk.hasSettled()
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(mails)
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
