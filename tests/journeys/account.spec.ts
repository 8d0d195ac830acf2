import { expect, test, type Browser } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import type { FrontDesk } from './support/frontDesk.ts'
import type { House } from './support/house.ts'
import { linkIn } from './support/links.ts'
import { openDesk } from './support/openDesk.ts'
import { Phone } from './support/phone.ts'

/** A login and itself: its password, where it is signed in, and a phone that was stolen. */
let house: House
let desk: FrontDesk
let portal: string

const EMAIL = 'nadia.brandt@example.com'
const NEW_EMAIL = 'nadia@new.example.com'
const FIRST = 'walnut-harbour-quilt-4'
const SECOND = 'lantern-saffron-moss-7'
const nadia = {
  givenName: 'Nadia',
  familyName: 'Brandt',
  fullName: 'Nadia Brandt',
  birthOn: '1984-02-11',
  email: EMAIL,
}

test.beforeAll(async ({ browser }, testInfo) => {
  ;({ house, desk } = await openDesk(browser, testInfo))
  await desk.addPatient(nadia)
  const workspace = await desk.openWorkspace(nadia.fullName)
  await workspace.requestAccessCode()
  await workspace.sendAccessLink(EMAIL)
  await workspace.close()
  const link = linkIn((await house.smtp.nextTo(EMAIL)).text)
  portal = link.slice(0, link.indexOf('/open'))
  const phone = await Phone.open(browser)
  await phone.goto(link)
  await phone.choosePassword(FIRST, 'Open my records')
  await expect(phone.heading('Nadia Brandt')).toBeVisible()
  await phone.close()
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

async function signedIn(browser: Browser, password: string, email = EMAIL): Promise<Phone> {
  const phone = await Phone.open(browser)
  await phone.goto(portal)
  await phone.triesToSignIn(email, password)
  await expect(phone.heading('Nadia Brandt')).toBeVisible()
  return phone
}

async function openAccount({ page }: Phone, row: string): Promise<void> {
  await page.getByRole('button', { name: 'Your login' }).click()
  await expect(page.getByText('Signed in as')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: new RegExp(`^${row}`) }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(new RegExp(`^(Another password|${row})$`))
  await expectAccessible(page)
}

test('R4.7 another password takes the present one and no common one, and signs every other phone out', async ({
  browser,
}) => {
  const other = await signedIn(browser, FIRST)
  const phone = await signedIn(browser, FIRST)
  const { page } = phone
  await openAccount(phone, 'Password')
  const [present, wanted] = [page.getByLabel('Present password'), page.getByLabel('New password')]
  const change = page.getByRole('button', { name: 'Change the password' })

  await present.fill('what-was-it-again')
  await wanted.fill('manchester')
  await expect(page.getByText('Too easy to guess', { exact: false })).toBeVisible()
  await wanted.fill(SECOND)
  await change.click()
  await expect(page.getByText('This is not the present password.')).toBeVisible()
  await present.fill(FIRST)
  await change.click()
  await expect(phone.heading('The password is changed')).toBeVisible()
  await page.getByRole('button', { name: 'Go to your login' }).click()
  await page.reload()
  await expect(page.getByText('Signed in as')).toBeVisible()

  await other.page.reload()
  await expect(other.heading('Sign in')).toBeVisible()
  await other.triesToSignIn(EMAIL, FIRST)
  await expect(other.page.getByText('This e-mail and this password do not belong together.')).toBeVisible()
  await other.triesToSignIn(EMAIL, SECOND)
  await expect(other.heading('Nadia Brandt')).toBeVisible()
  for (const each of [phone, other]) await each.close()
})

test('R11.7 a stolen phone is ended from another and shows nothing more, without being touched', async ({
  browser,
}) => {
  const stolen = await signedIn(browser, SECOND)
  await stolen.page.clock.install()
  await stolen.page.reload()
  await expect(stolen.heading('Nadia Brandt')).toBeVisible()
  const phone = await signedIn(browser, SECOND)
  await openAccount(phone, 'Where you are signed in')

  await expect(phone.page.getByRole('listitem').filter({ hasText: 'this one' })).toHaveCount(1)
  await phone.page.getByRole('button', { name: /^End / }).first().click()
  await expect(phone.page.getByText(/is signed out\.$/)).toBeVisible()
  await stolen.page.clock.fastForward(30_000)

  await expect(stolen.heading('Sign in')).toBeVisible()
  await expect(stolen.page.getByText('Nadia')).toHaveCount(0)
  await stolen.page.goBack()
  await expect(stolen.page.getByText('Nadia')).toHaveCount(0)
  for (const each of [stolen, phone]) await each.close()
})

test('R11.7 "Sign out everywhere" signs this phone out as well', async ({ browser }) => {
  const other = await signedIn(browser, SECOND)
  const phone = await signedIn(browser, SECOND)
  await openAccount(phone, 'Where you are signed in')

  await phone.page.getByRole('button', { name: 'Sign out everywhere' }).click()

  await expect(phone.page.getByText('You are signed out.')).toBeVisible()
  await other.page.reload()
  await expect(other.heading('Sign in')).toBeVisible()
  for (const each of [phone, other]) await each.close()
})

test('R8.4, R5.3 a patient proposes changes, the desk takes one and leaves one, and both are seen; who has access is said', async ({
  browser,
}) => {
  const phone = await signedIn(browser, SECOND)
  const { page } = phone
  await openAccount(phone, 'Who has access')
  await expect(page.getByRole('listitem').filter({ hasText: `${EMAIL} (you)` })).toContainText('everything')
  await page.getByRole('button', { name: 'Back', exact: true }).click()
  await openAccount(phone, 'Details')
  await expect(page.getByText('11 February 1984')).toBeVisible()
  await page.getByRole('button', { name: 'Propose a change' }).click()
  await page.getByLabel('Telephone').fill('604')
  await page.getByLabel('Family name').fill('Brandt-Lang')
  await page.getByRole('button', { name: 'Send to the clinic' }).click()
  await expect(page.getByText('The telephone number is not complete.')).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('Telephone').fill('604 555 0199')
  await page.getByRole('button', { name: 'Send to the clinic' }).click()
  await expect(phone.heading('Sent to the clinic')).toBeVisible()

  await desk.seesInInbox(`Change of details proposed: ${EMAIL}`, nadia.fullName)
  await desk.page.getByRole('main').getByRole('listitem').getByText('Change of details proposed').first().click()
  const reading = desk.page.getByRole('article')
  await reading.getByRole('checkbox', { name: 'Take: Family name' }).press('Space')
  await expectAccessible(desk.page)
  await reading.getByRole('button', { name: 'Take 1 detail and settle' }).press('Enter')
  await expect(desk.page.getByText('Settled. The patient sees what was taken.')).toBeVisible()
  await desk.seesSyncStatus(/Synchronised/)

  await page.goto(`${portal}/profile`)
  const taken = page.getByText('Taken by the clinic')
  await expect(async () => {
    await page.reload()
    await expect(taken).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await expect(page.getByText('Not taken', { exact: false })).toBeVisible()
  await expect(page.getByText('604 555 0199').first()).toBeVisible()
  await phone.close()
})

test('R4.7 a passkey opens the records without the password, with what its authenticator derives', async ({
  browser,
}) => {
  const phone = await Phone.open(browser)
  const { page } = phone
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal', hasResidentKey: true },
      ...{ hasUserVerification: true, isUserVerified: true, hasPrf: true, automaticPresenceSimulation: true },
    },
  })
  // A passkey is of a name, and of no number.
  const named = portal.replace('127.0.0.1', 'localhost')
  await phone.goto(named)
  await phone.triesToSignIn(EMAIL, SECOND)
  await expect(phone.heading('Nadia Brandt')).toBeVisible()
  await phone.goto(`${named}/passkeys`)
  await page.getByRole('button', { name: 'Use a passkey on this device' }).click()
  await expect(page.getByText('This device now opens the login without its password.')).toBeVisible()
  await expectAccessible(page)
  await phone.goto(`${named}/account`)
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page.getByText('You are signed out.')).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()

  await expect(phone.heading('Nadia Brandt')).toBeVisible()
  await phone.close()
})

