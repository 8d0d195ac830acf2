import { expect, test } from '@playwright/test'
import { demoFrontDesk, demoPassword } from '../../scripts/demo/clinic.ts'
import { expectAccessible } from './support/accessible.ts'
import { FrontDesk } from './support/frontDesk.ts'
import { openHouse, type House } from './support/house.ts'
import { account, opensAccount } from './support/staffAccount.ts'

/** What each role may, and who keeps the roles: Marta at one station, the front desk and a second admin at the other. */
let house: House
let marta: FrontDesk
let room: FrontDesk

test.beforeAll(async ({ browser }, testInfo) => {
  house = await openHouse(testInfo.project.metadata)
  marta = await FrontDesk.open(browser, house)
  await marta.signIn(house.admin)
  room = await FrontDesk.open(browser, house, house.secondDeskUrl())
  await marta.addPatient({ givenName: 'Ana', familyName: 'Ruiz', fullName: 'Ana Ruiz' })
})

test.afterAll(async () => {
  await marta.close()
  await room.close()
  await house.close()
})

test('R10.3 the front desk sees no treatment plan and no history, and is told whose they are', async () => {
  await room.signIn({ email: demoFrontDesk.email, password: demoPassword })
  await room.goTo('Patients')
  await expect(room.page.getByRole('link', { name: 'Import' })).toHaveCount(0)
  const chart = await room.openWorkspace('Ana Ruiz')
  const { page } = chart
  await expect(page.getByRole('heading', { name: 'Contact' })).toBeVisible()
  for (const name of ['Treatment Plans', 'History']) await expect(page.getByRole('tab', { name })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'See as patient' })).toHaveCount(0)
  await chart.tab('Appointments')
  await page.goto(page.url().replace('appointments', 'treatment-plans'))
  await expect(page.getByText('This page is for admins and practitioners.')).toBeVisible()
  await page.getByRole('link', { name: 'Back to the overview' }).click()
  await expect(page).toHaveURL(/\/overview$/)
  await page.close()
  await room.signOut(demoFrontDesk.name)
})

test('R10.7 two admins change one account at the same time, the later is asked; the last admin stays one', async () => {
  await room.signIn({ email: 'jun.tanaka@harbourstreet.example', password: demoPassword })
  const his = await opensAccount(room, 'Rosa Díaz')
  const hers = await opensAccount(marta, 'Rosa Díaz')
  await hers.getByLabel('Called by patients').fill('Rosa')
  await his.getByLabel('Called by patients').fill('Ms Díaz')
  await his.getByRole('button', { name: 'Save account' }).click()
  await expect(room.page.getByText('Rosa Díaz saved')).toBeVisible()

  await hers.getByRole('button', { name: 'Save account' }).click()
  const asked = marta.page.getByRole('dialog', { name: 'Jun Tanaka changed this account while you were typing' })
  await asked.getByRole('radio', { name: /Ms Díaz/ }).check()
  await asked.getByRole('button', { name: 'Save as chosen' }).click()
  await expect(hers.getByLabel('Called by patients')).toHaveValue('Ms Díaz')

  await hers.getByLabel('Called by patients').fill('Half typed')
  await marta.page
    .getByRole('region', { name: 'Staff' })
    .getByRole('button', { name: /^Jun Tanaka/ })
    .click()
  await marta.page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click()
  const tanaka = account(marta, 'Jun Tanaka')
  await tanaka.getByRole('radio', { name: 'Practitioner' }).check()
  await tanaka.getByRole('button', { name: 'Save account' }).click()
  await expect(room.page.getByText('This page is for admins.')).toBeVisible()
  const own = await opensAccount(marta, 'Marta Silva')
  await expect(own.getByText('The only admin who can get in', { exact: false })).toBeVisible()
  await expect(own.getByRole('button', { name: 'Deactivate' })).toHaveCount(0)
  await own.getByRole('radio', { name: 'Front desk' }).check()
  await own.getByRole('button', { name: 'Save account' }).click()
  await expect(own.getByText('Nobody else could administer the clinic.', { exact: false })).toBeVisible()
  await expectAccessible(marta.page)
})
