import { expect, test } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import type { FrontDesk } from './support/frontDesk.ts'
import type { House } from './support/house.ts'
import { linkIn } from './support/links.ts'
import { openDesk } from './support/openDesk.ts'
import { Phone } from './support/phone.ts'

/** Stories D and E: a family with several logins, a child who comes of age, and two charts of one person. */
let house: House
let desk: FrontDesk

test.beforeAll(async ({ browser }, testInfo) => {
  ;({ house, desk } = await openDesk(browser, testInfo))
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

const DAY = 86_400_000
const PASSWORD = 'walnut-harbour-quilt-4'
const MOTHER = 'mira.solberg@example.com'
const FATHER = 'finn.solberg@example.com'

/** Sixteen years and a few days ahead of today. */
function almostSixteen(): string {
  const day = new Date(Date.now() + 5 * DAY)
  day.setUTCFullYear(day.getUTCFullYear() - 16)
  return day.toISOString().slice(0, 10)
}

test('R3.5 two charts of one person are merged, both logins keep what they have, and it is undone the same day', async ({
  browser,
}) => {
  const old = {
    givenName: 'Petter',
    familyName: 'Aune',
    fullName: 'Petter Aune',
    birthOn: '1971-04-04',
    email: 'petter@example.com',
  }
  const kept = {
    givenName: 'Peter',
    familyName: 'Aune',
    fullName: 'Peter Aune',
    birthOn: '1971-04-05',
    email: 'p.aune@example.com',
  }
  for (const each of [old, kept]) {
    await desk.addPatient(each)
    const workspace = await desk.openWorkspace(each.fullName)
    await workspace.requestAccessCode()
    await workspace.sendAccessLink(each.email)
    const phone = await Phone.open(browser)
    await phone.goto(linkIn((await house.smtp.nextTo(each.email)).text))
    await phone.choosePassword(PASSWORD, 'Open my records')
    await expect(phone.heading('Your records')).toBeVisible()
    await phone.close()
    await workspace.seesHolder(each.email, 'Full')
    await workspace.close()
  }
  await desk.book({
    patient: old.fullName,
    service: 'Physiotherapy',
    practitioner: 'Lena Park',
    daysAhead: 3,
    time: '10:00',
    send: true,
  })
  await house.smtp.nextTo(old.email)

  const workspace = await desk.openWorkspace(kept.fullName)
  await workspace.tab('Family')
  await workspace.page.getByRole('button', { name: 'Merge with another chart…' }).click()
  const dialog = workspace.page.getByRole('dialog')
  await dialog.getByPlaceholder('Name, telephone, e-mail or birth date').fill('petter aune')
  await dialog.getByRole('option', { name: old.fullName }).click()
  await expect(dialog.getByRole('cell', { name: `${old.email} (Full)` })).toBeVisible()
  await expectAccessible(workspace.page)
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
  await expect(dialog).toBeHidden()
  const holders = workspace.page.getByRole('listitem').filter({ hasText: 'by Access Link from' })
  await expect(holders).toHaveCount(2)
  await workspace.tab('Appointments')
  await expect(workspace.page.getByText('Physiotherapy').first()).toBeVisible()

  await house.exchanged()
  const phone = await Phone.open(browser)
  await phone.goto(`${house.endpointUrl()}${new URL(await house.codePage()).pathname.replace(/\/code$/, '')}`)
  await phone.triesToSignIn(kept.email, PASSWORD)
  await phone.seesVisit('Physiotherapy')

  await workspace.tab('Family')
  await workspace.page
    .getByRole('listitem')
    .filter({ hasText: 'Petter Aune, No.' })
    .getByRole('button', { name: 'Undo' })
    .click()
  await expect(holders).toHaveCount(1)
  await expect(holders).toContainText(kept.email)
  await house.exchanged()
  await phone.page.reload()
  await expect(phone.page.getByText('Physiotherapy')).toHaveCount(0)
  await phone.close()
  await workspace.close()
})

test('R5.1, R5.2, R5.3 a family: two parents with logins of their own, three charts with one e-mail, and a child who comes of age', async ({
  browser,
}) => {
  const child = {
    givenName: 'Ida',
    familyName: 'Solberg',
    fullName: 'Ida Solberg',
    birthOn: almostSixteen(),
    email: MOTHER,
  }
  const brother = {
    givenName: 'Jon',
    familyName: 'Solberg',
    fullName: 'Jon Solberg',
    birthOn: '2020-02-02',
    email: MOTHER,
  }
  const mother = {
    givenName: 'Mira',
    familyName: 'Solberg',
    fullName: 'Mira Solberg',
    birthOn: '1984-02-11',
    email: MOTHER,
  }
  for (const each of [child, brother, mother]) await desk.addPatient(each)
  let workspace = await desk.openWorkspace(child.fullName)
  await workspace.requestAccessCode()
  await workspace.sendAccessLink(MOTHER)
  const phone = await Phone.open(browser)
  await phone.goto(linkIn((await house.smtp.nextTo(MOTHER)).text))
  await phone.choosePassword(PASSWORD, 'Open my records')
  await expect(phone.heading('Your records')).toBeVisible()
  await phone.close()

  await workspace.seesHolder(MOTHER, 'Full')
  await workspace.page.getByRole('button', { name: 'Request Access Code' }).first().click()
  await workspace.page.getByRole('button', { name: 'Send Access Link' }).first().click()
  const sending = workspace.page.getByRole('dialog')
  await sending.getByLabel('E-mail address').fill(FATHER)
  await sending.getByLabel(`Tell ${MOTHER} by e-mail`, { exact: false }).uncheck()
  await sending.getByRole('button', { name: 'Send Access Link' }).click()
  await expect(sending.getByText('A reason is needed', { exact: false })).toBeVisible()
  await expectAccessible(workspace.page)
  await sending.getByLabel('Why they are not told').fill('Agreed on the telephone')
  await sending.getByRole('button', { name: 'Send Access Link' }).click()
  await expect(sending).toBeHidden()
  const other = await Phone.open(browser)
  await other.goto(linkIn((await house.smtp.nextTo(FATHER)).text))
  await other.choosePassword(PASSWORD, 'Open my records')
  await expect(other.heading('Your records')).toBeVisible()
  await other.close()

  await workspace.tab('Family')
  const holders = () => workspace.page.getByRole('listitem').filter({ hasText: 'by Access Link from' })
  await expect(holders()).toHaveCount(2)
  await expect(workspace.page.getByRole('button', { name: `Open chart of ${brother.fullName}` })).toBeVisible()
  await expect(workspace.page.getByText('same e-mail address on file')).toHaveCount(2)
  await expect(workspace.page.getByText('Ida is 16 or older')).toHaveCount(0)
  await expectAccessible(workspace.page)
  await workspace.close()
  expect(house.smtp.subjectsTo(MOTHER)).toHaveLength(1)

  house.setClockSkew(11 * DAY)
  house.setEndpointClockSkew(11 * DAY)
  await desk.reopen(house)
  await desk.signIn(house.admin)
  workspace = await desk.openWorkspace(child.fullName)
  await workspace.tab('Family')
  const notice = workspace.page.getByRole('region', { name: 'Ida is 16 or older' })
  await expect(notice).toBeVisible()
  await expectAccessible(workspace.page)
  for (const email of [MOTHER, FATHER]) {
    await notice.getByRole('button', { name: `End the access of ${email}…` }).click()
    const dialog = workspace.page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Of age now' }).click()
    await dialog.getByRole('button', { name: 'End access' }).click()
    await expect(dialog).toBeHidden()
  }
  await expect(notice).toHaveCount(0)
  await expect(holders()).toHaveCount(0)
  await house.smtp.nextTo(FATHER)
  await workspace.close()
})
