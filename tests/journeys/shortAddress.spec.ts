import { expect, test } from '@playwright/test'
import { makeIdentity } from '../../src/shared/envelope/seal.ts'
import { expectAccessible } from './support/accessible.ts'
import type { FrontDesk } from './support/frontDesk.ts'
import type { House } from './support/house.ts'
import { openDesk } from './support/openDesk.ts'
import { Phone } from './support/phone.ts'
import { replaceClinicKey } from './support/tampering.ts'

/** The telephone rings: a page and a code are said, and typed at the other end (R4.5). */
let house: House
let desk: FrontDesk

test.beforeAll(async ({ browser }, testInfo) => {
  ;({ house, desk } = await openDesk(browser, testInfo))
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

const PATIENT = { givenName: 'Klara', familyName: 'Novotná', fullName: 'Klara Novotná', birthOn: '1979-12-24' }

test('R4.5 a clinic chooses a name, says its short address and a code, and both open the records', async ({
  browser,
}) => {
  await desk.goTo('Settings')
  const name = desk.page.getByLabel('Name of the clinic’s page')
  const use = desk.page.getByRole('button', { name: 'Use this name' })
  await expect(use).toBeVisible()
  await expect(desk.page.getByText('/… Letters, digits and hyphens.', { exact: false })).toBeVisible()
  await name.fill('api')
  await use.click()
  await expect(desk.page.getByText('This name is kept for the online service.', { exact: false })).toBeVisible()
  await name.fill('Harbour Street')
  await name.press('Enter')
  await expect(desk.page.getByText('In use.', { exact: false })).toBeVisible()
  await expect(name).toHaveValue('harbour-street')
  await expectAccessible(desk.page)
  await desk.addPatient(PATIENT)
  const workspace = await desk.openWorkspace(PATIENT.fullName)
  await workspace.requestAccessCode()
  await desk.seesSyncStatus(/Synchronised/)

  await workspace.page.getByRole('button', { name: 'Read it out' }).press('Enter')
  const said = workspace.page.getByText('First the page:', { exact: false })
  await expect(said).toContainText('/harbour-street')
  await expectAccessible(workspace.page)
  const code = await workspace.code()
  const page = ((await said.textContent()) ?? '').replace('First the page:', '').trim()
  await workspace.page.getByRole('button', { name: 'Print slip' }).press('Enter')
  await expect(workspace.page.getByRole('dialog')).toContainText(page)
  await workspace.page.keyboard.press('Escape')

  const phone = await Phone.open(browser)
  // As it is typed on a telephone: the first letter large.
  await phone.goto(page.replace('/harbour', '/Harbour'))
  await expect(phone.heading('Open with a code')).toBeVisible()
  await expectAccessible(phone.page)
  await expect(phone.page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  await phone.entersCode(code, { day: '24', month: '12', year: '1979' })
  await expect(phone.heading('Hello Klara')).toBeVisible()
  await phone.page.getByRole('textbox', { name: 'E-mail' }).fill('klara@example.com')
  await phone.choosePassword('orchid-ferry-lamp-31', 'Open my records')
  await expect(phone.heading('Your records')).toBeVisible()

  await phone.goto(page.replace('harbour-street', 'harbor-street'))
  await expect(phone.page.getByText('No clinic has the address “harbor-street”.', { exact: false })).toBeVisible()
  await phone.close()
  await workspace.close()
})

test('R11.5 a short address that leads to a clinic with another key opens nothing by a code', async ({ browser }) => {
  const patient = { ...PATIENT, givenName: 'Ludmila', fullName: 'Ludmila Novotná' }
  await desk.addPatient(patient)
  const workspace = await desk.openWorkspace(patient.fullName)
  await workspace.requestAccessCode()
  await desk.seesSyncStatus(/Synchronised/)
  const code = await workspace.code()
  const portal = (await house.codePage()).replace(/\/c\/.*$/, '')
  const putBack = await replaceClinicKey(house, (await makeIdentity()).recipient)

  const phone = await Phone.open(browser)
  await phone.goto(`${portal}/harbour-street`)
  await phone.entersCode(code, { day: '24', month: '12', year: '1979' })

  await expect(phone.heading('This does not come from the clinic')).toBeVisible()
  await expect(phone.page.getByLabel('Choose a password')).toHaveCount(0)
  await putBack()
  await phone.close()
  await workspace.close()
})
