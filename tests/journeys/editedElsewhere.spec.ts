import { expect, test, type Page } from '@playwright/test'
import { FrontDesk } from './support/frontDesk.ts'
import { openHouse, type House } from './support/house.ts'

/** A form that stands open in one window while the chart changes in another (R10.7). */
let house: House
let desk: FrontDesk
let second: Page

test.beforeAll(async ({ browser }, testInfo) => {
  house = await openHouse(testInfo.project.metadata)
  desk = await FrontDesk.open(browser, house)
  await desk.signIn(house.admin)
  await desk.setUndoSeconds(0)
  second = await desk.page.context().newPage()
  await second.goto(house.deskUrl())
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

/** In the second window. */
async function changesEmail(familyName: string, email: string): Promise<void> {
  await second.getByRole('navigation', { name: 'Front Desk' }).getByRole('link', { name: 'Patients' }).click()
  await second.getByLabel('Search patients').fill(familyName)
  await expect(second).toHaveURL(({ searchParams }) => searchParams.get('q') === familyName)
  await second.getByRole('button', { name: new RegExp(`^Change details of .*${familyName}`) }).click()
  const form = second.getByRole('dialog')
  await form.getByLabel('E-mail').fill(email)
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form).toBeHidden()
}

test('R10.7 an address corrected elsewhere is not undone by the form of an e-mail that came back', async () => {
  const { page } = desk
  const hugo = { givenName: 'Hugo', familyName: 'Wrenfield', fullName: 'Hugo Wrenfield', email: 'hugo@exmaple.com' }
  house.smtp.refuse(hugo.email)
  await desk.addPatient(hugo)
  await desk.book({
    ...{ patient: hugo.fullName, service: 'Physiotherapy', practitioner: 'Lena Park', time: '9', daysAhead: 5 },
    send: true,
  })
  await desk.goTo('Inbox')
  const address = page.getByRole('textbox', { name: 'E-mail address' })
  await expect(address).toHaveValue('hugo@exmaple.com', { timeout: 30_000 })

  await changesEmail('Wrenfield', 'hugo@example.com')
  await expect(address).toHaveValue('hugo@example.com')
  await address.fill('hugo.w@example.com')
  await changesEmail('Wrenfield', 'hugo.wrenfield@example.com')
  await expect(address).toHaveValue('hugo.w@example.com')
  await page.getByRole('button', { name: 'Correct the address and send again' }).click()

  // What was typed over the older address is kept, and the newer one is too: a person decides.
  await expect(page.getByText(/changed/).first()).toBeVisible()
  await second.getByLabel('Search patients').fill('Wrenfield')
  await expect(second.getByRole('row').filter({ hasText: 'Wrenfield' }).first()).toContainText(
    'hugo.wrenfield@example.com',
  )
})

test('R10.7 where a Smart Form goes is as the chart stands now, also while the form stands open', async () => {
  const iris = { givenName: 'Iris', familyName: 'Calloway', fullName: 'Iris Calloway', email: 'iris@example.com' }
  await desk.addPatient(iris)
  const workspace = await desk.openWorkspace(iris.fullName)
  await workspace.tab('Smart Forms')
  await workspace.page.getByRole('button', { name: 'Send a Smart Form' }).first().click()
  const form = workspace.page.getByRole('dialog')
  await expect(form.getByText('Goes to iris@example.com')).toBeVisible()

  await changesEmail('Calloway', 'iris.calloway@example.com')

  await expect(form.getByText('Goes to iris.calloway@example.com')).toBeVisible()
  await workspace.close()
})

test('R10.7 a patient is changed twice in one window: the second form has what the first one saved', async () => {
  const { page } = desk
  const jonas = { givenName: 'Jonas', familyName: 'Thackeray', fullName: 'Jonas Thackeray', email: 'jonas@exmaple.com' }
  await desk.addPatient(jonas)
  await desk.search('Thackeray')
  const form = page.getByRole('dialog')
  for (const [before, after] of [
    ['jonas@exmaple.com', 'jonas@example.com'],
    ['jonas@example.com', 'jonas.t@example.com'],
  ] as const) {
    await page.getByRole('button', { name: /^Change details of Jonas/ }).click()
    await expect(form.getByLabel('E-mail')).toHaveValue(before)
    await form.getByLabel('E-mail').fill(after)
    await form.getByRole('button', { name: 'Save' }).click()
    await expect(form).toBeHidden()
  }
  await expect(page.getByRole('row').filter({ hasText: 'Thackeray' }).first()).toContainText('jonas.t@example.com')
})
