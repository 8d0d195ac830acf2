import { expect, test } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { expectAccessible } from './support/accessible.ts'
import type { FrontDesk } from './support/frontDesk.ts'
import type { House } from './support/house.ts'
import { openDesk } from './support/openDesk.ts'
import { ana, ben } from './support/people.ts'

/** An admin reads who did what, narrows it down, and takes it away (R8.6). */
let house: House
let desk: FrontDesk

test.beforeAll(async ({ browser }, testInfo) => {
  ;({ house, desk } = await openDesk(browser, testInfo))
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

test('R8.6 the audit log is read by patient, by person and by day, and exported; that it was stands in it', async () => {
  const { page } = desk
  for (const person of [ana, ben]) await desk.addPatient(person)
  await desk.goToSettings('Audit log')
  const added = page.getByRole('listitem').filter({ hasText: 'Chart made' })
  await expect(added).toHaveCount(2)
  await expectAccessible(page)

  await page.getByRole('combobox', { name: 'Patient' }).fill('Ruiz')
  await page.getByRole('option', { name: ana.fullName }).click()
  await expect(added).toHaveCount(1)
  await expect(added).toContainText(`${ana.fullName}, Chart No.`)
  await page.getByLabel('To', { exact: true }).fill('2020-01-01')
  await expect(page.getByText('Nothing stands here for that')).toBeVisible()
  await page.getByLabel('To', { exact: true }).fill('')
  await page.getByLabel('By whom').selectOption('Amir Lee')
  await expect(page.getByText('Nothing stands here for that')).toBeVisible()
  await page.getByLabel('By whom').selectOption('Everybody')

  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).press('Enter')
  const file = await readFile(await (await saving).path(), 'utf8')
  expect(file).toMatch(/^\ufeffWhen,Who,Where,About,What\r\n/)
  expect(file).toContain(`"${ana.fullName}, Chart No.`)
  expect(file).not.toContain(ben.familyName)

  await expect(page.getByRole('listitem').filter({ hasText: /Audit log exported/ })).toHaveCount(1)
  await desk.goToSettings('Security')
  await desk.goToSettings('Audit log')
  await expect(page.getByRole('listitem').filter({ hasText: /Audit log exported: \d+ lines/ })).toHaveCount(1)
  await page.setViewportSize({ width: 360, height: 780 })
  await expect(added.first()).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false)
})
