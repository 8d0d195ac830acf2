import { expect, test } from '@playwright/test'
import { parseOptions } from '../../scripts/demo/options.ts'
import { startDemo, type Demo } from '../../scripts/demo/startDemo.ts'
import { freePorts } from '../support/freePort.ts'

/** `npm start -- --empty`: the first hour of a clinic that has nothing yet. */
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

test('R10.3 an empty desk is set up and connected by what it says itself and what was printed', async ({ page }) => {
  await page.goto(printed('Front Desk'))
  await expect(page.getByRole('heading', { name: 'Set up the clinic' })).toBeVisible()
  await expect(
    page.getByText('Afterwards it is connected to its online service, under Settings, Connection.'),
  ).toBeVisible()
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

  await page.getByRole('navigation', { name: 'Front Desk' }).getByRole('link', { name: 'Settings' }).click()
  const pages = page.getByRole('navigation', { name: 'Pages of Settings' })
  await pages.getByRole('link', { name: 'Connection' }).click()
  await expect(page.getByText('Not connected').first()).toBeVisible()
  await page.getByLabel('Address of the online service').fill(printed('Online service'))
  await page.getByLabel('Pairing code').fill(printed('Pairing code').split(',')[0] ?? '')
  await page.getByRole('button', { name: 'Connect', exact: true }).click()

  await expect(page.getByText('Connected', { exact: true }).first()).toBeVisible()
  await page.getByRole('navigation', { name: 'Front Desk' }).getByRole('link', { name: 'Patients' }).click()
  await expect(page.getByRole('button', { name: 'Add patient' }).first()).toBeVisible()
})
