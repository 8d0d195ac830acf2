import { expect, test } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import type { FrontDesk } from './support/frontDesk.ts'
import type { House } from './support/house.ts'
import { linkIn } from './support/links.ts'
import { openDesk } from './support/openDesk.ts'
import { Phone } from './support/phone.ts'

/** A password that nobody remembers, and somebody else who says so. */
let house: House
let desk: FrontDesk

test.beforeAll(async ({ browser }, testInfo) => {
  ;({ house, desk } = await openDesk(browser, testInfo))
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

const EMAIL = 'nadia.brandt@example.com'
const FIRST = 'walnut-harbour-quilt-4'
const SECOND = 'lantern-saffron-moss-7'
const nadia = { givenName: 'Nadia', familyName: 'Brandt', fullName: 'Nadia Brandt', birthOn: '1984-02-11' }
const tom = { givenName: 'Tom', familyName: 'Brandt', fullName: 'Tom Brandt', birthOn: '2019-07-03' }

async function accessLink(fullName: string): Promise<string> {
  const workspace = await desk.openWorkspace(fullName)
  await workspace.requestAccessCode()
  await workspace.sendAccessLink(EMAIL)
  await workspace.close()
  return linkIn((await house.smtp.nextTo(EMAIL)).text)
}

test('R4.7, R4.8 a lost password is renewed by a new Access Link, and taken back where it was somebody else', async ({
  browser,
}) => {
  for (const person of [nadia, tom]) await desk.addPatient({ ...person, email: EMAIL })
  const phone = await Phone.open(browser)
  await phone.goto(await accessLink(nadia.fullName))
  await phone.choosePassword(FIRST, 'Open my records')
  await expect(phone.heading('Your records')).toBeVisible()
  await phone.goto(await accessLink(tom.fullName))
  await phone.page.getByRole('button', { name: 'Add Tom' }).click()
  await expect(phone.page.getByText('Tom is now in your login.')).toBeVisible()

  const other = await Phone.open(browser)
  await other.goto(await accessLink(nadia.fullName))
  await other.signInAtInvitation(EMAIL, 'what-was-it-again')
  await expect(other.page.getByText('This e-mail and this password do not belong together.')).toBeVisible()
  await other.page.getByRole('button', { name: 'I have forgotten my password' }).click()
  await expect(other.heading('A new password')).toBeVisible()
  await expectAccessible(other.page)
  const email = other.page.getByRole('textbox', { name: 'E-mail' })
  await email.fill('somebody.else@example.com')
  await other.page.getByLabel('Choose a new password').fill(SECOND)
  await other.page.getByRole('button', { name: 'Open my records' }).click()
  await expect(other.page.getByText('the address that it was sent to, and of no other', { exact: false })).toBeVisible()
  await email.fill(EMAIL)
  await other.page.getByRole('button', { name: 'Open my records' }).click()
  await expect(other.page.getByText('The new password works from now on.', { exact: false })).toBeVisible()
  await expect(other.heading('Your records')).toBeVisible()

  await phone.page.reload()
  await phone.triesToSignIn(EMAIL, FIRST)
  await expect(phone.page.getByText('This e-mail and this password do not belong together.')).toBeVisible()

  await desk.seesInInbox(`Lost password renewed: ${EMAIL}`, nadia.fullName)
  await desk.page.getByRole('main').getByRole('listitem').getByText(`Lost password renewed: ${EMAIL}`).first().click()
  const reading = desk.page.getByRole('article')
  await expect(reading.getByText('Tom Brandt', { exact: true })).toBeVisible()
  await expectAccessible(desk.page)
  const workspace = await desk.openWorkspace(tom.fullName)
  await workspace.tab('Medical Access Code')
  await expect(workspace.page.getByRole('listitem').filter({ hasText: 'Suspended' })).toContainText(EMAIL)
  await expectAccessible(workspace.page)

  await desk.goTo('Inbox')
  await reading.getByRole('button', { name: 'It was not them…' }).press('Enter')
  const dialog = desk.page.getByRole('dialog')
  await expectAccessible(desk.page)
  await dialog.getByRole('button', { name: 'Put the login back' }).press('Enter')
  await expect(desk.page.getByText('The login is put back.')).toBeVisible()
  await expect(reading.getByText('Redeemed:', { exact: false })).toBeVisible()
  await expect(desk.page.getByText('Settled meanwhile')).toHaveCount(0)
  await workspace.seesHolder(EMAIL, 'Full')
  await desk.seesSyncStatus(/Synchronised/)

  await other.page.reload()
  await expect(other.heading('Sign in')).toBeVisible()
  await other.triesToSignIn(EMAIL, SECOND)
  await expect(other.page.getByText('This e-mail and this password do not belong together.')).toBeVisible()
  await phone.triesToSignIn(EMAIL, FIRST)
  await expect(phone.page.getByText('Tom').first()).toBeVisible()
  for (const each of [phone, other, workspace]) await each.close()
})
