import { expect, test } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { badBlocks } from './support/dayBlocks.ts'
import { FrontDesk } from './support/frontDesk.ts'
import { openHouse, type House } from './support/house.ts'
import { brokenLayout } from './support/pseudo.ts'

/** Every screen of the desk as the demo fills it: for people who cannot see it well, at every width, and after F5. */
const PAGES = ['Today', 'Calendar', 'Patients', 'Smart Forms', 'Inbox', 'Outbox', 'Settings'] as const
const TABS = [
  'Overview',
  'Appointments',
  'Smart Forms',
  'Treatment Plans',
  'Medical Access Code',
  'Family',
  'History',
] as const
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

test('R10.3 what was being typed about a patient is there again after the lock, for the same person', async () => {
  const { page } = desk
  await desk.search('Grace')
  await page.getByRole('button', { name: /^Change details of Grace/ }).click()
  await page.getByRole('dialog').getByLabel('Telephone').fill('604 555 0177')
  const second = await page.context().newPage()
  await second.goto(house.deskUrl())
  await second.getByRole('navigation', { name: 'Front Desk' }).getByRole('button', { name: 'Marta Silva' }).click()
  await second.getByRole('menuitem', { name: /^Lock/ }).click()
  await second.close()

  await expect(page.getByRole('dialog')).toHaveCount(0)
  // Whoever was here has a password to type, and nothing else.
  await expect(page.getByRole('textbox', { name: 'E-mail' })).toHaveValue(house.admin.email)
  await expect(page.getByRole('textbox', { name: 'Password' })).toBeFocused()
  await page.keyboard.type(house.admin.password)
  await page.keyboard.press('Enter')
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
  await expect(panel.getByRole('button', { name: 'Save', exact: true })).toBeVisible()
  await expect(panel.getByRole('button', { name: 'Save and Send' })).toHaveCount(0)
  await desk.discardBooking()
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
