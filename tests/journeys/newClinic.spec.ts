import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import { parseOptions } from '../../scripts/demo/options.ts'
import { startDemo, type Demo } from '../../scripts/demo/startDemo.ts'
import { freePorts } from '../support/freePort.ts'
import { until } from '../support/until.ts'
import { expectAccessible } from './support/accessible.ts'
import { dayAhead } from './support/frontDesk.ts'

/** From `npm start -- --empty` to the first patient's confirmation, through screens alone, left and resumed on the way. */
let folder: string
let port: number
let demo: Demo | null = null
let said: string[] = []
let context: BrowserContext
let page: Page

test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ browser }) => {
  folder = await mkdtemp(join(tmpdir(), 'anteroom-new-'))
  port = await freePorts(4)
  context = await browser.newContext()
  page = await context.newPage()
  await start()
})

test.afterAll(async () => {
  await context.close()
  await demo?.close()
  await rm(folder, { recursive: true, force: true })
})

/** The same computer each time: its folder, its ports, what its browser keeps. */
async function start(): Promise<void> {
  said = []
  const options = parseOptions(['--empty', '--no-open', '--port', String(port), '--data', folder])
  demo = await startDemo(options, (line) => said.push(line))
  await page.goto('about:blank')
  await page.goto(printed('Front Desk'))
}

async function restart(): Promise<void> {
  await demo?.close()
  await start()
}

/** What stands after one of the printed names. */
function printed(name: string): string {
  const line = said.find((each) => each.startsWith(name)) ?? ''
  return line.slice(name.length).trim()
}

async function signIn(): Promise<void> {
  await page.getByRole('textbox', { name: 'E-mail' }).fill('ines@quay.example')
  await page.getByRole('textbox', { name: 'Password' }).fill('a first password')
  await page.getByRole('button', { name: 'Sign in' }).click()
}

const step = (name: string) => page.getByRole('heading', { name, level: 1 })
const steps = () => page.getByRole('navigation', { name: 'Set-up' })

test('R10.8 a new clinic begins with its facts and its first admin: F5, another window, another start lose nothing', async () => {
  await expect(step('New clinic')).toBeVisible()
  await expect(page).toHaveURL(/\/set-up\/clinic$/)
  await page.getByRole('button', { name: 'Set up clinic' }).click()
  await expect(page.getByText('A name is needed.')).toHaveCount(2)
  await expect(page.getByText('10 more characters are needed.')).toBeVisible()
  await expect(page.getByLabel('Clinic name')).toBeFocused()
  await expect(page.getByLabel('New password')).toHaveAttribute('aria-invalid', 'true')
  await page.getByLabel('Clinic name').fill('Quay Clinic')
  await page.getByLabel('Telephone').fill('ask at the desk')
  await page.getByLabel('Your name').fill('Ines Roy')
  await page.getByLabel('E-mail').fill('ines@quay')
  await page.getByRole('combobox', { name: 'Time zone' }).fill('Mars')
  await expect(page.getByText('No zone of this name.')).toBeVisible()
  await page.getByRole('combobox', { name: 'Time zone' }).fill('Vancouv')
  await page.getByRole('option', { name: 'America/Vancouver' }).click()
  await expectAccessible(page)

  await page.reload()
  await expect(page.getByLabel('Clinic name')).toHaveValue('Quay Clinic')
  const second = await context.newPage()
  await second.goto(printed('Front Desk'))
  await expect(second.getByLabel('Your name')).toHaveValue('Ines Roy')
  await second.close()
  await restart()
  await expect(page.getByRole('combobox', { name: 'Time zone' })).toHaveValue('America/Vancouver')
  await expect(page.getByLabel('New password')).toHaveValue('')

  await page.getByLabel('New password').fill('password2026')
  await page.getByRole('button', { name: 'Set up clinic' }).click()
  await expect(page.getByText('This is one of the first that anybody would guess.')).toBeVisible()
  await expect(page.getByText('This is not an e-mail address.')).toBeVisible()
  await expect(page.getByText('This is not a telephone number.', { exact: false })).toBeVisible()
  await page.getByLabel('Telephone').fill('+1 604 555 0100')
  await page.getByLabel('E-mail').fill('ines@quay.example')
  await page.getByLabel('New password').fill('a first password')
  await page.keyboard.press('Control+Enter')
  await expect(step('Staff')).toBeVisible()
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('ines@quay.example')
})

