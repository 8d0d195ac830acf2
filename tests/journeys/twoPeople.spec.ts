import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { FrontDesk } from './support/frontDesk.ts'
import { HeldWire } from './support/heldWire.ts'
import { openHouse, type House } from './support/house.ts'
import { waitsInInbox } from './support/inbox.ts'
import { brokenLayout } from './support/pseudo.ts'

/**
 * Two people at two stations of one clinic: Marta at the front desk, Dr Lee in Room 1. What one does the other sees; and
 * where both change the same, nobody's change is overwritten unseen (R10.6, R10.7).
 */
let house: House
let marta: FrontDesk
let lee: FrontDesk
const wire = new HeldWire()

const silva = { givenName: 'Ingeborg', familyName: 'Thistlewood', fullName: 'Ingeborg Thistlewood' }

test.beforeAll(async ({ browser }, testInfo) => {
  house = await openHouse(testInfo.project.metadata, 60)
  house.setMorning()
  marta = await FrontDesk.open(browser, house)
  await marta.signIn(house.admin)
  lee = await FrontDesk.open(browser, house, house.secondDeskUrl(), wire)
  await lee.signIn({ ...house.admin, email: 'amir.lee@harbourstreet.example' })
  await marta.addPatient({ ...silva, phone: '604 555 0101', email: 'ingeborg@example.com' })
})

test.afterAll(async () => {
  await marta.close()
  await lee.close()
  await house.close()
})

async function opensDetails(desk: FrontDesk) {
  await desk.search(silva.fullName)
  await desk.page.getByRole('button', { name: `Change details of ${silva.fullName}` }).click()
  const form = desk.page.getByRole('dialog', { name: 'Change details' })
  await expect(form.getByLabel('Telephone')).toBeVisible()
  return form
}

test('R10.6 each signs in at a station of their own, and what one does is on the other’s screen', async () => {
  await lee.goTo('Patients')
  await lee.page.getByLabel('Search patients').fill('Wilhelmina')
  await expect(lee.page.getByText('0 found')).toBeVisible()

  await marta.addPatient({ givenName: 'Wilhelmina', familyName: 'Oxenford', fullName: 'Wilhelmina Oxenford' })

  await expect(lee.page.getByRole('row').filter({ hasText: 'Wilhelmina Oxenford' })).toBeVisible()
  await expect(lee.page.getByRole('button', { name: 'Amir Lee' })).toBeVisible()
})

test('R10.7 what only one of both changed is kept from both without asking', async () => {
  const hers = await opensDetails(marta)
  const his = await opensDetails(lee)
  await his.getByLabel('Telephone').fill('604 555 0202')
  await his.getByRole('button', { name: 'Save' }).click()
  await expect(his).toBeHidden()

  await hers.getByLabel('E-mail').fill('thistlewood@example.com')
  await hers.getByRole('button', { name: 'Save' }).click()
  await expect(hers).toBeHidden()

  for (const { page } of [marta, lee]) {
    const row = page.getByRole('row').filter({ hasText: silva.fullName })
    await expect(row).toContainText('604 555 0202')
    await expect(row).toContainText('thistlewood@example.com')
  }
})

