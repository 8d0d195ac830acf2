import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { parseOptions } from '../../scripts/demo/options.ts'
import { startDemo, type Demo } from '../../scripts/demo/startDemo.ts'
import { freePorts } from '../support/freePort.ts'
import { expectAccessible } from './support/accessible.ts'

/** A clinic prints its recovery sheet; then its computer is gone, and a copy of the clinic's file is all there is. */
let folder: string
let demo: Demo | null = null
let deskUrl = ''
let sheet: readonly string[] = []

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'anteroom-recovery-'))
})

test.afterAll(async () => {
  await demo?.close()
  await rm(folder, { recursive: true, force: true })
})

/** `npm start -- --empty` with this computer's folder. */
async function start(computer: string): Promise<void> {
  const said: string[] = []
  const port = String(await freePorts(4))
  const options = parseOptions(['--empty', '--no-open', '--port', port, '--data', join(folder, computer)])
  demo = await startDemo(options, (line) => said.push(line))
  deskUrl =
    said
      .find((line) => line.startsWith('Front Desk'))
      ?.replace('Front Desk', '')
      .trim() ?? ''
}

async function stop(): Promise<void> {
  await demo?.close()
  demo = null
}

const word = (page: Page, place: number) => page.getByRole('combobox', { name: `Word ${place}`, exact: true })
const settle = (page: Page) => page.getByRole('complementary', { name: 'To settle' })

async function signIn(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'E-mail' }).fill('ines@quay.example')
  await page.getByRole('textbox', { name: 'Password' }).fill('a first password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible()
}

test('R10.9 the recovery sheet is printed on one page, and counts once words from the paper were typed back', async ({
  page,
}) => {
  await start('first')
  await page.goto(deskUrl)
  await page.getByLabel('Clinic name').fill('Quay Clinic')
  await page.getByLabel('Your name').fill('Ines Roy')
  await page.getByLabel('E-mail').fill('ines@quay.example')
  await page.getByLabel('New password').fill('a first password')
  await page.getByRole('button', { name: 'Set up clinic' }).click()
  await page.getByRole('link', { name: 'Leave the set-up' }).click()
  await page.getByRole('button', { name: 'Open the Front Desk' }).click()
  await settle(page).getByRole('link', { name: 'No recovery sheet' }).click()
  await page.getByRole('button', { name: 'Make the sheet' }).click()
  await expect(page.getByRole('button', { name: 'Print', exact: true })).toBeVisible()
  sheet = await page.getByRole('list', { name: 'The words' }).first().locator('li > :last-child').allTextContents()
  expect(sheet).toHaveLength(24)
  await expectAccessible(page)
  await page.reload()
  await expect(page.getByRole('list', { name: 'The words' }).first()).toContainText(sheet.at(-1) ?? '')
  const printed = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  expect(printed.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)

  await page.getByRole('button', { name: 'It is on paper' }).click()
  await expect(page.getByText(sheet[0] ?? '', { exact: true })).toHaveCount(0)
  const fields = page.getByRole('combobox', { name: /^Word \d+$/ })
  await expect(fields).toHaveCount(3)
  const asked = await fields.evaluateAll((inputs) => inputs.map((input) => Number(input.dataset['place'])))
  const [one = 0, two = 0, three = 0] = asked
  const right = (place: number) => sheet[place - 1] ?? ''
  await word(page, one).fill(right(one) === 'zoo' ? 'zone' : 'zoo')
  await word(page, two).fill('zzz')
  await page.getByRole('button', { name: 'Check' }).click()
  await expect(page.getByText('Not in the list of words')).toBeVisible()
  await expect(page.getByText('Missing')).toBeVisible()
  await expect(word(page, two)).toBeFocused()
  await word(page, two).fill('')
  await word(page, two).pressSequentially(`${right(two).slice(0, 4)} `)
  await expect(word(page, two)).toHaveValue(right(two))
  await page.keyboard.type(right(three))
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Not what the sheet says here')).toBeVisible()
  await expectAccessible(page)
  await word(page, one).fill(right(one))
  await page.getByRole('button', { name: 'Check' }).click()

  await expect(page.getByText('Checked', { exact: true }).first()).toBeVisible()
  await page.getByRole('navigation', { name: 'Front Desk' }).getByRole('link', { name: 'Today' }).click()
  await expect(settle(page).getByRole('link', { name: 'No recovery sheet' })).toHaveCount(0)
  await stop()
})

test('R10.9 on another computer the sheet and a copy of the file open the desk, and it stays open there', async ({
  page,
}) => {
  await mkdir(join(folder, 'second', 'desk'), { recursive: true })
  await copyFile(join(folder, 'first', 'desk', 'clinic.db'), join(folder, 'second', 'desk', 'clinic.db'))
  await start('second')
  await page.goto(deskUrl)
  await expect(page.getByRole('heading', { name: 'The clinic’s file is closed' })).toBeVisible()
  await expectAccessible(page)
  const open = page.getByRole('button', { name: 'Open the file' })
  const paste = async (words: readonly string[]) => {
    await word(page, 1).focus()
    await page.evaluate((text) => {
      const data = new DataTransfer()
      data.setData('text/plain', text)
      document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
    }, words.join('\n'))
  }
  await paste(sheet.with(3, 'abandn').slice(0, 20))
  await expect(word(page, 21)).toBeFocused()
  await open.click()
  await expect(page.getByText('Not in the list of words')).toHaveCount(1)
  await expect(page.getByText('Missing')).toHaveCount(4)
  await expect(word(page, 4)).toBeFocused()
  await paste([...sheet.slice(1), sheet[0] ?? ''])
  await open.click()
  await expect(page.getByRole('alert')).toContainText(/The words do not belong together|but not of this file/)

  await paste(sheet)
  await page.keyboard.press('Control+Enter')

  await expect(page.getByRole('heading', { name: 'Quay Clinic' })).toBeVisible()
  await signIn(page)
  await stop()
  await start('second')
  await page.goto(deskUrl)
  await signIn(page)
})

test('R10.9 a new sheet is another key, and the earlier one opens no file from then on', async ({ page }) => {
  await page.goto(deskUrl)
  await page.getByRole('navigation', { name: 'Front Desk' }).getByRole('link', { name: 'Settings' }).click()
  await page
    .getByRole('navigation', { name: 'Pages of Settings' })
    .getByRole('link', { name: 'Recovery sheet' })
    .click()
  await page.getByRole('button', { name: 'Make a new sheet' }).click()
  const shown = page.getByRole('list', { name: 'The words' }).first().locator('li > :last-child')
  const next = await shown.allTextContents()
  expect(next).not.toEqual(sheet)
  await page.getByRole('button', { name: 'It is on paper' }).click()
  for (const field of await page.getByRole('combobox', { name: /^Word \d+$/ }).all()) {
    const place = Number(await field.getAttribute('data-place'))
    await field.fill(next[place - 1] ?? '')
  }
  await page.getByRole('button', { name: 'Check' }).click()
  await expect(page.getByText('Recovery sheet checked')).toBeVisible()
  await stop()
  await rm(join(folder, 'second', 'desk', 'clinic.key'))
  await start('second')
  await page.goto(deskUrl)
  const type = async (words: readonly string[]) => {
    await word(page, 1).focus()
    await word(page, 1).fill(words.join(' '))
    await page.getByRole('button', { name: 'Open the file' }).click()
  }
  await type(sheet)
  await expect(page.getByRole('alert')).toContainText('but not of this file')
  await type(next)

  await signIn(page)
})