test('R10.8 a clinic without a practitioner has its words; two are added, each with a code', async () => {
  await expect(page.getByText('Nobody sees patients yet', { exact: false })).toBeVisible()
  for (const [name, email] of [
    ['Jo Park', 'jo@quay.example'],
    ['Rosa Díaz', 'rosa@quay.example'],
  ] as const) {
    await page.getByRole('button', { name: 'Add person' }).click()
    const form = page.getByRole('complementary')
    await form.getByLabel('Name', { exact: true }).fill(name)
    await form.getByLabel('E-mail').fill('ines@quay.example')
    await form.getByRole('button', { name: 'Add person' }).click()
    await expect(form.getByText('Ines Roy has this e-mail.')).toBeVisible()
    await expect(form.getByLabel('E-mail')).toBeFocused()
    await form.getByLabel('E-mail').fill(email)
    await form.getByRole('button', { name: 'Add person' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click()
    await expect(page.getByRole('button', { name: 'Add person' })).toBeFocused()
  }
  await expect(page.getByText('Nobody sees patients yet', { exact: false })).toHaveCount(0)
  await expect(steps().getByText('2 practitioners')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Go on to Services' }).dblclick()
  await expect(step('Services')).toBeFocused()
})

test('R10.8 three services of a set, with buffers and a form, changed before they are taken over', async () => {
  await page.getByRole('radio', { name: 'Massage' }).check()
  await page.getByRole('checkbox', { name: 'Take over Massage 90' }).uncheck()
  await page.getByLabel('Name, Massage 30').fill('Massage 60')
  await page.getByLabel('Free after, First massage visit').fill('999')
  await page.getByRole('button', { name: 'Take over 3 services' }).click()
  await expect(page.getByText('Another row has this name.')).toBeVisible()
  await expect(page.getByText('A whole number from 0 to 120.')).toBeVisible()
  await expect(page.getByLabel('Name, Massage 60').last()).toBeFocused()
  await expectAccessible(page)
  await page.getByLabel('Name, Massage 60').first().fill('Short massage')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByLabel('Free after, First massage visit')).toBeFocused()
  await page.getByLabel('Free after, First massage visit').fill('20')
  await expect(page.getByRole('combobox', { name: 'Form before the visit, First massage visit' })).toHaveValue(
    'New patient intake',
  )

  await page.reload()
  await expect(page.getByLabel('Free after, First massage visit')).toHaveValue('20')
  await page.goBack()
  await expect(step('Staff')).toBeVisible()
  await page.goForward()
  await page.getByRole('button', { name: 'Take over 3 services' }).click()
  await expect(step('Hours')).toBeVisible()
  await expect(steps().getByText('3 services')).toBeVisible()
  await steps().getByRole('link', { name: 'Services' }).click()
  await page.getByRole('link', { name: 'First massage visit' }).click()
  await expect(page.getByRole('complementary').getByLabel('Free after')).toHaveValue('20')
  await steps().getByRole('link', { name: 'Hours' }).click()
})

test('R10.8 hours with a lunch break, after impossible ones had their words; the next start goes on with what is open', async () => {
  const typed = page.getByRole('textbox', { name: 'In words' })
  for (const person of ['Jo Park', 'Rosa Díaz']) {
    await page.getByRole('link', { name: person }).click()
    await typed.fill('Mon 22-2')
    await page.getByRole('button', { name: 'Save hours' }).click()
    await expect(page.getByText('Hours end later on the same day than they begin', { exact: false })).toBeVisible()
    await typed.fill('Mon-Sun 9-12, 13-17')
    await page.getByRole('button', { name: 'Save hours' }).click()
    await expect(page.getByText('Hours saved').first()).toBeVisible()
  }
  await expect(page.getByRole('link', { name: 'Go on to Connection' })).toBeVisible()
  await expectAccessible(page)

  await restart()
  await signIn()
  await expect(step('Connection')).toBeVisible()
  await expect(page).toHaveURL(/\/set-up\/connection$/)
})

test('R10.8 a code that is mistyped or of another service is said beside its field; then a test e-mail arrives', async () => {
  const connect = page.getByRole('button', { name: 'Connect', exact: true })
  await connect.click()
  await expect(page.getByText('The address is needed.')).toBeVisible()
  await expect(page.getByLabel('Address of the online service')).toBeFocused()
  await page.getByLabel('Address of the online service').fill('http://127.0.0.1:1')
  await page.getByLabel('Pairing code').fill('ABCD-EFGH')
  await connect.click()
  await expect(page.getByText('No online service answers at this address.')).toBeVisible()
  await page.getByLabel('Address of the online service').fill(printed('Online service').replace('http://', ''))
  await connect.click()
  await expect(page.getByLabel('Pairing code')).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByText('it is mistyped, used, too old, or of another service', { exact: false })).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('Pairing code').fill(printed('Pairing code').split(',')[0] ?? '')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Connection to the online service' })).toBeFocused()
  await page.getByRole('link', { name: 'Go on to Test e-mail' }).click()

  await page.getByRole('button', { name: 'Send a test e-mail' }).click()
  await expect(page.getByText('Arrived', { exact: true })).toBeVisible({ timeout: 30_000 })
  await page.getByRole('link', { name: 'Go on to Recovery sheet' }).dblclick()
  await expect(step('Recovery sheet')).toBeFocused()
})

test('R10.8 the recovery sheet is printed and checked, and the clinic is ready', async () => {
  await page.getByRole('button', { name: 'Make the sheet' }).click()
  const onPaper = page.getByRole('list', { name: 'The words' }).first().locator('li > :last-child')
  await expect(onPaper).toHaveCount(24)
  const words = await onPaper.allTextContents()
  const printedPages = (await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type\s*\/Page\b/g)
  expect(printedPages).toHaveLength(1)
  await page.getByRole('button', { name: 'It is on paper' }).click()
  for (const field of await page.getByRole('combobox', { name: /^Word \d+$/ }).all()) {
    await field.fill(words[Number(await field.getAttribute('data-place')) - 1] ?? '')
  }
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Recovery sheet Checked' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Make a new sheet' })).toBeVisible()
  await expect(page.getByText(/^\d+ \w+ \d{4}, \d\d:\d\d, by Ines Roy$/)).toBeVisible()
  await page.getByRole('link', { name: 'See what there is' }).dblclick()
  await expect(step('Quay Clinic is ready')).toBeFocused()
  await expect(page.getByRole('main').getByRole('link', { name: 'Hours' })).toHaveAttribute('href', '/set-up/hours')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Open the Front Desk' }).click()

  await expect(step('Today')).toBeVisible()
  await expect(page).toHaveURL(/:\d+\/$/)
  await expect(page.getByText('Nothing new in Inbox, and everybody was told.')).toBeVisible()
  await page.goto(new URL('/set-up/hours', page.url()).href)
  await expect(step('Today')).toBeVisible()
})

