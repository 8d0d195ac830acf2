import { createRouterClient } from '@orpc/server'
import { expect, test, type Page } from '@playwright/test'
import { demoClinic } from '../../scripts/demo/clinic.ts'
import { DAY, Instant, toInstant } from '../../src/shared/domain/time.ts'
import { dayOf } from '../../src/shared/domain/zone.ts'
import { pseudoText } from '../../src/shared/language/pseudo.ts'
import { HeldWire } from './support/heldWire.ts'
import { openHouse, type House } from './support/house.ts'
import { ana, ben } from './support/people.ts'
import { fillClinic } from './support/pseudoDesk.ts'
import { PseudoHands } from './support/pseudoHands.ts'
import { overlappingParts } from './support/rowParts.ts'

/**
 * The screens of the desk in the pseudo-language: text that stands in no catalogue stays plain and is found, and words
 * half as long again as the English ones still have their place, on a large screen and on a small one.
 */
const TABS = ['Overview', 'Appointments', 'Smart Forms', 'Treatment Plans', 'Medical Access Code', 'History']

let house: House
let hands: PseudoHands
let page: Page
const wire = new HeldWire()

test.beforeAll(async ({ browser }, testInfo) => {
  test.setTimeout(240_000)
  house = await openHouse(testInfo.project.metadata, 60)
  await fillClinic(browser, house)
  hands = await PseudoHands.open(browser, house, wire)
  page = hands.page
})

test.afterAll(async () => {
  await hands.close()
  await house.close()
})

test('Today, its menus, Ctrl+K and what the rail opens', async () => {
  expect(await page.locator('html').getAttribute('lang')).toBe('en-XA')
  await hands.look('today')
  for (const width of [1440, 1024, 720, 360]) {
    await page.setViewportSize({ width, height: 900 })
    expect.soft(await overlappingParts(page), `a row of Today at ${width} pixels`).toEqual([])
  }

  await page.getByRole('main').locator('[aria-haspopup=menu]').first().click()
  await hands.look('today-status')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await expect(hands.dialog()).toBeVisible()
  await hands.look('palette')
  await page.keyboard.type('benedek')
  await expect(hands.dialog().locator('[data-action]').first()).toBeVisible()
  await hands.look('palette-found')
  await hands.closes()
  await page.getByRole('navigation').getByRole('button').last().click()
  await hands.look('person-menu')
  await page.keyboard.press('Escape')
  await page.getByRole('navigation').getByRole('button').first().click()
  await hands.look('synchronisation')
  await page.keyboard.press('Escape')
  await page.setViewportSize({ width: 1440, height: 900 })
  for (const calls of ['today', 'withoutReminder']) {
    await page.goto(new URL(`/today?calls=${calls}`, house.deskUrl()).href)
    await expect(page.getByRole('main').getByRole('checkbox').first()).toBeVisible()
    await hands.look(`call-list-${calls}`)
  }
})

test('the calendar, its picker, a visit and a booking', async () => {
  await hands.goTo('/calendar')
  await hands.look('calendar')

  await page.getByTitle(pseudoText('Print and save')).click()
  await hands.look('calendar-more')
  await page.getByRole('menuitem').last().click()
  await expect(hands.dialog()).toBeVisible()
  await hands.look('calendar-file')
  await hands.closes()
  await page.getByTitle(pseudoText('Pick a day')).click()
  await hands.look('calendar-days')
  await page.getByRole('button', { name: pseudoText('Pick a month') }).click()
  await hands.look('calendar-months')
  await page.getByTitle(pseudoText('Pick a day')).click()
  await page.locator('.day-grid-block').first().click()
  await hands.look('calendar-visit')
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('n')
  await expect(hands.booking()).toBeVisible()
  await hands.button('Save').click()
  await hands.look('booking-lacks')
  await hands.booking().getByRole('textbox').first().fill(ben.fullName)
  await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible()
  await hands.look('booking-patients')
  await page.getByRole('listbox').getByRole('option').first().click()
  await hands.look('booking')
  await hands.button('Cancel').click()
  await hands.look('discard')
  await hands.button('Discard').click()
  await expect(hands.booking()).toHaveCount(0)
})

test('R6.2 the calendar of a day on which nobody marked what had been', async () => {
  const { db } = house.core().context
  const { starts_at: last } = await db
    .selectFrom('appointment')
    .select('starts_at')
    .where('ends_at', '<', toInstant(Date.now() - DAY))
    .orderBy('starts_at', 'desc')
    .executeTakeFirstOrThrow()
  await db.updateTable('appointment').set({ status: 'booked' }).where('ends_at', '<=', last).execute()
  const day = dayOf(Instant.parse(last), demoClinic.timeZone)

  await page.goto(new URL(`/calendar/${day}`, house.deskUrl()).href)

  await expect(page.locator('.status-booked .day-grid-standing').first()).toBeVisible()
  await hands.look('calendar-over')
})

test('patients, and the form', async () => {
  await hands.goTo('/patients')
  await hands.look('patients')

  await page.keyboard.press('Control+a')
  await page.keyboard.type('zzzz')
  await expect(page.getByRole('row')).toHaveCount(0)
  await hands.look('patients-none')
  await hands.button('Add patient').click()
  await hands.dialog().locator('[type=submit]').click()
  await hands.look('patient-form')
  await hands.closes()
})