test('R10.7 where both changed the same, both values are shown and the person chooses, by keyboard alone', async () => {
  const { page } = marta
  const hers = await opensDetails(marta)
  const his = await opensDetails(lee)
  await his.getByLabel('Telephone').fill('604 555 0303')
  await his.getByLabel('Given name').fill('Inge')
  await his.getByRole('button', { name: 'Save' }).click()
  await expect(his).toBeHidden()

  await hers.getByLabel('E-mail').fill('inge@example.com')
  await hers.getByLabel('Telephone').fill('604 555 0404')
  await hers.getByLabel('Telephone').press('Enter')

  const asked = page.getByRole('dialog', { name: /^Amir Lee changed the details of/ })
  await expect(asked).toContainText('was 604 555 0202')
  await expect(asked).toContainText('Kept from both without asking: Given name (Amir Lee), E-mail (yours)')
  await expectAccessible(page)
  for (const width of [1440, 1024, 360]) {
    await page.setViewportSize({ width, height: 800 })
    const box = await asked.boundingBox()
    expect(box && box.x >= 0 && box.x + box.width <= width, `inside ${width} px`).toBe(true)
    expect(
      (await brokenLayout(page)).filter((line) => !line.startsWith('the page scrolls')),
      `${width} px`,
    ).toEqual([])
  }
  await page.setViewportSize({ width: 1440, height: 900 })

  await page.keyboard.press('Control+Enter')
  await expect(asked.getByText('Choose one of each.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(hers.getByLabel('Telephone')).toHaveValue('604 555 0404')
  await hers.getByLabel('Telephone').press('Enter')
  await expect(asked).toBeVisible()
  await expect(asked.getByRole('radio').first()).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Control+Enter')
  await expect(asked).toBeHidden()

  await lee.page.getByLabel('Search patients').fill('Thistlewood')
  const row = lee.page.getByRole('row').filter({ hasText: 'Inge Thistlewood' })
  await expect(row).toContainText('604 555 0404')
  await expect(row).toContainText('inge@example.com')
})

test('R10.7 a plan that both write shows both texts, and keeps nothing of either unseen', async () => {
  const hers = await marta.openWorkspace('Ben Okafor')
  await hers.publishPlan('Shoulder', 'Rest for a week.')
  const his = await lee.openWorkspace('Ben Okafor')
  await his.tab('Treatment Plans')
  await his.page.getByRole('button', { name: /^Shoulder/ }).click()
  const text = (page: Page) => page.getByLabel('Text of the plan')
  await expect(text(his.page)).toHaveValue('Rest for a week.')
  await text(his.page).fill('Rest for two weeks.')
  await expect(text(hers.page)).toHaveValue('Rest for two weeks.')

  wire.hold()
  await text(hers.page).fill('Swim, twice a week.')
  await expect(hers.page.getByRole('status').getByText(/^Saved/)).toBeVisible()
  await text(his.page).fill('Rest for three weeks.')
  await expect(text(his.page)).toHaveValue('Rest for three weeks.')
  wire.release()

  const asked = his.page.getByRole('alert').filter({ hasText: 'Marta Silva wrote in this plan' })
  await expect(asked).toContainText('Swim, twice a week.')
  await his.page.screenshot({ path: 'test-results/twoPeople/plan.png' })
  await expect(his.page.getByRole('button', { name: /^Publish/ })).toBeDisabled()
  await his.tab('Overview')
  await his.tab('Treatment Plans')
  await expect(text(his.page)).toHaveValue('Rest for three weeks.')
  await text(hers.page).fill('Swim, three times a week.')
  const still = his.page.getByRole('alert').filter({ hasText: 'wrote in this plan' })
  await expect(still).toContainText('Swim, three times a week.')
  await still.getByRole('button', { name: 'Keep mine' }).click()
  await expect(still).toBeHidden()
  await expect(text(his.page)).toBeFocused()
  await expect(text(hers.page)).toHaveValue('Rest for three weeks.')
  await hers.close()
  await his.close()
})

test('R10.7 a visit whose status both set stays as the other set it until the person chooses', async () => {
  await marta.goTo('Today')
  await lee.goTo('Today')
  const next = lee.page.getByRole('region', { name: 'Next' }).getByRole('listitem').filter({ hasText: 'Confirmed' })
  const name = await next.first().getByRole('button').first().innerText()
  const status = (desk: FrontDesk, label: string) =>
    desk.page.getByRole('button', { name: `${label}: change status of ${name}` })
  await expect(status(lee, 'Confirmed')).toBeVisible()
  wire.hold()
  await status(marta, 'Confirmed').click()
  await marta.page.getByRole('menuitem', { name: 'Start session' }).click()
  await expect(status(marta, 'In session')).toBeVisible()

  await status(lee, 'Confirmed').click()
  await lee.page.getByRole('menuitem', { name: 'Mark as no-show' }).click()
  wire.release()

  const asked = lee.page.getByRole('alert').filter({ hasText: `Marta Silva set ${name} to “In session” meanwhile` })
  await expect(asked).toBeVisible()
  await lee.page.screenshot({ path: 'test-results/twoPeople/status.png' })
  await asked.getByRole('button', { name: 'Mark as no-show' }).click()
  await expect(status(marta, 'No-show')).toBeVisible()
})

test('R10.7 settings that are being typed are not taken away by what somebody else saves', async ({ browser }) => {
  const second = await FrontDesk.open(browser, house, house.secondDeskUrl())
  await lee.signOut('Amir Lee')
  await second.signIn(house.admin)
  await marta.goToSettings('E-mail')
  await second.goToSettings('E-mail')
  await marta.page.getByLabel('Days that an Access Link works').fill('9')

  await second.page.getByLabel('Days that an Access Link works').fill('12')
  await second.page.getByLabel('Seconds to undo an e-mail').fill('30')
  await second.page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(second.page.getByText('Settings saved')).toBeVisible()

  await expect(marta.page.getByLabel('Days that an Access Link works')).toHaveValue('9')
  await marta.page.getByRole('button', { name: 'Save', exact: true }).click()
  const asked = marta.page.getByRole('dialog', { name: /changed the settings while you were typing/ })
  await asked.getByRole('radio', { name: /Yours, not saved/ }).check()
  await asked.getByRole('button', { name: 'Save as chosen' }).click()

  await expect(second.page.getByLabel('Days that an Access Link works')).toHaveValue('9')
  await expect(marta.page.getByLabel('Seconds to undo an e-mail')).toHaveValue('30')
  await second.close()
})

test('R10.6 what one reads in the Inbox stays while the other settles it, and “Settle” never comes to mean the next', async () => {
  for (const email of ['one@example.com', 'two@example.com']) await waitsInInbox(house, { kind: 'unproven', email })
  await marta.goTo('Inbox')
  await lee.goTo('Inbox')
  const reading = (desk: FrontDesk) => desk.page.getByRole('article')
  for (const desk of [marta, lee]) {
    await desk.page.getByRole('main').getByRole('listitem').filter({ hasText: 'one@example.com' }).click()
    await expect(reading(desk)).toContainText('one@example.com')
  }

  await reading(marta)
    .getByRole('button', { name: /^Settle/ })
    .click()
  await expect(reading(marta)).toContainText('two@example.com')
  await expect(reading(lee)).toContainText('Settled meanwhile')
  await expect(reading(lee)).toContainText('one@example.com')
  await lee.page.keyboard.press('e')
  await expect(reading(lee).getByRole('button', { name: /^Settle/ })).toHaveCount(0)
  await expect(marta.page.getByRole('main').getByRole('listitem').filter({ hasText: 'two@example.com' })).toBeVisible()
})

test('a chart that is open turns to the tab that the Front Desk asks for, and keeps what is being typed in it', async () => {
  const ben = await house
    .core()
    .context.db.selectFrom('patient')
    .select('id')
    .where('family_name', '=', 'Okafor')
    .executeTakeFirstOrThrow()
  const request = { kind: 'request', email: 'ben@example.com', isReadable: true, message: null } as const
  await waitsInInbox(house, request, ben.id)
  house.core().context.changes.publish('inbox')
  const chart = await marta.openWorkspace('Ben Okafor')
  await chart.page.getByRole('button', { name: 'Edit' }).first().click()
  await chart.page.getByRole('dialog').getByLabel('Telephone').fill('604 555 0188')

  await marta.goTo('Inbox')
  await marta.page.getByRole('main').getByRole('listitem').filter({ hasText: 'ben@example.com' }).first().click()
  await marta.page.getByRole('article').getByRole('region').getByRole('button').click()

  await expect(chart.page.getByRole('tab', { name: 'Medical Access Code', includeHidden: true })).toHaveAttribute(
    'aria-selected',
    'true',
  )
  await expect(chart.page.getByRole('dialog').getByLabel('Telephone')).toHaveValue('604 555 0188')
  await chart.close()
})
