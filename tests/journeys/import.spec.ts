import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { FrontDesk } from './support/frontDesk.ts'
import { openHouse, type House } from './support/house.ts'

/** R10.8, moving in: 3,000 patients from another program, with rows of every kind that goes wrong. */
let house: House
let desk: FrontDesk
let page: Page

test.beforeAll(async ({ browser }, testInfo) => {
  house = await openHouse(testInfo.project.metadata)
  desk = await FrontDesk.open(browser, house)
  page = desk.page
  await desk.signIn(house.admin)
  await desk.addPatient({ givenName: 'Ana', familyName: 'Ruiz', fullName: 'Ana Ruiz', birthOn: '12 March 1985' })
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

const PEOPLE = 3000
const HEADERS = 'Patient Number,First Name,Last Name,Date of Birth,Mobile Phone,Email'
const ODD = [
  '1,Ana,Ruiz,1985-03-12,,',
  '2,Zoé,Brontë,25/3/1990,604 555 0101,zoe@example.com',
  '3,ZOE,Bronte,25 Mar 1990,,',
  '4,Maud,Gonne,3/25/1966,,',
  '5,Ines,Okafor,3/4/1985,,',
  '6,Tariq,Haddad,soon,,',
  '7,,Nameless,,,',
  '8,=cmd|calc,Formula,,,',
  '9,Short',
]
const people = Array.from(
  { length: PEOPLE },
  (_, n) => `${n + 100},Guest${n},Of${n},19${50 + (n % 50)}-06-15,604 555 ${1000 + n},`,
)
const csv = [HEADERS, ...ODD, ...people, ''].join('\n')

const filter = (name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) })
const choose = async () => {
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'jane.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
}
const compare = () => page.getByRole('button', { name: 'Compare with those on file' }).click()

test('R10.8 a file is looked at, corrected and imported; all of it is undone as one and imported again', async () => {
  await desk.goTo('Patients')
  await page.getByRole('link', { name: 'Import' }).click()
  await choose()

  await test.step('what goes wrong is said, row by row, with its way out', async () => {
    await expect(page.getByText('This file has both orders.', { exact: false })).toBeVisible()
    await expect(filter('Need a look')).toHaveText(/5$/)
    await expect(page.getByText('The birth date could be two dates')).toBeVisible()
    await expect(page.getByText('Begins like a spreadsheet’s formula')).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('radio', { name: '3 April: the day comes first' }).check()
    await expect(filter('Need a look')).toHaveText(/4$/)
    await page.getByRole('button', { name: 'Without it: row 7' }).click()
    await page.getByRole('button', { name: 'Correct row 8' }).click()
    const dialog = page.getByRole('dialog', { name: 'Row 8 of the file' })
    await dialog.getByLabel('Given name').fill('Nora')
    await dialog.getByRole('button', { name: 'Done' }).click()
    await expect(filter('Need a look')).toHaveText(/2$/)
    await filter('Twice in the file').click()
    await expect(page.getByText('Same person as Row 3')).toBeVisible()
  })

  await test.step('who is on file already stays out', async () => {
    await compare()
    await filter('On file already').click()
    await expect(page.getByText('Is likely No. 1001')).toBeVisible()
    // A row that is put right only now is compared too, before it is taken.
    await filter('Need a look').click()
    await page.getByRole('button', { name: 'Correct row 9' }).click()
    const dialog = page.getByRole('dialog', { name: 'Row 9 of the file' })
    await dialog.getByLabel('Given name').fill('Ana')
    await dialog.getByLabel('Family name').fill('Ruiz')
    await dialog.getByLabel('Date of birth').fill('1985-03-12')
    await dialog.getByRole('button', { name: 'Done' }).click()
    await compare()
    await expect(filter('On file already')).toHaveText(/2$/)
    await page.getByRole('button', { name: 'Import 3,005 patients' }).click()
    await expect(page.getByRole('heading', { name: '3,005 patients imported' })).toBeVisible()
    await page.getByRole('link', { name: 'Show the patients' }).click()
    await page.getByLabel('Search patients').fill('okafor ines')
    await expect(page.getByRole('row').filter({ hasText: 'Ines Okafor' })).toContainText('3 Apr 1985')
    await page.getByLabel('Search patients').fill('guest2999')
    await expect(page.getByText('1 found')).toBeVisible()
  })

  await test.step('undone as one, and imported again', async () => {
    await page.getByRole('link', { name: 'Import' }).click()
    await page.getByRole('button', { name: 'Undo the import of jane.csv' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Undo the import' }).click()
    await expect(page.getByRole('heading', { name: '3,005 patients removed' })).toBeVisible()
    await page.getByRole('button', { name: 'Choose a file' }).click()
    await choose()
    await compare()
    await page.getByRole('button', { name: /^Import 3,00\d patients$/ }).click()
    await expect(page.getByRole('heading', { name: '3,002 patients imported' })).toBeVisible()
    await desk.goTo('Patients')
    await expect(page.getByText('3,003 patients')).toBeVisible()
  })
})

test('R10.8 a file that is none says why, and a phone’s width holds the page', async () => {
  await page.getByRole('link', { name: 'Import' }).click()
  const file = { name: 'list.xlsx', mimeType: 'text/csv', buffer: Buffer.from([0x50, 0x4b, 0, 0]) }
  await page.locator('input[type=file]').setInputFiles(file)
  await expect(page.getByRole('main').getByRole('alert')).toHaveText(/choose “Save as”, then CSV/)
  await page.locator('input[type=file]').setInputFiles({ ...file, buffer: Buffer.from('A,B\n1,2') })
  await expect(page.getByRole('main').getByRole('alert')).toHaveText('Say which column is: Given name, Family name.')
  await page.getByLabel('A becomes').selectOption('Given name')
  await page.getByLabel('B becomes').selectOption('Family name')
  await expect(filter('Ready')).toHaveText(/1$/)
  await page.setViewportSize({ width: 360, height: 740 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await expectAccessible(page)
})
