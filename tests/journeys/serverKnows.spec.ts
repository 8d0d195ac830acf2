import { expect, test } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { expectAccessible } from './support/accessible.ts'
import type { FrontDesk } from './support/frontDesk.ts'
import type { House } from './support/house.ts'
import { openDesk } from './support/openDesk.ts'

/** An admin reads what the online service keeps, and takes it away (R11.1). */
let house: House
let desk: FrontDesk

test.beforeAll(async ({ browser }, testInfo) => {
  ;({ house, desk } = await openDesk(browser, testInfo))
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

test('R11.1 “What the server knows” tells every table in words, by keyboard and on a screen of 360 pixels', async () => {
  const { page } = desk
  await desk.goToSettings('What the server knows')
  await expect(page.getByRole('heading', { name: /^\d+ rows, [\d.]+ (kB|byte)/ })).toBeVisible()
  await expectAccessible(page)

  const reminders = page.locator('summary', { hasText: 'Reminders laid up' })
  await reminders.press('Enter')
  const columns = page.getByRole('table', { name: 'Columns' })
  await expect(columns.getByRole('row', { name: /^visit_id the number of the visit in clear$/ })).toBeVisible()
  await expect(columns.getByRole('row', { name: /^token_hash .* a hash$/ })).toBeVisible()
  await expectAccessible(page)
  await page.setViewportSize({ width: 360, height: 780 })
  await expect(columns.getByRole('row', { name: /^visit_id/ })).toBeVisible()
  const isTooWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  expect(isTooWide).toBe(false)
  await page.setViewportSize({ width: 1440, height: 900 })
})

test('R11.1, R8.6 everything is downloaded as one file, whose hashes are lengths, and the clinic’s history says so', async () => {
  const { page } = desk
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download everything' }).press('Enter')
  const saved = await saving

  expect(saved.suggestedFilename()).toBe('what-the-server-knows.json')
  const { tables } = JSON.parse(await readFile(await saved.path(), 'utf8')) as { tables: Record<string, object[]> }
  expect(Object.keys(tables)).toEqual(expect.arrayContaining(['reminder', 'offer', 'feed', 'mail', 'claim']))
  expect(tables['clinic']).toMatchObject([{ token_hash: { kept: 'hash', length: 64 }, epoch: 1 }])

  await desk.goToSettings('Security')
  await expect(page.getByText('What the server knows downloaded')).toBeVisible()
})

test('R11.1 a service that does not answer is said, and asked again by a key', async () => {
  const { page } = desk
  await house.stopEndpoint()
  await desk.goToSettings('What the server knows')
  await expect(page.getByText('What the online service knows could not be read.')).toBeVisible()

  await house.startEndpoint()
  await page.getByRole('button', { name: 'Try again' }).press('Enter')

  await expect(page.getByRole('button', { name: 'Download everything' })).toBeVisible()
})
