import { expect, test, type Page } from '@playwright/test'
import { parseOptions } from '../../scripts/demo/options.ts'
import { startDemo, type Demo } from '../../scripts/demo/startDemo.ts'
import { freePorts } from '../support/freePort.ts'

/** `npm start -- --empty`: a clinic that has nothing yet, and whose set-up is left for later. */
let demo: Demo
const said: string[] = []

test.beforeAll(async () => {
  const options = parseOptions(['--empty', '--no-open', '--port', String(await freePorts(4))])
  demo = await startDemo(options, (line) => said.push(line))
})

test.afterAll(() => demo.close())

/** What stands after one of the printed names. */
function printed(name: string): string {
  return (
    said
      .find((line) => line.startsWith(name))
      ?.slice(name.length)
      .trim() ?? ''
  )
}

const settle = (page: Page) => page.getByRole('list', { name: 'Not set up yet' }).getByRole('link')

test('R10.8 a set-up that is left stands in “To settle”, each part leading to where it is done', async ({ page }) => {
  await page.goto(printed('Front Desk'))
  await expect(page.getByRole('heading', { name: 'New clinic' })).toBeVisible()
  await page.getByLabel('Clinic name').fill('Quay Clinic')
  await page.getByLabel('Your name').fill('Ines Roy')
  await page.getByLabel('E-mail').fill('ines@quay.example')
  const password = page.getByLabel('New password')
  await password.fill('password2026')
  await page.getByRole('button', { name: 'Set up clinic' }).click()
  await expect(page.getByText('This is one of the first that anybody would guess.')).toBeVisible()
  await expect(password).toBeFocused()
  await password.fill('a first password')
  await page.getByRole('button', { name: 'Set up clinic' }).click()
  await expect(page.getByRole('heading', { name: 'Staff', level: 1 })).toBeVisible()
  await page.getByRole('link', { name: 'Leave the set-up' }).click()
  await expect(page.getByRole('heading', { name: 'Not everything is done' })).toBeVisible()
  await page.getByRole('button', { name: 'Open the Front Desk' }).click()

  await expect(settle(page)).toHaveCount(5)
  for (const [line, address] of [
    [/^No practitioner/, /staff$/],
    [/^No services/, /services$/],
    [/^No e-mail has arrived yet/, /email#test$/],
    [/^No recovery sheet/, /recovery$/],
    [/^No online service/, /connection#connection$/],
  ] as const) {
    await page.goto(new URL('/', page.url()).href)
    await settle(page).filter({ hasText: line }).click()
    await expect(page).toHaveURL(address)
  }

  await expect(page.getByText('Not connected').first()).toBeVisible()
  await page.getByLabel('Address of the online service').fill(printed('Online service'))
  await page.getByLabel('Pairing code').fill(printed('Pairing code').split(',')[0] ?? '')
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(page.getByText('Connected', { exact: true }).first()).toBeVisible()
  await page.getByRole('navigation', { name: 'Front Desk' }).getByRole('link', { name: 'Today' }).click()
  await expect(settle(page)).toHaveCount(4)

  // Where there is nothing to choose from, the list says who makes it.
  await page.keyboard.press('n')
  await page.getByRole('combobox', { name: 'Service' }).click()
  await expect(page.getByText('No service is offered yet.', { exact: false })).toBeVisible()
})
