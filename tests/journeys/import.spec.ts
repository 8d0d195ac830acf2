import { readFile } from 'node:fs/promises'
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
  '3,ZOE,Bronte,25 Mar 1990,604 555 0199,',
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
    await expect(
      page.getByText('This file has dates of both orders. What could be two dates needs a look until you choose.', {
        exact: false,
      }),
    ).toBeVisible()
    await expect(filter('Need a look')).toHaveText(/5$/)
    await expect(page.getByText('The birth date could be two dates')).toBeVisible()
    await expect(page.getByText('Begins like a spreadsheet’s formula')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Correct row 7' })).toBeInViewport()
    await expectAccessible(page)
    await page.getByRole('radio', { name: '3 April: the day comes first' }).check()
    await expect(filter('Need a look')).toHaveText(/4$/)
    await expect(page.getByText('needs a look until you choose')).toBeHidden()
    await expect(page.getByText('1 row is ready only by this choice', { exact: false })).toBeVisible()
    await filter('Date as chosen').click()
    await expect(page.getByText('3/4/1985 read as 3 Apr 1985')).toBeVisible()
    await filter('Need a look').click()
    await page.getByRole('button', { name: 'Without it: row 7' }).click()
    await page.getByRole('button', { name: 'Correct row 8' }).click()
    const dialog = page.getByRole('dialog', { name: 'Row 8 of the file' })
    await expect(dialog.getByLabel('Given name')).toBeFocused()
    await expect(dialog.getByText('A name is missing')).toBeVisible()
    await dialog.getByLabel('Given name').fill('Nora')
    await dialog.getByLabel('Date of birth').fill('nonsense')
    await dialog.getByRole('button', { name: 'Done' }).click()
    await expect(dialog.getByText('This is not a birth date')).toBeVisible()
    await expect(dialog.getByLabel('Date of birth')).toBeFocused()
    await dialog.getByLabel('Date of birth').fill('')
    await dialog.getByRole('button', { name: 'Done' }).click()
    await expect(filter('Need a look')).toHaveText(/2$/)
    await filter('Twice in the file').click()
    const probably = page.getByText('Probably the same person as row 3')
    await expect(probably).toBeVisible()
    expect((await probably.boundingBox())?.width).toBeLessThan(260)
    await expect(page.getByText('Telephone 604 555 0199, in row 3: 604 555 0101')).toBeVisible()
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
  })

  await test.step('what stayed out is counted, and saved as it came with why', async () => {
    const stayed = page.getByRole('region', { name: 'What stayed out' })
    await expect(stayed.getByRole('listitem')).toHaveText([
      'Need a look: 1',
      'On file already: 2',
      'Twice in the file: 1',
    ])
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      stayed.getByRole('button', { name: 'Save these rows as CSV' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('jane - stayed out.csv')
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n')
    expect(lines).toEqual([
      `${HEADERS},Why it stayed out`,
      `${ODD[0]},Is likely No. 1001`,
      `${ODD[2]},Probably the same person as row 3`,
      `8,"'=cmd|calc",Formula,,,,Is likely No. 1001`,
      '9,Short,,,,,Another number of cells than the first row',
    ])
    await expectAccessible(page)
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
  await page.locator('input[type=file]').setInputFiles({
    ...file,
    buffer: Buffer.from('Vorname;Nachname;Geburtsdatum;Telefon;E-Mail\nAna;Ruiz;soon;none;ana at home'),
  })
  await expect(page.getByRole('button', { name: 'Compare with those on file' })).toHaveAccessibleDescription(
    'No row is ready. Under “Need a look”, correct a row or take it without what is wrong.',
  )
  await page.setViewportSize({ width: 360, height: 740 })
  for (const needed of [
    page.getByLabel('E-Mail becomes'),
    page.getByText('This is not an e-mail address'),
    page.getByRole('button', { name: 'Without it: row 2' }),
    page.getByRole('button', { name: 'Correct row 2' }),
  ]) {
    await needed.scrollIntoViewIfNeeded()
    await expect(needed).toBeInViewport({ ratio: 1 })
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await expectAccessible(page)
})

test('R10.8 a file that is prepared is not left without a question, nor taken by F5 or the lock', async () => {
  await page.setViewportSize({ width: 1440, height: 900 })
  const asked = new Promise<string>((resolve) => {
    page.once('dialog', (dialog) => {
      resolve(dialog.type())
      void dialog.dismiss()
    })
  })
  await page.evaluate(() => window.location.reload())
  expect(await asked).toBe('beforeunload')
  await page.getByRole('navigation', { name: 'Front Desk' }).getByRole('link', { name: 'Today' }).click()
  const question = page.getByRole('dialog', { name: 'Discard what was typed?' })
  await question.getByRole('button', { name: 'Keep editing' }).click()
  await expect(page.getByLabel('Vorname becomes')).toHaveValue('givenName')
  await page.getByLabel('Telefon becomes').selectOption('Mobile telephone')
  await page.getByRole('navigation', { name: 'Front Desk' }).getByRole('button', { name: 'Marta Silva' }).click()
  await page.getByRole('menuitem', { name: /^Lock/ }).click()
  await page.getByRole('textbox', { name: 'Password' }).fill(house.admin.password)
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Telefon becomes')).toHaveValue('mobile')
  await page.getByRole('button', { name: 'Put it away' }).click()
  await question.getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByRole('button', { name: 'Choose a file' })).toBeVisible()
  await desk.goTo('Today')
})