test('Smart Forms, a preview and sending one', async () => {
  await hands.goTo('/smart-forms')
  await hands.look('smart-forms')

  await page.getByRole('main').getByRole('listitem').first().getByRole('button').first().click()
  await hands.look('form-preview')
  await hands.closes()
  await hands.button('Send a Smart Form').click()
  // The field that has the focus shows its list; it closes where one clicks beside it.
  await hands.dialog().getByRole('heading').click()
  await hands.dialog().locator('[type=submit]').click()
  await hands.look('send-forms')
  await hands.closes()
})

test('every kind of inbox item', async () => {
  await hands.goTo('/inbox')
  await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible()
  const items = await page.getByRole('main').getByRole('list').first().getByRole('listitem').getByRole('button').all()
  for (const [index, item] of items.entries()) {
    await item.click()
    await hands.look(`inbox-${index}`)
  }
  await page.getByRole('switch').check({ force: true })
  await hands.look('inbox-settled')
})

test('the outbox and the settings', async () => {
  await hands.goTo('/outbox')
  await hands.look('outbox')

  const pages = [
    'clinic',
    'services/new',
    'hours',
    'online-booking',
    'email',
    'security',
    'recovery',
    'recovery?sheet=check',
    'server',
    'appearance',
    'about',
  ]
  for (const name of [...pages, 'connection']) {
    await hands.goToSettings(name)
    await hands.look(`settings-${name.replace('/', '-')}`)
  }
  await hands.button('Connect to another online service').click()
  await page.getByRole('button', { name: pseudoText('Connect'), exact: true }).click()
  await hands.look('settings-connect')
})

test('every tab of the Patient Workspace', async () => {
  const id = await hands.patientId(ben.familyName)
  for (const tab of TABS) {
    await hands.openTab(id, tab)
    await hands.look(`workspace ${tab}`)
  }
  const troubled = await hands.patientId(ana.familyName)
  await hands.openTab(troubled, 'Overview')
  await hands.look('workspace trouble')
  await hands.openTab(troubled, 'Medical Access Code')
  await hands.look('workspace e-mail that came back')
  await page.goto(new URL(`/workspace/${troubled.replaceAll(/\w/g, '0')}`, house.deskUrl()).href)
  await hands.look('workspace of nobody')
})

test('the dialogs of the Patient Workspace', async () => {
  const id = await hands.patientId(ben.familyName)
  await hands.openTab(id, 'Smart Forms')
  await page.getByRole('tabpanel').getByRole('listitem').first().getByRole('button').click()
  await hands.look('workspace-answers')

  await hands.openTab(id, 'Medical Access Code')
  await hands.button('Read it out').click()
  await hands.look('access-spelling')
  for (const [name, opened] of [
    ['Send Access Link', 'access-send'],
    ['Print slip', 'access-slip'],
    ['Revoke', 'access-revoke'],
  ] as const) {
    await hands.button(name).click()
    await expect(hands.dialog()).toBeVisible()
    await hands.look(opened)
    await hands.closes()
  }
  await page.getByRole('tabpanel').locator('[aria-haspopup=menu]').first().click()
  await hands.look('holder-menu')
  await page.getByRole('menuitem').last().click()
  await hands.dialog().locator('[type=submit]').click()
  await hands.look('holder-revoke')
  await hands.closes()
  await hands.button('See as patient').click()
  await expect(hands.dialog()).toBeVisible()
  await hands.look('see-as')
  await hands.closes()
  await hands.button('New appointment').click()
  await expect(hands.dialog()).toBeVisible()
  await hands.look('workspace-booking')
  // The field that has the focus shows its list; it closes where one clicks beside it.
  await hands.dialog().getByRole('heading').first().click()
  await hands.closes()
})

test('what two people changed differently at once', async () => {
  const id = await hands.patientId(ben.familyName)
  const core = house.core()
  const other = createRouterClient(core.router, { context: { station: core.openStation('Room 2') } })
  await other.session.signIn(house.admin)
  hands.knows('Room 2', `${ana.plan.text} ${ben.fullName}`)

  await hands.openTab(id, 'Overview')
  await hands.button('Edit').click()
  await hands.dialog().getByRole('textbox').nth(3).fill('604 555 0199')
  const { version: seenVersion } = await other.patients.get({ patientId: id })
  await other.patients.change({ id, seenVersion, changes: { phone: null } })
  await hands.dialog().locator('[type=submit]').click()
  await expect(hands.dialog().getByRole('radio').first()).toBeVisible()
  await hands.look('conflict-patient')
  // Back to what was typed first, then out of it.
  await page.keyboard.press('Escape')
  await expect(hands.dialog().getByRole('radio')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await hands.button('Discard').click()
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await hands.openTab(id, 'Treatment Plans')
  const [plan] = await other.plans.list({ patientId: id })
  if (!plan) throw new Error('There is no plan')
  const text = page.getByRole('textbox').last()
  await expect(text).toHaveValue(plan.draft)
  wire.hold()
  await other.plans.saveDraft({ id: plan.id, patientId: id, seenVersion: plan.draftVersion, text: plan.title })
  await text.fill(`${ana.plan.text} ${ben.fullName}`)
  wire.release()
  await expect(page.getByRole('alert').first()).toBeVisible()
  await hands.look('conflict-plan')

  await hands.goToSettings('email')
  const days = page.getByLabel(pseudoText('Days that an Access Link works'))
  await days.fill('9')
  const { version } = await other.settings.get()
  await other.settings.save({ seenVersion: version, changes: { accessDays: 12 } })
  await hands.button('Save').click()
  await expect(hands.dialog().getByRole('radio').first()).toBeVisible()
  await hands.look('conflict-settings')
  await hands.closes()
  await hands.goToSettings('security')
  await hands.button('Check now').click()
  await hands.look('settings-history')
})
