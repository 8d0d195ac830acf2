import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { expect, test, type Page } from '@playwright/test'
import { builtFiles } from '../../scripts/build.ts'
import { createBrowserHost } from '../../src/main/browserHost/createBrowserHost.ts'
import { createCore } from '../../src/main/core/createCore.ts'
import { PatientId } from '../../src/shared/domain/ids.ts'
import { pseudoText } from '../../src/shared/language/pseudo.ts'
import { clinicTexts } from './support/clinicTexts.ts'
import { HeldWire } from './support/heldWire.ts'
import { openHouse, type House } from './support/house.ts'
import { ana, ben } from './support/people.ts'
import { fillClinic, lookAt, openPseudoDesk } from './support/pseudoDesk.ts'
import { overlappingParts } from './support/rowParts.ts'

/**
 * Every screen of the desk in the pseudo-language: text that stands in no catalogue stays plain and is found, and words
 * half as long again as the English ones still have their place, on a large screen and on a small one.
 */
const TABS = ['Overview', 'Appointments', 'Smart Forms', 'Treatment Plans', 'Medical Access Code', 'History']

let house: House
let texts: readonly string[]
let page: Page
const wire = new HeldWire()

test.beforeAll(async ({ browser }, testInfo) => {
  test.setTimeout(240_000)
  house = await openHouse(testInfo.project.metadata, 60)
  await fillClinic(browser, house)
  texts = await clinicTexts(house)
  page = await openPseudoDesk(browser, house.deskUrl(), wire)
})

test.afterAll(async () => {
  await page.context().close()
  await house.close()
})

const look = (name: string, where = page) => lookAt(where, name, texts)
const button = (name: string) => page.getByRole('button', { name: pseudoText(name), exact: true }).first()
const booking = () => page.locator('[aria-labelledby=booking-title]')
const dialog = () => page.getByRole('dialog').last()
const closes = async () => {
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}
const goTo = async (path: string) => {
  await page.goto(new URL('/', house.deskUrl()).href)
  await page.getByRole('navigation').locator(`a[href="${path}"]`).click()
  await expect(page).toHaveURL((url) => url.pathname === path)
}
const goToSettings = async (name: string) => {
  await page.goto(new URL(`/settings/${name}`, house.deskUrl()).href)
  await expect(page.getByRole('main').getByRole('heading', { level: 2 }).first()).toBeVisible()
}
const openTab = async (patient: string, tab: string) => {
  await page.goto(new URL(`/workspace/${patient}`, house.deskUrl()).href)
  await page.getByRole('tab', { name: pseudoText(tab) }).click()
}

test('Today, its menus, Ctrl+K and what the rail opens', async () => {
  expect(await page.locator('html').getAttribute('lang')).toBe('en-XA')
  await look('today')
  for (const width of [1440, 1024, 720, 360]) {
    await page.setViewportSize({ width, height: 900 })
    expect.soft(await overlappingParts(page), `a row of Today at ${width} pixels`).toEqual([])
  }

  await page.getByRole('main').locator('[aria-haspopup=menu]').first().click()
  await look('today-status')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await expect(dialog()).toBeVisible()
  await look('palette')
  await page.keyboard.type('benedek')
  await expect(dialog().locator('[data-action]').first()).toBeVisible()
  await look('palette-found')
  await closes()
  await page.getByRole('navigation').getByRole('button').last().click()
  await look('person-menu')
  await page.keyboard.press('Escape')
  await page.getByRole('navigation').getByRole('button').first().click()
  await look('synchronisation')
  await page.keyboard.press('Escape')
})

test('the calendar, its picker, a visit and a booking', async () => {
  await goTo('/calendar')
  await look('calendar')

  await page.getByTitle(pseudoText('Pick a day')).click()
  await look('calendar-days')
  await page.getByRole('button', { name: pseudoText('Pick a month') }).click()
  await look('calendar-months')
  await page.getByTitle(pseudoText('Pick a day')).click()
  await page.locator('.day-grid-block').first().click()
  await look('calendar-visit')
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('n')
  await expect(booking()).toBeVisible()
  await button('Save').click()
  await look('booking-lacks')
  await booking().getByRole('textbox').first().fill(ben.fullName)
  await expect(page.getByRole('option').first()).toBeVisible()
  await look('booking-patients')
  await page.getByRole('option').first().click()
  await look('booking')
  await button('Cancel').click()
  await look('discard')
  await button('Discard').click()
  await expect(booking()).toHaveCount(0)
})