test('R4.8 another e-mail address opens the login once its mailbox is read: the desk shows it, and the former one is told', async ({
  browser,
}) => {
  const other = await signedIn(browser, SECOND)
  const phone = await signedIn(browser, SECOND)
  const { page } = phone
  await openAccount(phone, 'E-mail address')
  await page.getByLabel('New e-mail address').fill(NEW_EMAIL)
  await page.getByLabel('Present password').fill('what-was-it-again')
  await page.getByRole('button', { name: 'Send the confirmation' }).click()
  await expect(page.getByText('This is not the present password.')).toBeVisible()
  await page.getByLabel('Present password').fill(SECOND)
  await page.getByRole('button', { name: 'Send the confirmation' }).click()
  await expect(phone.heading('An e-mail is on its way')).toBeVisible()
  const { text } = await house.smtp.nextTo(NEW_EMAIL)
  await phone.close()

  const mailbox = await Phone.open(browser)
  await mailbox.goto(/https?:\/\/\S+\/email#[\w-]+/.exec(text)?.[0] ?? '')
  await expect(mailbox.heading('Sign in')).toBeVisible()
  expect(mailbox.page.url()).not.toContain('#')
  await mailbox.triesToSignIn(EMAIL, SECOND)
  await expect(mailbox.page.getByText(NEW_EMAIL)).toBeVisible()
  await expectAccessible(mailbox.page)
  await mailbox.page.getByLabel('Present password').fill(SECOND)
  await mailbox.page.getByRole('button', { name: 'Sign in with this address' }).click()
  await expect(mailbox.heading('The address is changed')).toBeVisible()
  await mailbox.page.reload()
  await expect(mailbox.heading('E-mail address')).toBeVisible()
  await expect(mailbox.page.getByText(NEW_EMAIL)).toBeVisible()

  expect((await house.smtp.nextTo(EMAIL)).subject).toContain('Your login has another e-mail address')
  await other.page.reload()
  await expect(other.heading('Sign in')).toBeVisible()
  await other.triesToSignIn(EMAIL, SECOND)
  await expect(other.page.getByText('This e-mail and this password do not belong together.')).toBeVisible()
  await other.triesToSignIn(NEW_EMAIL, SECOND)
  await expect(other.heading('Nadia Brandt')).toBeVisible()
  await desk.seesInInbox(`Login has another address: ${NEW_EMAIL}`, nadia.fullName)
  for (const each of [mailbox, other]) await each.close()
})

test('R3.5 a login is deleted by its holder: it opens nothing more, and the desk is told', async ({ browser }) => {
  const phone = await signedIn(browser, SECOND, NEW_EMAIL)
  const { page } = phone
  await openAccount(phone, 'Delete my login')
  await page.getByLabel('Present password').fill(SECOND)
  await page.getByRole('button', { name: 'Delete my login' }).click()
  await expect(page.getByText('The login is deleted.', { exact: false })).toBeVisible()
  await phone.triesToSignIn(NEW_EMAIL, SECOND)
  await expect(page.getByText('This e-mail and this password do not belong together.')).toBeVisible()
  await desk.seesInInbox(`Login deleted by its holder: ${NEW_EMAIL}`, nadia.fullName)
  await phone.close()
})

test('R4.7 without JavaScript the page says what it needs', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()

  await page.goto(portal)

  await expect(page.locator('noscript')).toBeVisible()
  expect(await page.locator('noscript').textContent()).toContain('needs JavaScript')
  await context.close()
})
