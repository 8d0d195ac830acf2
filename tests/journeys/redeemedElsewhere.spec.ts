import { expect, test } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import type { FrontDesk } from './support/frontDesk.ts'
import type { House } from './support/house.ts'
import { openDesk } from './support/openDesk.ts'
import { linkIn } from './support/links.ts'
import { Phone } from './support/phone.ts'

/** An invitation that comes to somebody else's mailbox than the one that it is redeemed as. */
let house: House
let desk: FrontDesk

test.beforeAll(async ({ browser }, testInfo) => {
  ;({ house, desk } = await openDesk(browser, testInfo))
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

test('R4.8 an Access Link redeemed as somebody else says both in the Inbox and beside the holder, and is ended there', async ({
  browser,
}) => {
  const patient = { givenName: 'Ilse', familyName: 'Otterbein', fullName: 'Ilse Otterbein', birthOn: '1961-05-30' }
  await desk.addPatient(patient)
  const workspace = await desk.openWorkspace(patient.fullName)
  await workspace.requestAccessCode()
  await workspace.sendAccessLink('ilse@example.com')
  const phone = await Phone.open(browser)
  await phone.goto(linkIn((await house.smtp.nextTo('ilse@example.com')).text))
  await phone.page.getByRole('textbox', { name: 'E-mail' }).fill('sam.the.son@example.com')
  await phone.choosePassword('walnut-harbour-quilt-4', 'Open my records')
  await expect(phone.heading('Your records')).toBeVisible()
  const said = 'Redeemed as sam.the.son@example.com, sent to ilse@example.com'

  await workspace.tab('Medical Access Code')
  const holder = workspace.page.getByRole('listitem').filter({ hasText: 'since' })
  await expect(holder).toContainText(said)
  await expectAccessible(workspace.page)
  await desk.seesInInbox('Redeemed: sam.the.son@example.com, sent to ilse@example.com', patient.fullName)
  const item = desk.page.getByRole('main').getByRole('listitem').getByRole('button').first()
  await item.press('Enter')
  const reading = desk.page.getByRole('article')
  await expect(reading.getByText(said)).toBeVisible()
  await expectAccessible(desk.page)
  await reading.getByRole('button', { name: 'Revoke access…' }).press('Enter')
  const dialog = desk.page.getByRole('dialog')
  await dialog.getByLabel('Reason').fill('Redeemed by the wrong person')
  await dialog.getByRole('button', { name: 'Revoke access' }).press('Enter')

  await expect(reading.getByText('The access that came of it has ended.')).toBeVisible()
  await expect(item).toBeFocused()
  await reading.getByRole('button', { name: 'Settle' }).press('Enter')
  await expect(desk.page.getByRole('main')).toBeFocused()
  await expect(holder).toHaveCount(0)
  await phone.close()
  await workspace.close()
})

test('R4.8 so does “Take me to my forms”, which is ended beside its holder', async ({ browser }) => {
  const patient = {
    ...{ givenName: 'Odile', familyName: 'Marchetti', fullName: 'Odile Marchetti', birthOn: '1954-09-02' },
    email: 'odile.marchetti@example.com',
  }
  await desk.addPatient(patient)
  await desk.book({
    ...{ patient: patient.fullName, service: 'Physiotherapy', practitioner: 'Lena Park', daysAhead: 3, time: '10:00' },
    ...{ form: 'New patient intake', send: true },
  })
  const phone = await Phone.open(browser)
  await phone.goto(linkIn((await house.smtp.nextTo(patient.email)).text))
  await phone.page.getByRole('textbox', { name: 'E-mail' }).fill('neighbour@example.com')
  await phone.choosePassword('saffron-lantern-moss-7', 'Go to my forms')
  await phone.leavesFirstQuestion()
  await expect(phone.heading(/thing to do/)).toBeVisible()

  const workspace = await desk.openWorkspace(patient.fullName)
  await workspace.tab('Medical Access Code')
  const holder = workspace.page.getByRole('listitem').filter({ hasText: 'Limited' })
  await expect(holder).toContainText('Redeemed as neighbour@example.com, sent to odile.marchetti@example.com')
  await holder.getByRole('button', { name: 'Revoke access…' }).press('Enter')
  const dialog = workspace.page.getByRole('dialog')
  await dialog.getByLabel('Reason').fill('Redeemed by the wrong person')
  await dialog.getByRole('button', { name: 'Revoke access' }).press('Enter')

  await expect(holder).toHaveCount(0)
  await expect(workspace.page.locator(':focus')).toHaveCount(1)
  await phone.close()
  await workspace.close()
})