test('patients, and the form', async () => {
  await goTo('/patients')
  await look('patients')

  await page.keyboard.press('Control+a')
  await page.keyboard.type('zzzz')
  await expect(page.getByRole('row')).toHaveCount(0)
  await look('patients-none')
  await button('Add patient').click()
  await dialog().locator('[type=submit]').click()
  await look('patient-form')
  await closes()
})

test('Smart Forms, a preview and sending one', async () => {
  await goTo('/smart-forms')
  await look('smart-forms')

  await page.getByRole('main').getByRole('listitem').first().getByRole('button').first().click()
  await look('form-preview')
  await closes()
  await button('Send a Smart Form').click()
  // The field that has the focus shows its list; it closes where one clicks beside it.
  await dialog().getByRole('heading').click()
  await dialog().locator('[type=submit]').click()
  await look('send-forms')
  await closes()
})

test('every kind of inbox item', async () => {
  await goTo('/inbox')
  await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible()
  const items = await page.getByRole('main').getByRole('list').first().getByRole('listitem').getByRole('button').all()
  for (const [index, item] of items.entries()) {
    await item.click()
    await look(`inbox-${index}`)
  }
  await page.getByRole('switch').check({ force: true })
  await look('inbox-settled')
})

test('the outbox and the settings', async () => {
  await goTo('/outbox')
  await look('outbox')

  const pages = [
    'clinic',
    'services/new',
    'hours',
    'email',
    'security',
    'recovery',
    'recovery?sheet=check',
    'appearance',
  ]
  for (const name of [...pages, 'connection']) {
    await goToSettings(name)
    await look(`settings-${name.replace('/', '-')}`)
  }
  await button('Connect to another online service').click()
  await page.getByRole('button', { name: pseudoText('Connect'), exact: true }).click()
  await look('settings-connect')
})

test('every tab of the Patient Workspace', async () => {
  const id = await patientId(ben.familyName)
  for (const tab of TABS) {
    await openTab(id, tab)
    await look(`workspace ${tab}`)
  }
  const troubled = await patientId(ana.familyName)
  await openTab(troubled, 'Overview')
  await look('workspace trouble')
  await openTab(troubled, 'Medical Access Code')
  await look('workspace e-mail that came back')
  await page.goto(new URL(`/workspace/${troubled.replaceAll(/\w/g, '0')}`, house.deskUrl()).href)
  await look('workspace of nobody')
})

test('the dialogs of the Patient Workspace', async () => {
  const id = await patientId(ben.familyName)
  await openTab(id, 'Smart Forms')
  await page.getByRole('tabpanel').getByRole('listitem').first().getByRole('button').click()
  await look('workspace-answers')

  await openTab(id, 'Medical Access Code')
  await button('Read it out').click()
  await look('access-spelling')
  for (const [name, opened] of [
    ['Send Access Link', 'access-send'],
    ['Print slip', 'access-slip'],
    ['Revoke', 'access-revoke'],
  ] as const) {
    await button(name).click()
    await expect(dialog()).toBeVisible()
    await look(opened)
    await closes()
  }
  await page.getByRole('tabpanel').locator('[aria-haspopup=menu]').first().click()
  await look('holder-menu')
  await page.getByRole('menuitem').last().click()
  await dialog().locator('[type=submit]').click()
  await look('holder-revoke')
  await closes()
  await button('See as patient').click()
  await expect(dialog()).toBeVisible()
  await look('see-as')
  await closes()
  await button('New appointment').click()
  await expect(dialog()).toBeVisible()
  await look('workspace-booking')
  // The field that has the focus shows its list; it closes where one clicks beside it.
  await dialog().getByRole('heading').first().click()
  await closes()
})