test('R10.8 the first patient is booked for tomorrow, and the confirmation arrives', async () => {
  await page.getByRole('navigation', { name: 'Front Desk' }).getByRole('link', { name: 'Patients' }).click()
  await page.getByRole('button', { name: 'Add patient' }).first().click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Given name').fill('Ana')
  await form.getByLabel('Family name').fill('Ruiz')
  await form.getByLabel('E-mail').fill('ana.ruiz@example.com')
  await form.getByRole('button', { name: 'Add patient' }).click()
  await expect(form).toBeHidden()
  await page.getByRole('navigation', { name: 'Front Desk' }).getByRole('link', { name: 'Calendar' }).click()
  await page.keyboard.press('n')
  const panel = page.getByRole('complementary', { name: 'New appointment' })
  await panel.getByRole('textbox', { name: 'Patient' }).fill('Ana Ruiz')
  await panel.getByRole('option', { name: 'Ana Ruiz' }).filter({ hasNotText: 'New patient' }).first().click()
  for (const [field, value] of [
    ['Service', 'First massage visit'],
    ['Practitioner', 'Jo Park'],
  ] as const) {
    await panel.getByRole('combobox', { name: field }).click()
    await page.getByRole('option', { name: value }).click()
  }
  await panel.getByRole('textbox', { name: 'Day' }).fill(dayAhead(1))
  await panel.getByRole('textbox', { name: 'Time' }).fill('10:00')
  await expect(panel.getByText('New patient intake').first()).toBeVisible()
  await panel.getByRole('button', { name: 'Save and Send' }).click()
  await expect(panel).toBeHidden()

  const confirmation = await until(
    async () => {
      const mails = (await (await fetch(`${printed('Mail')}api/email`)).json()) as CaughtMail[] // the catcher's own list
      return mails.find(({ to }) => to.some(({ address }) => address === 'ana.ruiz@example.com'))
    },
    'the confirmation, whose undo has passed',
    30_000,
  )
  expect(confirmation.text).toMatch(/10:00 to 11:15\s+with Jo Park/)
  expect(confirmation.text).toContain('Take me to my forms')
  expect(confirmation.from).toEqual([{ name: 'Quay Clinic', address: 'portal@anteroom.example' }])
})

type CaughtMail = {
  readonly from: readonly { readonly name: string; readonly address: string }[]
  readonly to: readonly { readonly address: string }[]
  readonly text: string
}
