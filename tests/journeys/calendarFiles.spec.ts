import { readFile } from 'node:fs/promises'
import { expect, test, type Page } from '@playwright/test'
import { calendarEntries } from '../support/calendarEntries.ts'
import { expectAccessible } from './support/accessible.ts'
import { inGrid } from './support/dayBlocks.ts'
import type { FrontDesk } from './support/frontDesk.ts'
import type { House } from './support/house.ts'
import { openDesk } from './support/openDesk.ts'

/** What leaves the desk as an .ics file: a visit for its patient, and when a practitioner is taken. */
let house: House
let desk: FrontDesk

test.beforeAll(async ({ browser }, testInfo) => {
  ;({ house, desk } = await openDesk(browser, testInfo))
  await desk.addPatient({ givenName: 'Klara', familyName: 'Novotná', fullName: 'Klara Novotná' })
  await desk.book({
    ...{ patient: 'Klara Novotná', practitioner: 'Amir Lee', service: 'Naturopathic follow-up' },
    ...{ time: '10:00', daysAhead: 5, send: false },
  })
})
test.afterAll(async () => {
  await desk.close()
  await house.close()
})

async function saved(page: Page, save: () => Promise<void>) {
  const [download] = await Promise.all([page.waitForEvent('download'), save()])
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
}

test('R9.2, R8.6 a visit is saved as a calendar file from its panel: when and where, never what for, and the chart says so', async () => {
  const { page } = desk
  await inGrid(page, 'Klara Novotná').click()
  const panel = page.getByRole('complementary', { name: 'Appointment' })

  const file = await saved(page, () => panel.getByRole('button', { name: 'Save calendar file' }).click())

  expect(file.name).toMatch(/^visit-\d{4}-\d\d-\d\d\.ics$/)
  expect(calendarEntries(file.text).map(({ summary }) => summary)).toEqual(['Visit to Harbour Street Clinic'])
  for (const secret of ['Klara', 'Novotná', 'Naturopathic']) expect(file.text).not.toContain(secret)
  await page.keyboard.press('Escape')
  const chart = await desk.openWorkspace('Klara Novotná')
  await chart.tab('History')
  await expect(chart.page.getByText('Calendar file of a visit saved').first()).toBeVisible()
  await chart.page.close()
})

test('R11.1, R8.6 a practitioner’s times are saved by keyboard, at first of the day that is shown, and nothing of whose they are', async () => {
  const { page } = desk
  await desk.goTo('Calendar')
  await page.getByRole('button', { name: 'Print and save' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Save times as calendar file…' })).toBeVisible()
  // Once the menu hears the keys.
  await expect(page.locator('[role=menu]:focus-within')).toBeVisible()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  const form = page.getByRole('dialog', { name: 'Save times as calendar file' })
  await expect(form).toBeVisible()
  await expectAccessible(page)
  await form.getByRole('combobox', { name: 'Practitioner' }).selectOption('Amir Lee')
  await expect(form.getByLabel('From')).not.toHaveValue('')
  await expect(form.getByLabel('Until')).toHaveValue(await form.getByLabel('From').inputValue())
  await form.getByLabel('Until').fill('never')
  await page.keyboard.press('Enter')
  await expect(form).toContainText('Type a day, such as 3 March.')
  await form.getByLabel('From').fill('today')
  const nextWeek = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)
  await form.getByLabel('Until').fill(nextWeek)

  const file = await saved(page, () => page.keyboard.press('Control+Enter'))

  expect(file.name).toMatch(/^busy-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.ics$/)
  const summaries = calendarEntries(file.text).map(({ summary }) => summary)
  expect(summaries.length).toBeGreaterThan(0)
  expect(new Set(summaries)).toEqual(new Set(['Busy']))
  for (const secret of ['Klara', 'Novotná', 'Naturopathic', 'Amir', 'Lee']) expect(file.text).not.toContain(secret)
  await expect(form).toBeHidden()
  await expect(page.getByRole('button', { name: 'Print and save' })).toBeFocused()
  await desk.goToSettings('Security')
  await expect(page.getByText(/^Calendar file of the times of Amir Lee saved/)).toBeVisible()
})