test('what two people changed differently at once', async () => {
  const id = PatientId.parse(await patientId(ben.familyName))
  const core = house.core()
  const other = createRouterClient(core.router, { context: { station: core.openStation('Room 2') } })
  await other.session.signIn(house.admin)
  texts = [...texts, 'Room 2', `${ana.plan.text} ${ben.fullName}`]

  await openTab(id, 'Overview')
  await button('Edit').click()
  await dialog().getByRole('textbox').nth(3).fill('604 555 0199')
  const { version: seenVersion } = await other.patients.get({ patientId: id })
  await other.patients.change({ id, seenVersion, changes: { phone: null } })
  await dialog().locator('[type=submit]').click()
  await expect(dialog().getByRole('radio').first()).toBeVisible()
  await look('conflict-patient')
  // Back to what was typed first, then out of it.
  await page.keyboard.press('Escape')
  await expect(dialog().getByRole('radio')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await button('Discard').click()
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await openTab(id, 'Treatment Plans')
  const [plan] = await other.plans.list({ patientId: id })
  if (!plan) throw new Error('There is no plan')
  const text = page.getByRole('textbox').last()
  await expect(text).toHaveValue(plan.draft)
  wire.hold()
  await other.plans.saveDraft({ id: plan.id, patientId: id, seenVersion: plan.draftVersion, text: plan.title })
  await text.fill(`${ana.plan.text} ${ben.fullName}`)
  wire.release()
  await expect(page.getByRole('alert').first()).toBeVisible()
  await look('conflict-plan')

  await goToSettings('email')
  const days = page.getByLabel(pseudoText('Days that an Access Link works'))
  await days.fill('9')
  const { version } = await other.settings.get()
  await other.settings.save({ seenVersion: version, changes: { accessDays: 12 } })
  await button('Save').click()
  await expect(dialog().getByRole('radio').first()).toBeVisible()
  await look('conflict-settings')
  await closes()
  await goToSettings('security')
  await button('Check now').click()
  await look('settings-history')
})

test('staff, one’s own account, and what an admin gives anew', async () => {
  await goToSettings('staff?staff=new')
  await page.getByRole('complementary').locator('[type=submit]').click()
  await look('staff-new-lacks')
  await page.goto(new URL('/settings/staff', house.deskUrl()).href)
  await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible()
  await look('staff')
  await page.getByRole('main').locator('li button', { hasText: 'Amir Lee' }).click()
  await look('staff-account')
  await button('Deactivate').click()
  await expect(dialog().getByRole('listitem').first()).toBeVisible()
  await look('staff-deactivate')
  await closes()
  await button('New one-time code').click()
  await look('staff-code-asked')
  await dialog().locator('[type=submit]').click()
  const code = await dialog().getByRole('group').innerText()
  texts = [...texts, ...code.split('-')]
  await look('staff-code')
  await closes()

  await page.goto(new URL('/account', house.deskUrl()).href)
  await button('Change password').click()
  await look('account-lacks')
  await button('Set up').click()
  await dialog().getByRole('textbox').fill(house.admin.password)
  await dialog().locator('[type=submit]').click()
  const key = await dialog()
    .locator('p', { hasText: /^([A-Z2-7]{4} ){7}/ })
    .innerText()
  texts = [...texts, ...key.split(' ')]
  await look('account-second-factor')
  await closes()

  await page.getByRole('navigation').getByRole('button').last().click()
  await page.getByRole('menuitem', { name: pseudoText('Sign out') }).click()
  await page.locator('input[type=email]').fill('amir.lee@harbourstreet.example')
  await page.locator('input[type=password]').fill(code)
  await page.locator('[type=submit]').click()
  await expect(page.locator('input[autocomplete=new-password]')).toBeVisible()
  await page.locator('[type=submit]').click()
  await look('sign-in-choose-password')
  await page.locator('input[autocomplete=new-password]').fill('four purple walruses')
  await page.locator('[type=submit]').click()
  await expect(page.getByRole('navigation').first()).toBeVisible()
  await page.goto(new URL('/settings/staff', house.deskUrl()).href)
  await expect(page.getByRole('link', { name: pseudoText('Back to Today') })).toBeVisible()
  await look('not-for-this-role')
})

test('the locked screen, and signing in', async () => {
  await page.goto(new URL('/', house.deskUrl()).href)
  await page.getByRole('navigation').getByRole('button').last().click()
  await page.getByRole('menuitem', { name: pseudoText('Lock now') }).click()
  await expect(page.locator('input[type=password]')).toBeVisible()
  await look('locked')

  await page.locator('[type=submit]').click()
  await look('sign-in-lacks')
  await page.locator('input[type=email]').fill(house.admin.email)
  await page.locator('input[type=password]').fill('something else')
  await page.locator('[type=submit]').click()
  await expect(page.getByRole('alert')).not.toBeEmpty()
  await look('sign-in-wrong')
})

test('the first run', async ({ browser }) => {
  const folder = join(house.folder, 'first-run')
  await mkdir(folder)
  const core = await createCore({ ...house.coreOptions(), file: join(folder, 'clinic.db') })
  const host = await createBrowserHost({
    serving: core,
    rendererFiles: builtFiles.renderer,
    port: 0,
    stationNames: ['Front desk'],
  })
  const first = await openPseudoDesk(browser, host.stations.map(({ url }) => url).join())
  await first.locator('[type=submit]').click()
  await look('first-run', first)
  await first.context().close()
  await host.close()
  await core.close()
})

async function patientId(familyName: string): Promise<string> {
  const { db } = house.core().context
  const row = await db
    .selectFrom('patient')
    .select('id')
    .where('family_name', '=', familyName)
    .executeTakeFirstOrThrow()
  return row.id
}
