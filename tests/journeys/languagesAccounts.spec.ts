import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { builtFiles } from '../../scripts/build.ts'
import { createBrowserHost } from '../../src/main/browserHost/createBrowserHost.ts'
import { createCore } from '../../src/main/core/createCore.ts'
import { pseudoText } from '../../src/shared/language/pseudo.ts'
import { FrontDesk } from './support/frontDesk.ts'
import { openHouse, type House } from './support/house.ts'
import { openPseudoDesk } from './support/pseudoDesk.ts'
import { PseudoHands } from './support/pseudoHands.ts'

/** The screens of accounts and of coming in, in the pseudo-language: staff, signing in, the lock and the first run. */
let house: House
let hands: PseudoHands
let page: Page

test.beforeAll(async ({ browser }, testInfo) => {
  house = await openHouse(testInfo.project.metadata, 60)
  const desk = await FrontDesk.open(browser, house)
  await desk.signIn(house.admin)
  await desk.close()
  hands = await PseudoHands.open(browser, house)
  page = hands.page
})

test.afterAll(async () => {
  await hands.close()
  await house.close()
})

test('staff, one’s own account, and what an admin gives anew', async () => {
  await hands.goToSettings('staff?staff=new')
  await page.getByRole('complementary').locator('[type=submit]').click()
  await hands.look('staff-new-lacks')
  await page.goto(new URL('/settings/staff', house.deskUrl()).href)
  await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible()
  await hands.look('staff')
  await page.getByRole('main').locator('li button', { hasText: 'Amir Lee' }).click()
  await hands.look('staff-account')
  await hands.button('Deactivate').click()
  await expect(hands.dialog().getByRole('listitem').first()).toBeVisible()
  await hands.look('staff-deactivate')
  await hands.closes()
  await hands.button('New one-time code').click()
  await hands.look('staff-code-asked')
  await hands.dialog().locator('[type=submit]').click()
  const code = await hands.dialog().getByRole('group').innerText()
  hands.knows(...code.split('-'))
  await hands.look('staff-code')
  await hands.closes()

  await page.goto(new URL('/account', house.deskUrl()).href)
  await hands.button('Change password').click()
  await hands.look('account-lacks')
  await hands.button('Set up').click()
  await hands.dialog().getByRole('textbox').fill(house.admin.password)
  await hands.dialog().locator('[type=submit]').click()
  const key = await hands
    .dialog()
    .locator('p', { hasText: /^([A-Z2-7]{4} ){7}/ })
    .innerText()
  hands.knows(...key.split(' '))
  await hands.look('account-second-factor')
  await hands.closes()

  await page.getByRole('navigation').getByRole('button').last().click()
  await page.getByRole('menuitem', { name: pseudoText('Sign out') }).click()
  await page.locator('input[type=email]').fill('amir.lee@harbourstreet.example')
  await page.locator('input[type=password]').fill(code)
  await page.locator('[type=submit]').click()
  await expect(page.locator('input[autocomplete=new-password]')).toBeVisible()
  await page.locator('[type=submit]').click()
  await hands.look('sign-in-choose-password')
  await page.locator('input[autocomplete=new-password]').fill('four purple walruses')
  await page.locator('[type=submit]').click()
  await expect(page.getByRole('navigation').first()).toBeVisible()
  await page.goto(new URL('/settings/staff', house.deskUrl()).href)
  await expect(page.getByRole('link', { name: pseudoText('Back to Today') })).toBeVisible()
  await hands.look('not-for-this-role')
})

test('the locked screen, and signing in', async () => {
  await page.goto(new URL('/', house.deskUrl()).href)
  await page.getByRole('navigation').getByRole('button').last().click()
  await page.getByRole('menuitem', { name: pseudoText('Lock now') }).click()
  await expect(page.locator('input[type=password]')).toBeVisible()
  await hands.look('locked')

  await page.locator('[type=submit]').click()
  await hands.look('sign-in-lacks')
  await page.locator('input[type=email]').fill(house.admin.email)
  await page.locator('input[type=password]').fill('something else')
  await page.locator('[type=submit]').click()
  await expect(page.getByRole('alert')).not.toBeEmpty()
  await hands.look('sign-in-wrong')
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
  await hands.look('first-run', first)
  const typed = await first.locator('form input:not([type=hidden])').all()
  const answers = ['Quay Clinic', '', '', '', 'Ines Roy', 'ines@quay.example', 'a first password']
  for (const [at, text] of answers.entries()) if (text !== '') await typed[at]?.fill(text)
  hands.knows(...answers)
  await first.locator('[type=submit]').click()
  for (const step of ['staff', 'services', 'hours', 'connection', 'email', 'recovery', 'ready']) {
    await expect(first.getByRole('heading', { level: 1 })).toBeVisible()
    await first.goto(new URL(`/set-up/${step}`, first.url()).href)
    await expect(first.getByRole('heading', { level: 1 })).toBeVisible()
    await hands.look(`first-run-${step}`, first)
  }
  await first.context().close()
  await host.close()
  await core.close()
})
