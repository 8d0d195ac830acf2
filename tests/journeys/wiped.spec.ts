import { expect, test } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { whereCanariesStand } from './support/canaries.ts'
import type { FrontDesk, NewPatient } from './support/frontDesk.ts'
import type { House } from './support/house.ts'
import { linkIn, portalOf } from './support/links.ts'
import { openDesk } from './support/openDesk.ts'
import { ana, ben, inviteeWithoutLogin } from './support/people.ts'
import { Phone } from './support/phone.ts'

/** Story F of the portal: the endpoint is wiped by the clinic, and rebuilt from the desk (R11.1). */
let house: House
let desk: FrontDesk

test.beforeAll(async ({ browser }, testInfo) => {
  ;({ house, desk } = await openDesk(browser, testInfo))
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

/** A patient with a plan, to whom an Access Link is sent. */
async function invite(person: NewPatient & { readonly email: string }): Promise<string> {
  await desk.addPatient(person)
  const workspace = await desk.openWorkspace(person.fullName)
  await workspace.publishPlan(ana.plan.title, ana.plan.text)
  await workspace.requestAccessCode()
  await workspace.sendAccessLink(person.email)
  await workspace.close()
  return linkIn((await house.smtp.nextTo(person.email)).text)
}

test('F. Wiped and rebuilt, every login that is left works as before, and what was ended is gone (R11.1, R3.5)', async ({
  browser,
}) => {
  const [anas, bens, ottolines] = [await Phone.open(browser), await Phone.open(browser), await Phone.open(browser)]
  for (const [phone, person] of [
    [anas, ana],
    [bens, ben],
  ] as const) {
    await phone.goto(await invite(person))
    await phone.choosePassword(person.password, 'Open my records')
    await expect(phone.heading(/^Hello/)).toBeVisible()
  }
  const ottolinesLink = await invite(inviteeWithoutLogin)
  const workspace = await desk.openWorkspace(ben.fullName)
  await workspace.revokeHolder(ben.email, 'The telephone was lost')
  await workspace.close()
  await house.exchanged()
  expect(await house.loginsAtEndpoint()).toEqual([ana.email, ben.email])

  await desk.goToSettings('What the server knows')
  await desk.page.getByRole('button', { name: 'Wipe and rebuild' }).press('Enter')
  const asked = desk.page.getByRole('dialog', { name: 'Wipe and rebuild the online service?' })
  await expect(asked.getByText(/Links in e-mails go on working/)).toBeVisible()
  await expectAccessible(desk.page)
  await asked.getByRole('button', { name: 'Wipe and rebuild' }).press('Enter')
  await expect(asked).toBeHidden()
  await house.exchanged()
  await house.exchanged()
  await expect(desk.page.getByText(/still to be sent|waits for the online service/)).toHaveCount(0)

  expect(await house.loginsAtEndpoint()).toEqual([ana.email])
  await anas.page.reload()
  await anas.readsPlan(ana.plan.title, ana.plan.text)
  await bens.page.reload()
  await expect(bens.page.getByText(ana.plan.title)).toHaveCount(0)
  await bens.page.goto(portalOf(bens.page.url()))
  await bens.triesToSignIn(ben.email, ben.password)
  await expect(bens.page.getByText('This e-mail and this password do not belong together.')).toBeVisible()
  const another = await Phone.open(browser)
  await another.goto(portalOf(anas.page.url()))
  await another.triesToSignIn(ana.email, ana.password)
  await another.readsPlan(ana.plan.title, ana.plan.text)
  await ottolines.goto(ottolinesLink)
  await ottolines.choosePassword(inviteeWithoutLogin.password, 'Open my records')
  await ottolines.readsPlan(ana.plan.title, ana.plan.text)
  for (const phone of [anas, bens, ottolines, another]) await phone.close()

  await desk.goToSettings('Security')
  await expect(desk.page.getByText('The online service wiped, to be rebuilt')).toBeVisible()
  await house.stopEndpoint()
  const words = [ana, ben, inviteeWithoutLogin].flatMap((each) => [each.givenName, each.familyName, each.phone])
  expect(await whereCanariesStand(house.endpointFiles(), [...words, ana.plan.title, ana.plan.text])).toEqual([])
})
