import { expect, test, type Page } from '@playwright/test'
import type { FrontDesk } from './support/frontDesk.ts'
import type { House } from './support/house.ts'
import { openDesk } from './support/openDesk.ts'
import { linkIn } from './support/links.ts'
import { Phone } from './support/phone.ts'

/** On a slow network an Access Link's page is there before its keys: what a person does in between counts. */
let house: House
let desk: FrontDesk

test.beforeAll(async ({ browser }, testInfo) => {
  ;({ house, desk } = await openDesk(browser, testInfo))
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

/** Holds back the part of the script that opens envelopes. @returns lets it arrive */
async function holdKeys(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route('**/assets/vault-*.js', async (route) => {
    await promise
    await route.continue()
  })
  return resolve
}

async function accessLinkFor(givenName: string, email: string): Promise<string> {
  const fullName = `${givenName} Ferreira`
  await desk.addPatient({ givenName, familyName: 'Ferreira', fullName, birthOn: '1988-07-19' })
  const workspace = await desk.openWorkspace(fullName)
  await workspace.requestAccessCode()
  await workspace.sendAccessLink(email)
  await workspace.close()
  return linkIn((await house.smtp.nextTo(email)).text)
}

test('R4.7 a password chosen and sent before the keys are there registers once they are', async ({ browser }) => {
  const link = await accessLinkFor('Inês', 'ines@example.com')
  const phone = await Phone.open(browser)
  const letKeysArrive = await holdKeys(phone.page)

  await phone.goto(link)
  await expect(phone.heading(/^Hello$/)).toBeVisible()
  await phone.choosePassword('thistle-anchor-plum-8', 'Open my records')
  await expect(phone.page.getByRole('button', { name: 'Opening…' })).toHaveAttribute('aria-disabled', 'true')
  letKeysArrive()

  await expect(phone.heading('Your records')).toBeVisible()
  await phone.page.getByRole('button', { name: 'Your login' }).click()
  await expect(phone.page.getByText('ines@example.com')).toBeVisible()
  await phone.close()
})

test('R4.7 the e-mail fills itself in without moving anything, and never over one that was begun', async ({
  browser,
}) => {
  const link = await accessLinkFor('Joana', 'joana@example.com')
  const phone = await Phone.open(browser)
  const email = phone.page.getByLabel('E-mail')
  const letKeysArrive = await holdKeys(phone.page)

  await phone.goto(link)
  await expect(email).toHaveValue('')
  const before = await email.boundingBox()
  letKeysArrive()
  await expect(email).toHaveValue('joana@example.com')
  expect(await email.boundingBox()).toEqual(before)
  await phone.close()

  const other = await Phone.open(browser)
  const typed = other.page.getByLabel('E-mail')
  const letTheirKeysArrive = await holdKeys(other.page)
  await other.goto(link)
  await typed.fill('jo@work.exam')
  letTheirKeysArrive()
  await expect(other.heading('Hello Joana')).toBeVisible()
  await expect(typed).toHaveValue('jo@work.exam')
  await other.close()
})
